import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { visibleText } from '../../src/shared/visibleText.ts';
import { byteSize, duration } from '../base/pageFormat.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { kindLook } from './kinds.ts';
import type { Percentiles, Totals } from './totals.ts';

const sparkWidth = 100;
const sparkHeight = 18;
const maxKinds = 24;

/** The figures of the whole session: the most important in one line, the others folded. */
export function totalsBar(totals: Totals, budgetMs: number | undefined): TemplateResult {
  const { turns, total, overBudget, recentMs } = totals;
  const short = [
    strings.turns(turns),
    total && strings.median(duration(total.p50)),
    overBudget !== undefined && overBudget > 0 && strings.overBudgetShort(overBudget),
  ];
  return html`<details class="totals">
    <summary>
      <strong>${strings.totals}</strong>
      <span class="totals-short">${short.filter(Boolean).join(' · ')}</span>
      <span class="sparkline">${recentMs.length > 1 ? sparkline(recentMs) : nothing}</span>
    </summary>
    <dl class="totals-list">
      ${figuresOf(totals, budgetMs).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><bdi>${value}</bdi></dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

function figuresOf(
  { turns, total, firstByte, overBudget, bytes, events }: Totals,
  budgetMs: number | undefined,
): readonly (readonly [string, string])[] {
  const figures: (readonly [string, string])[] = [[strings.totalBytes, byteSize(bytes)]];
  if (firstByte) figures.push([strings.firstByteTimes, both(firstByte)]);
  if (total) figures.push([strings.totalTimes, both(total)]);
  if (overBudget !== undefined && budgetMs !== undefined) {
    figures.push([strings.budget, strings.overBudget(overBudget, turns, duration(budgetMs))]);
  }
  const kinds = events
    .slice(0, maxKinds)
    .map(([kind, count]) => strings.kindCount(visibleText(kindLook(kind).label), count));
  if (kinds.length > 0) figures.push([strings.eventsByKind, kinds.join(', ')]);
  return figures;
}

function both({ p50, p95 }: Percentiles): string {
  return `${duration(p50)} / ${duration(p95)}`;
}

/** One bar per turn, so that slow turns are easy to see; the text has the numbers. */
function sparkline(timesMs: readonly number[]): TemplateResult {
  const most = Math.max(...timesMs, 1);
  const least = Math.min(...timesMs);
  const label = strings.sparkline(
    timesMs.length,
    duration(least),
    duration(most),
    duration(timesMs.at(-1) ?? 0),
  );
  const step = sparkWidth / timesMs.length;
  const width = Math.max(0.5, step - Math.min(1, step / 4));
  return html`<svg
    viewBox="0 0 ${sparkWidth} ${sparkHeight}"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    ${timesMs.map((time, index) => {
      const height = Math.max(1, (time / most) * sparkHeight);
      return svg`<rect x=${index * step} y=${sparkHeight - height} width=${width} height=${height}></rect>`;
    })}
  </svg>`;
}
