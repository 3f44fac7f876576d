import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';
import { byteSize, duration } from '../base/pageFormat.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { kindLook } from './kinds.ts';
import type { Percentiles, Totals } from './totals.ts';

export interface TotalsBar {
  readonly element: HTMLElement;
  update(totals: Totals, budgetMs: number | undefined): void;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const sparkWidth = 100;
const sparkHeight = 18;
const maxKinds = 24;

/** The figures of the whole session: the most important in one line, the others folded. */
export function totalsBar(): TotalsBar {
  const short = el('span', { class: 'totals-short' });
  const spark = el('span', { class: 'sparkline' });
  const list = el('dl', { class: 'totals-list' });
  const summary = el('summary', {}, el('strong', {}, strings.totals), short, spark);
  const element = el('details', { class: 'totals' }, summary, list);

  return {
    element,
    update(totals, budgetMs) {
      const { turns, total, firstByte, overBudget, recentMs, bytes } = totals;
      short.textContent = [
        strings.turns(turns),
        total && strings.median(duration(total.p50)),
        overBudget !== undefined && overBudget > 0 && strings.overBudgetShort(overBudget),
      ]
        .filter(Boolean)
        .join(' · ');
      spark.replaceChildren(...(recentMs.length > 1 ? [sparkline(recentMs)] : []));
      const figures: (readonly [string, string])[] = [[strings.totalBytes, byteSize(bytes)]];
      if (firstByte) figures.push([strings.firstByteTimes, both(firstByte)]);
      if (total) figures.push([strings.totalTimes, both(total)]);
      if (overBudget !== undefined && budgetMs !== undefined) {
        figures.push([strings.budget, strings.overBudget(overBudget, turns, duration(budgetMs))]);
      }
      const kinds = totals.events
        .slice(0, maxKinds)
        .map(([kind, count]) => strings.kindCount(visibleText(kindLook(kind).label), count));
      if (kinds.length > 0) figures.push([strings.eventsByKind, kinds.join(', ')]);
      list.replaceChildren(
        ...figures.map(([name, value]) =>
          el('div', {}, el('dt', {}, name), el('dd', {}, el('bdi', {}, value))),
        ),
      );
    },
  };
}

function both({ p50, p95 }: Percentiles): string {
  return `${duration(p50)} / ${duration(p95)}`;
}

/** One bar per turn, so that slow turns are easy to see; the text has the numbers. */
function sparkline(timesMs: readonly number[]): SVGSVGElement {
  const most = Math.max(...timesMs, 1);
  const least = Math.min(...timesMs);
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${sparkWidth} ${sparkHeight}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute(
    'aria-label',
    strings.sparkline(
      timesMs.length,
      duration(least),
      duration(most),
      duration(timesMs.at(-1) ?? 0),
    ),
  );
  const step = sparkWidth / timesMs.length;
  for (const [index, time] of timesMs.entries()) {
    const height = Math.max(1, (time / most) * sparkHeight);
    const bar = document.createElementNS(svgNamespace, 'rect');
    bar.setAttribute('x', String(index * step));
    bar.setAttribute('y', String(sparkHeight - height));
    bar.setAttribute('width', String(Math.max(0.5, step - Math.min(1, step / 4))));
    bar.setAttribute('height', String(height));
    svg.append(bar);
  }
  return svg;
}
