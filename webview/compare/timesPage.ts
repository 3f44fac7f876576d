import { html, nothing, type TemplateResult } from 'lit-html';
import { formatNumber, t } from '../../src/shared/l10n.ts';
import type { TimesState } from '../../src/shared/protocol/compareProtocol.ts';
import type { Spread, TimeSpread } from '../../src/shared/compare/spread.ts';
import type { Announcer } from '../base/announcer.ts';
import { button } from '../base/kit.ts';
import { duration } from '../base/pageFormat.ts';
import { type Draw, nameOf } from './agentsPage.ts';
import { firstOf, productPrice, productTitle } from './answerCells.ts';
import { host } from './host.ts';
import { cut } from './marks.ts';
import { headingOf, quiet, turnSection } from './turnSection.ts';

/** Opens the run of a number. */
type Choose = (number: number) => void;

/**
 * Shows the variation between the responses of several sessions to the same message; each can be
 * opened.
 */
export function timesPage(draw: Draw, say: Announcer['say']): (state: TimesState) => void {
  let chosen: number | undefined;
  let wasBusy = true;

  return function show(state) {
    const focused = (document.activeElement as HTMLElement | null)?.dataset['run'];
    draw(
      page(state, chosen, (number) => {
        chosen = number;
        show(state);
        const heading = headingOf(number);
        if (!heading) return;
        heading.tabIndex = -1;
        heading.focus();
      }),
    );
    // A run's button may have become another run's.
    if (focused !== undefined) {
      document.querySelector<HTMLElement>(`[data-run="${focused}"]`)?.focus();
    }
    if (wasBusy && !state.isBusy) say(finished(state));
    wasBusy = state.isBusy;
  };
}

function page(state: TimesState, chosen: number | undefined, choose: Choose): TemplateResult {
  const { agent, said, done, times, isBusy, spread, problems } = state;
  return html`<div class="page">
    <main class="compare" tabindex="0" aria-label=${t('Comparison')}>
      <h1>${t('Sent {times} times', { times })}</h1>
      <p class="muted subject" dir="auto">${[nameOf(agent), cut(agent.host)].join(' · ')}</p>
      <p class="said plain" dir="auto">${cut(said)}</p>
      <div class="row-actions">
        <p class="progress">
          ${isBusy ? t('{done} of {times} finished', { done, times }) : finished(state)}
        </p>
        ${button({
          label: t('Stop'),
          kind: 'secondary',
          isHidden: !isBusy,
          onPress: () => host.post({ type: 'stop' }),
        })}
      </div>
      <div class="spread">
        ${spread ? [figures(spread), answers(spread, chosen, choose), products(spread)] : nothing}
        ${problems.length > 0 ? problemList(problems) : nothing}
      </div>
      <div class="turns">${chosenRun(state, chosen)}</div>
    </main>
  </div>`;
}

function finished({ done, times, runs }: TimesState): string {
  if (done < times) return t('Stopped. {done} of {times} finished', { done, times });
  const answered = runs.filter(({ b }) => b?.phase === 'answered').length;
  return answered < times
    ? t('{done} of {times} responded', { done: answered, times })
    : t('All {times} finished', { times });
}

function sessionName(number: number): string {
  return t('Session {number}', { number });
}

function chosenRun({ runs, usual }: TimesState, chosen: number | undefined) {
  const run = runs.find(({ number }) => number === chosen);
  if (!run || usual === undefined) return nothing;
  const title = sessionName(run.number);
  const missing = t('Not sent');
  return turnSection(run, {
    title,
    names: { a: t('Session {number} (typical response)', { number: usual }), b: title },
    missing: { a: missing, b: missing },
  });
}

function figures({ groups, productOverlap, handoverRate, firstByteMs, totalMs }: Spread) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('Different responses'), formatNumber(groups.length)],
    [t('Products in common'), share(productOverlap)],
    [t('Handovers'), share(handoverRate)],
    [t('First byte'), spreadText(firstByteMs)],
    [t('Full response'), spreadText(totalMs)],
  ];
  return html`<dl class="figures">
    ${facts.map(([name, value]) =>
      value === undefined
        ? nothing
        : html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
    )}
  </dl>`;
}

function answers({ groups, outlier }: Spread, chosen: number | undefined, choose: Choose) {
  const runButton = (number: number) =>
    html`<button
      type="button"
      class="chip"
      data-run=${number}
      aria-pressed=${String(number === chosen)}
      @click=${() => choose(number)}
    >
      ${sessionName(number)}
      ${number === outlier ? html`<span class="tag mark">≠ ${t('most different')}</span>` : nothing}
    </button>`;
  return section(
    t('Responses'),
    outlier === undefined
      ? nothing
      : html`<div class="row-actions">
          <button type="button" class="quiet" data-run="outlier" @click=${() => choose(outlier)}>
            ${t('Show Outlier: Session {number}', { number: outlier })}
          </button>
        </div>`,
    html`<ul class="groups">
      ${groups.map(
        (numbers) =>
          html`<li>
            <p>${sameAnswers(numbers.length)}</p>
            <div class="row-actions">${numbers.map(runButton)}</div>
          </li>`,
      )}
    </ul>`,
  );
}

function sameAnswers(count: number): string {
  return count === 1 ? t('In 1 session only') : t('Same response in {count} sessions', { count });
}

function products({ products: all, answered }: Spread) {
  return section(
    t('Recommended products'),
    all.length === 0
      ? quiet(t('None'))
      : firstOf(
          all,
          ({ product, runs }) =>
            html`<li class="part">
              <span class="part-title" dir="auto">${productTitle(product)}</span>
              <span class="part-price">${productPrice(product)}</span>
              <span class="tag">${t('in {count} of {all}', { count: runs, all: answered })}</span>
            </li>`,
        ),
  );
}

/** Those that are the same stand there once. */
function problemList(problems: TimesState['problems']) {
  const texts = new Map<string, number[]>();
  for (const { number, text } of problems) texts.set(text, [...(texts.get(text) ?? []), number]);
  const items = [...texts].map(([text, [number = 0, ...others]]) => {
    const count = others.length + 1;
    const who = count === 1 ? sessionName(number) : t('{count} sessions', { count });
    return html`<li class="part">${`${who}: ${cut(text)}`}</li>`;
  });
  return section(
    t('Errors'),
    html`<ul class="parts">
      ${items}
    </ul>`,
  );
}

function section(title: string, ...content: readonly (TemplateResult | typeof nothing)[]) {
  return html`<section class="spread-part" aria-label=${title}>
    <h2>${title}</h2>
    ${content}
  </section>`;
}

function share(value: number | undefined): string | undefined {
  return value === undefined
    ? undefined
    : formatNumber(value, { style: 'percent', maximumFractionDigits: 0 });
}

function spreadText(times: TimeSpread | undefined): string | undefined {
  return times && t('p50 {p50}, p95 {p95}', { p50: duration(times.p50), p95: duration(times.p95) });
}
