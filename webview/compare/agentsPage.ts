import type { AgentsState, ComparedAgent } from '../../src/shared/protocol/compareProtocol.ts';
import {
  type ShownResult,
  type ShownTurn,
  type Side,
  sides,
} from '../../src/shared/shownAnswer.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import type { Announcer } from '../base/announcer.ts';
import { el } from '../base/dom.ts';
import { buttonHandle } from '../base/kit.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { bothComposer } from './bothComposer.ts';
import { checkList, statusTag } from './checkList.ts';
import { host } from './host.ts';
import { cut } from './marks.ts';
import { namesRow, resultText, sideBySide, turnSection } from './turnSection.ts';

export interface ComparePage<State> {
  readonly element: HTMLElement;
  update(state: State): void;
}

interface Drawn {
  /** The state that the turn was drawn from. */
  readonly json: string;
  readonly element: HTMLElement;
}

/** Two agents in the same conversation, with a composer that sends to both. */
export function agentsPage(announcer: Announcer): ComparePage<AgentsState> {
  const title = el('h1', { dir: 'auto' });
  const subject = el('p', { class: 'muted subject', dir: 'auto' });
  const empty = el('p', { class: 'muted' }, strings.nothingYet);
  const result = el('div', { class: 'turns' });
  const turns = el('div', { class: 'turns' }, empty);
  const composer = bothComposer();
  let drawn: readonly Drawn[] = [];
  let shownResults = '';

  function drawTurn(turn: ShownTurn, state: AgentsState): HTMLElement {
    const { a, b } = state;
    const keep = buttonHandle({
      label: strings.keep(visibleText(a.name)),
      kind: 'secondary',
      onPress: () => host.post({ type: 'keep', turn: turn.number }),
    });
    return turnSection(turn, {
      title: strings.turn(turn.number),
      names: { a: nameOf(a), b: nameOf(b) },
      missing: { a: missingText('a', state), b: missingText('b', state) },
      actions: turn.a?.phase === 'answered' ? [keep.element] : [],
    });
  }

  function drawResults({ a, b, results }: AgentsState): void {
    const json = JSON.stringify(results);
    if (json === shownResults) return;
    shownResults = json;
    const names = { a: nameOf(a), b: nameOf(b) };
    if (!results.a && !results.b) return;
    result.replaceChildren(resultSection(results, names));
    if (!results.a || !results.b) return;
    title.scrollIntoView({ block: 'end' });
    announcer.say(strings.announced(strings.result, resultsText(results, names)));
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
        result,
        turns,
      ),
      composer.element,
    ),
    update(state) {
      title.textContent = strings.agentsTitle(nameOf(state.a), nameOf(state.b));
      subject.textContent =
        state.scenario === undefined
          ? strings.agentsHint
          : strings.scenarioHint(visibleText(state.scenario));
      empty.hidden = state.turns.length > 0;
      // Redraws a turn only when it has changed, so that the focus is kept.
      drawn = state.turns.map((turn, index) => {
        const json = drawnState(turn, state);
        const before = drawn[index];
        if (before?.json === json) return before;
        const next = { json, element: drawTurn(turn, state) };
        if (before) before.element.replaceWith(next.element);
        else turns.append(next.element);
        const result = resultText(turn);
        if (result !== undefined)
          announcer.say(strings.announced(strings.turn(turn.number), result));
        else if (!before) next.element.scrollIntoView({ block: 'nearest' });
        return next;
      });
      drawResults(state);
      composer.update(state.isBusy);
    },
  };
}

/** Text in place of a missing response, which may be awaited or may never arrive. */
function missingText(side: Side, { isBusy, results }: AgentsState): string {
  return isBusy && results[side] === undefined ? strings.awaited : strings.notReached;
}

/** Everything a turn is drawn from. */
function drawnState(turn: ShownTurn, state: AgentsState): string {
  const missing = sides.map((side) => turn[side] === undefined && missingText(side, state));
  return JSON.stringify([turn, missing]);
}

/** An agent's name, marked if it is in production. */
export function nameOf({ name, environment }: ComparedAgent): string {
  const shown = visibleText(name);
  return environment === 'production' ? `${shown} (${strings.production})` : shown;
}

type Results = AgentsState['results'];
type Names = Readonly<Record<Side, string>>;

/** The scenario's result on both sides, above its turns. */
function resultSection(results: Results, names: Names): HTMLElement {
  const id = 'scenario-result';
  return el(
    'section',
    { class: 'turn', 'aria-labelledby': id },
    el('h2', { id }, strings.result),
    namesRow(names),
    sideBySide(undefined, names, (side) => {
      const result = results[side];
      return result ? statusCell(result) : el('p', { class: 'muted' }, strings.running);
    }),
    ...(hasChecks(results)
      ? [
          sideBySide(
            strings.wholeConversation,
            names,
            (side) =>
              checkList(results[side]?.checks ?? []) ?? el('p', { class: 'muted' }, strings.none),
          ),
        ]
      : []),
  );
}

/** The results in one line, for announcing. */
function resultsText({ a, b }: Results, names: Names): string {
  const text = (name: string, result: ShownResult | undefined) =>
    result ? [`${name} ${strings.statuses[result.status]}`] : [];
  return [...text(names.a, a), ...text(names.b, b)].join(', ');
}

function hasChecks({ a, b }: Results): boolean {
  return [a, b].some((result) => result !== undefined && result.checks.length > 0);
}

function statusCell({ status, problem }: ShownResult): HTMLElement {
  return el(
    'div',
    {},
    el('p', {}, statusTag(status)),
    problem !== undefined && el('p', { dir: 'auto' }, cut(problem)),
  );
}
