import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { replaySpeeds } from '../../../src/shared/conversationInfo.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { iconButton, quietButton } from '../../base/nativeButtons.ts';
import type { View } from '../../base/view.ts';
import { replayStrings as strings } from '../../strings/composerStrings.ts';
import type { Actions } from '../hostActions.ts';

/** Replaces the composer while a saved conversation is replayed: nothing is sent. */
export function replayStrip({ replay }: ViewState, actions: Actions): View {
  if (!replay) return nothing;
  const { isPlaying, speed, step, isOver, turn, turns } = replay;
  const position = strings.position(turn, turns);
  const jumpBy = (by: number): void => actions.replayJump(Math.min(turns, Math.max(0, turn + by)));
  const playLabel = isPlaying ? strings.pause : isOver ? strings.again : strings.play;
  return html`<footer class="replay-strip" role="group" aria-label=${strings.title}>
    <div class="row-actions apart">
      <strong class="replay-title" role="status">${strings.title}</strong>
      ${quietButton(strings.close, () => actions.closeReplay())}
    </div>
    <input
      type="range"
      min="0"
      max=${turns}
      step="1"
      aria-label=${strings.turn}
      aria-valuetext=${position}
      .value=${live(String(turn))}
      @input=${({ target }: { target: HTMLInputElement }) =>
        actions.replayJump(Number(target.value))}
    />
    <div class="row-actions apart">
      ${iconButton('left', strings.previousTurn, () => jumpBy(-1), step === 0)}
      ${iconButton(isPlaying ? 'pause' : 'play', playLabel, () =>
        actions.replay(isPlaying ? 'pause' : 'play'),
      )}
      ${iconButton('step', strings.step, () => actions.replay('step'), isOver)}
      ${iconButton('right', strings.nextTurn, () => jumpBy(1), isOver)}
      <select
        aria-label=${strings.speed}
        title=${strings.speed}
        @change=${({ target }: { target: HTMLSelectElement }) => {
          const chosen = replaySpeeds[target.selectedIndex];
          if (chosen) actions.replaySpeed(chosen);
        }}
      >
        ${replaySpeeds.map(
          (one) =>
            html`<option value=${one} .selected=${live(one === speed)}>
              ${strings.speedName(one)}
            </option>`,
        )}
      </select>
      <span class="muted">${position}</span>
    </div>
  </footer>`;
}
