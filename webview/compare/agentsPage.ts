import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import type { AgentsState, ComparedAgent } from '../../src/shared/protocol/compareProtocol.ts';
import {
  type ShownResult,
  type ShownTurn,
  type Side,
  sides,
} from '../../src/shared/compare/shownAnswer.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import type { Announcer } from '../base/announcer.ts';
import { button } from '../base/kit.ts';
import { bothComposer } from './bothComposer.ts';
import { checkList, statusTag, statusWord } from './checkList.ts';
import { host } from './host.ts';
import { cut } from './marks.ts';
import {
  headingOf,
  namesRow,
  quiet,
  resultText,
  sideBySide,
  type SideTexts,
  turnSection,
} from './turnSection.ts';

export type Draw = (page: TemplateResult) => void;

/** Shows two agents in the same conversation, with a composer that sends to both. */
export function agentsPage(draw: Draw, say: Announcer['say']): (state: AgentsState) => void {
  const composer = bothComposer();
  let before: AgentsState | undefined;

  return (state) => {
    draw(page(state, composer.element));
    composer.update(state.isBusy);
    for (const [index, turn] of state.turns.entries()) {
      const known = before?.turns[index];
      const result = resultText(turn);
      if (result !== undefined && result !== (known && resultText(known))) {
        say(announced(turnName(turn), result));
      } else if (!known) {
        headingOf(turn.number)?.closest('section')?.scrollIntoView({ block: 'nearest' });
      }
    }
    const { a, b } = state.results;
    if (a && b && !(before?.results.a && before.results.b)) {
      document.querySelector('h1')?.scrollIntoView({ block: 'end' });
      const names = namesOf(state);
      const results = [`${names.a} ${statusWord(a.status)}`, `${names.b} ${statusWord(b.status)}`];
      say(announced(t('Result'), results.join(', ')));
    }
    before = state;
  };
}

function page(state: AgentsState, composer: HTMLElement): TemplateResult {
  const { scenario, results, turns } = state;
  const names = namesOf(state);
  return html`<div class="page">
    <main class="compare" tabindex="0" aria-label=${t('Comparison')}>
      <h1 dir="auto">${t('{a} and {b}', names)}</h1>
      <p class="muted subject" dir="auto">
        ${
          scenario === undefined
            ? t('Both agents receive the same messages in separate sessions.')
            : t('Both agents run “{name}” in separate sessions.', {
                name: visibleText(scenario),
              })
        }
      </p>
      <div class="turns">${results.a || results.b ? resultSection(results, names) : nothing}</div>
      <div class="turns">
        <p class="muted" ?hidden=${turns.length > 0}>
          ${t('Enter a message below. Both agents receive it at the same time.')}
        </p>
        ${turns.map((turn) => turnOf(turn, state))}
      </div>
    </main>
    ${composer}
  </div>`;
}

function turnOf(turn: ShownTurn, state: AgentsState): TemplateResult {
  const { name } = state.a;
  return turnSection(turn, {
    title: turnName(turn),
    names: namesOf(state),
    missing: { a: missingText('a', state), b: missingText('b', state) },
    actions:
      turn.a?.phase === 'answered'
        ? html`<div class="row-actions">
            ${button({
              label: t("Save {agent}'s Behavior as Expectation", { agent: visibleText(name) }),
              kind: 'secondary',
              onPress: () => host.post({ type: 'keep', turn: turn.number }),
            })}
          </div>`
        : nothing,
  });
}

function turnName({ number }: ShownTurn): string {
  return t('Turn {number}', { number });
}

/** Text in place of a missing response, which may be awaited or may never arrive. */
function missingText(side: Side, { isBusy, results }: AgentsState): string {
  return isBusy && results[side] === undefined
    ? t('Waiting for the response…')
    : t('The conversation ended before this turn');
}

function namesOf({ a, b }: AgentsState): SideTexts {
  return { a: nameOf(a), b: nameOf(b) };
}

/** An agent's name, marked if it is in production. */
export function nameOf({ name, environment }: ComparedAgent): string {
  const shown = visibleText(name);
  return environment === 'production' ? `${shown} (${t('production')})` : shown;
}

type Results = AgentsState['results'];

/** The scenario's result on both sides, above its turns. */
function resultSection(results: Results, names: SideTexts): TemplateResult {
  const id = 'scenario-result';
  const hasChecks = sides.some((side) => results[side] && results[side].checks.length > 0);
  return html`<section class="turn" aria-labelledby=${id}>
    <h2 id=${id}>${t('Result')}</h2>
    ${namesRow(names)} ${sideBySide(undefined, names, (side) => statusCell(results[side]))}
    ${
      hasChecks
        ? sideBySide(
            t('Whole conversation'),
            names,
            (side) => checkList(results[side]?.checks) ?? quiet(t('None')),
          )
        : nothing
    }
  </section>`;
}

function statusCell(result: ShownResult | undefined): TemplateResult {
  if (!result) return quiet(t('Still running…'));
  const { status, problem } = result;
  return html`<div>
    <p>${statusTag(status)}</p>
    ${problem === undefined ? nothing : html`<p dir="auto">${cut(problem)}</p>`}
  </div>`;
}

function announced(turn: string, result: string): string {
  return t('{turn}: {result}', { turn, result });
}
