import { t } from '../../../src/shared/l10n.ts';
import { html, nothing } from 'lit-html';
import { replaySpeeds } from '../../../src/shared/conversationInfo.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { iconButton, quietButton } from '../../base/nativeButtons.ts';
import type { View } from '../../base/view.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';

/** Replaces the composer while a saved conversation is replayed: nothing is sent. */
export function replayStrip({ replay }: ViewState, actions: Actions): View {
  if (!replay) return nothing;
  const { isPlaying, speed, step, isOver, turn, turns } = replay;
  const position = t('Turn {turn} of {turns}', { turn, turns });
  const jumpBy = (by: number): void => actions.replayJump(Math.min(turns, Math.max(0, turn + by)));
  const playLabel = isPlaying ? t('Pause') : isOver ? t('Play Again') : t('Play');
  return html`<footer class="replay-strip" role="group" aria-label=${t('Replay, not live')}>
    <div class="row-actions apart">
      <strong class="replay-title" role="status">${t('Replay, not live')}</strong>
      ${quietButton(t('Close Replay'), () => actions.closeReplay())}
    </div>
    <input
      type="range"
      min="0"
      max=${turns}
      step="1"
      aria-label=${t('Turn')}
      aria-valuetext=${position}
      .value=${String(turn)}
      @input=${({ target }: { target: HTMLInputElement }) =>
        actions.replayJump(Number(target.value))}
    />
    <div class="row-actions apart">
      ${iconButton('left', t('Previous Turn'), () => jumpBy(-1), step === 0)}
      ${iconButton(isPlaying ? 'pause' : 'play', playLabel, () =>
        actions.replay(isPlaying ? 'pause' : 'play'),
      )}
      ${iconButton('step', t('Next Step'), () => actions.replay('step'), isOver)}
      ${iconButton('right', t('Next Turn'), () => jumpBy(1), isOver)}
      <select
        aria-label=${t('Speed')}
        title=${t('Speed')}
        @change=${({ target }: { target: HTMLSelectElement }) => {
          const chosen = replaySpeeds[target.selectedIndex];
          if (chosen) actions.replaySpeed(chosen);
        }}
      >
        ${replaySpeeds.map(
          (one) =>
            html`<option value=${one} .selected=${one === speed}>
              ${strings.speedName(one)}
            </option>`,
        )}
      </select>
      <span class="muted">${position}</span>
    </div>
  </footer>`;
}
