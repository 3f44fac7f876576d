import type { AgentsState, ComparedAgent } from '../../src/shared/compareProtocol.ts';
import type { ShownTurn } from '../../src/shared/shownAnswer.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../dom.ts';
import { button } from '../kit.ts';
import type { Announcer } from './announcer.ts';
import { bothComposer } from './bothComposer.ts';
import { post } from './compareChannel.ts';
import { compareStrings as strings } from './compareStrings.ts';
import { resultText, turnSection } from './turnSection.ts';

export interface ComparePage<State> {
  readonly element: HTMLElement;
  update(state: State): void;
}

interface Drawn {
  /** The turn as it is drawn. */
  readonly json: string;
  readonly element: HTMLElement;
}

/** Two agents in the same conversation, and the box for what both are told next. */
export function agentsPage(announcer: Announcer): ComparePage<AgentsState> {
  const title = el('h1', { dir: 'auto' });
  const subject = el('p', { class: 'muted subject', dir: 'auto' });
  const empty = el('p', { class: 'muted' }, strings.nothingYet);
  const turns = el('div', { class: 'turns' }, empty);
  const composer = bothComposer();
  let drawn: readonly Drawn[] = [];

  function drawTurn(turn: ShownTurn, { a, b }: AgentsState): HTMLElement {
    const keep = button({
      label: strings.keep(visibleText(a.name)),
      kind: 'secondary',
      onPress: () => post({ type: 'keep', turn: turn.number }),
    });
    return turnSection(turn, {
      title: strings.turn(turn.number),
      names: { a: nameOf(a), b: nameOf(b) },
      missing: strings.awaited,
      actions: turn.a?.phase === 'answered' ? [keep.element] : [],
    });
  }

  return {
    element: el(
      'div',
      { class: 'page' },
      el(
        'main',
        { class: 'compare', tabindex: '0', 'aria-label': strings.comparison },
        title,
        subject,
        turns,
      ),
      composer.element,
    ),
    update(state) {
      title.textContent = strings.agentsTitle(nameOf(state.a), nameOf(state.b));
      subject.textContent = strings.agentsHint;
      empty.hidden = state.turns.length > 0;
      // A turn is drawn anew only when it has changed, so that the focus stays.
      drawn = state.turns.map((turn, index) => {
        const json = JSON.stringify(turn);
        const before = drawn[index];
        if (before?.json === json) return before;
        const next = { json, element: drawTurn(turn, state) };
        if (before) before.element.replaceWith(next.element);
        else turns.append(next.element);
        const result = resultText(turn);
        if (result !== undefined) announcer.say(strings.told(strings.turn(turn.number), result));
        else if (!before) next.element.scrollIntoView({ block: 'nearest' });
        return next;
      });
      composer.update(state.isBusy);
    },
  };
}

/** An agent's name; one that customers meet says so. */
export function nameOf({ name, environment }: ComparedAgent): string {
  const shown = visibleText(name);
  return environment === 'production' ? `${shown} (${strings.production})` : shown;
}
