import {
  type ReplaySpeed,
  replaySpeeds,
  type ReplayState,
} from '../../../src/shared/conversationInfo.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { el, iconElement, plainButton } from '../../base/dom.ts';
import { controlIcons } from '../../base/icons.ts';
import { iconButtonElement } from '../../base/kit.ts';
import { replayStrings as strings } from '../../strings/composerStrings.ts';
import type { Actions } from '../hostActions.ts';

export interface ReplayStrip {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  focus(): void;
}

/** Replaces the composer while a saved conversation is replayed: nothing is sent. */
export function replayStrip(actions: Actions): ReplayStrip {
  let shown: ReplayState | undefined;
  const play = iconButtonElement('play', strings.play, () =>
    actions.replay(shown?.isPlaying ? 'pause' : 'play'),
  );
  const back = iconButtonElement('left', strings.previousTurn, () => jumpBy(-1));
  const step = iconButtonElement('step', strings.step, () => actions.replay('step'));
  const forth = iconButtonElement('right', strings.nextTurn, () => jumpBy(1));
  const speed = el('select', { 'aria-label': strings.speed, title: strings.speed });
  for (const one of replaySpeeds) {
    speed.append(el('option', { value: String(one) }, strings.speedName(one)));
  }
  speed.addEventListener('change', () => {
    const chosen = replaySpeeds.find((one) => String(one) === speed.value);
    if (chosen) actions.replaySpeed(chosen);
  });
  const position = el('input', { type: 'range', min: '0', step: '1', 'aria-label': strings.turn });
  position.addEventListener('input', () => actions.replayJump(Number(position.value)));
  const text = el('span', { class: 'muted' });
  const close = plainButton({ class: 'quiet' }, () => actions.closeReplay(), strings.close);
  const element = el(
    'footer',
    { class: 'replay-strip', role: 'group', 'aria-label': strings.title, hidden: true },
    el(
      'div',
      { class: 'row-actions apart' },
      el('strong', { class: 'replay-title', role: 'status' }, strings.title),
      close,
    ),
    position,
    el('div', { class: 'row-actions apart' }, back, play, step, forth, speed, text),
  );

  function jumpBy(by: number): void {
    if (!shown) return;
    actions.replayJump(Math.min(shown.turns, Math.max(0, shown.turn + by)));
  }

  return {
    element,
    update({ replay }) {
      if (replay === shown) return;
      shown = replay;
      element.hidden = replay === undefined;
      if (!replay) return;
      const label = replay.isPlaying ? strings.pause : replay.isOver ? strings.again : strings.play;
      play.title = label;
      play.ariaLabel = label;
      play.replaceChildren(iconElement(replay.isPlaying ? controlIcons.pause : controlIcons.play));
      // A disabled button would lose the focus.
      back.ariaDisabled = String(replay.step === 0);
      step.ariaDisabled = String(replay.isOver);
      forth.ariaDisabled = String(replay.isOver);
      speed.value = String(replay.speed satisfies ReplaySpeed);
      position.max = String(replay.turns);
      position.value = String(replay.turn);
      position.ariaValueText = strings.position(replay.turn, replay.turns);
      text.textContent = strings.position(replay.turn, replay.turns);
    },
    focus: () => play.focus(),
  };
}
