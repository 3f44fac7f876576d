import { formatPrice } from '../../src/shared/format.ts';
import { formatLocale, formatNumber } from '../../src/shared/l10n.ts';
import type { TimesState } from '../../src/shared/protocol/compareProtocol.ts';
import type { Spread, TimeSpread } from '../../src/shared/spread.ts';
import type { Announcer } from '../base/announcer.ts';
import { el, plainButton } from '../base/dom.ts';
import { duration } from '../base/pageFormat.ts';
import { buttonHandle } from '../base/kit.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { type ComparePage, nameOf } from './agentsPage.ts';
import { cut } from './marks.ts';
import { turnSection } from './turnSection.ts';
import { host } from './host.ts';

const maxProducts = 50;

/**
 * The variation between the responses of several sessions to the same message; each can be opened.
 */
export function timesPage(announcer: Announcer): ComparePage<TimesState> {
  const title = el('h1');
  const subject = el('p', { class: 'muted subject', dir: 'auto' });
  const said = el('p', { class: 'said plain', dir: 'auto' });
  const progress = el('p', { class: 'progress' });
  const stop = buttonHandle({
    label: strings.stop,
    kind: 'secondary',
    onPress: () => host.post({ type: 'stop' }),
  });
  const spread = el('div', { class: 'spread' });
  const chosen = el('div', { class: 'turns' });
  let state: TimesState | undefined;
  /** Number of the open run. */
  let shown: number | undefined;
  let drawnRun = '';

  function choose(number: number): void {
    shown = number;
    draw();
    const heading = chosen.querySelector('h2');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus();
  }

  function draw(): void {
    if (!state) return;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['run'];
    spread.replaceChildren(...spreadParts(state, shown, choose));
    if (focused !== undefined) {
      spread.querySelector<HTMLElement>(`[data-run="${CSS.escape(focused)}"]`)?.focus();
    }
    drawChosen(state);
  }

  function drawChosen({ runs, usual }: TimesState): void {
    const run = runs.find(({ number }) => number === shown);
    const json = JSON.stringify([run, usual]);
    if (json === drawnRun) return;
    drawnRun = json;
    chosen.replaceChildren(
      ...(run && usual !== undefined
        ? [
            turnSection(run, {
              title: strings.session(run.number),
              names: { a: strings.usual(usual), b: strings.session(run.number) },
              missing: { a: strings.notAsked, b: strings.notAsked },
            }),
          ]
        : []),
    );
  }

  return {
    element: el(
      'div',
      { class: 'page' },
      el(
        'main',
        { class: 'compare', tabindex: '0', 'aria-label': strings.comparison },
        ...[title, subject, said],
        el('div', { class: 'row-actions' }, progress, stop.element),
        ...[spread, chosen],
      ),
    ),
    update(next) {
      const wasBusy = state?.isBusy ?? true;
      state = next;
      const { agent, times, done, isBusy } = next;
      title.textContent = strings.timesTitle(times);
      subject.textContent = [nameOf(agent), cut(agent.host)].join(' · ');
      said.textContent = cut(next.said);
      progress.textContent = (isBusy ? strings.progress : strings.finished)(done, times);
      stop.element.hidden = !isBusy;
      if (wasBusy && !isBusy) announcer.say(strings.finished(done, times));
      draw();
    },
  };
}

type Choose = (number: number) => void;

function spreadParts(
  state: TimesState,
  shown: number | undefined,
  choose: Choose,
): readonly HTMLElement[] {
  const { spread, problems } = state;
  return [
    ...(spread ? [figures(spread), answers(spread, shown, choose), products(spread)] : []),
    ...(problems.length > 0
      ? [
          part(
            strings.failures,
            el(
              'ul',
              { class: 'parts' },
              ...problems.map(({ number, text }) =>
                el('li', { class: 'part' }, `${strings.session(number)}: ${cut(text)}`),
              ),
            ),
          ),
        ]
      : []),
  ];
}

function figures({ groups, productOverlap, handoverRate, firstByteMs, totalMs }: Spread) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [strings.distinct, formatNumber(groups.length)],
    [strings.overlap, share(productOverlap)],
    [strings.handoverRate, share(handoverRate)],
    [strings.firstByteSpread, spreadText(firstByteMs)],
    [strings.totalSpread, spreadText(totalMs)],
  ];
  return el(
    'dl',
    { class: 'figures' },
    ...facts.flatMap(([name, value]) =>
      value === undefined ? [] : [el('div', {}, el('dt', {}, name), el('dd', {}, value))],
    ),
  );
}

function answers({ groups, outlier }: Spread, shown: number | undefined, choose: Choose) {
  const runButton = (number: number) =>
    plainButton(
      {
        class: 'chip',
        'data-run': String(number),
        'aria-pressed': String(number === shown),
      },
      () => choose(number),
      strings.session(number),
      number === outlier && el('span', { class: 'tag mark' }, `≠ ${strings.outlier}`),
    );
  return part(
    strings.answers,
    outlier !== undefined &&
      el(
        'div',
        { class: 'row-actions' },
        plainButton(
          { class: 'quiet', 'data-run': 'outlier' },
          () => choose(outlier),
          strings.showOutlier(outlier),
        ),
      ),
    el(
      'ul',
      { class: 'groups' },
      ...groups.map((numbers) =>
        el(
          'li',
          {},
          el('p', {}, strings.answersSame(numbers.length)),
          el('div', { class: 'row-actions' }, ...numbers.map(runButton)),
        ),
      ),
    ),
  );
}

function products({ products: all, answered }: Spread): HTMLElement {
  const left = all.length - maxProducts;
  return part(
    strings.recommended,
    all.length === 0
      ? el('p', { class: 'muted' }, strings.none)
      : el(
          'ul',
          { class: 'parts' },
          ...all
            .slice(0, maxProducts)
            .map(({ product, runs }) =>
              el(
                'li',
                { class: 'part' },
                el(
                  'span',
                  { class: 'part-title', dir: 'auto' },
                  cut(product.title ?? product.productId ?? strings.untitled),
                ),
                el(
                  'span',
                  { class: 'part-price' },
                  cut(formatPrice(product, formatLocale()) ?? strings.noPrice),
                ),
                el('span', { class: 'tag' }, strings.inSessions(runs, answered)),
              ),
            ),
          left > 0 && el('li', { class: 'muted' }, strings.more(left)),
        ),
  );
}

function part(title: string, ...children: Parameters<typeof el>[2][]): HTMLElement {
  return el(
    'section',
    { class: 'spread-part', 'aria-label': title },
    el('h2', {}, title),
    ...children,
  );
}

function share(value: number | undefined): string | undefined {
  return value === undefined
    ? undefined
    : formatNumber(value, { style: 'percent', maximumFractionDigits: 0 });
}

function spreadText(times: TimeSpread | undefined): string | undefined {
  return times && strings.percentiles(duration(times.p50), duration(times.p95));
}
