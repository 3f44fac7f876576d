import { t } from '../../src/shared/l10n.ts';
import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { visibleText } from '../../src/shared/visibleText.ts';
import { byteSize, duration } from '../base/pageFormat.ts';
import { strings } from '../strings.ts';
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
    total && t('p50 {time}', { time: duration(total.p50) }),
    overBudget !== undefined && overBudget > 0 && t('{count} over budget', { count: overBudget }),
  ];
  return html`<details class="totals">
    <summary>
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
  const figures: (readonly [string, string])[] = [[t('Bytes received'), byteSize(bytes)]];
  if (firstByte) figures.push([t('First byte (p50 / p95)'), both(firstByte)]);
  if (total) figures.push([t('Total time (p50 / p95)'), both(total)]);
  if (overBudget !== undefined && budgetMs !== undefined) {
    figures.push([
      t('Over the first-byte budget'),
      t('{count} of {turns}, budget {budget}', {
        count: overBudget,
        turns,
        budget: duration(budgetMs),
      }),
    ]);
  }
  const kinds = events
    .slice(0, maxKinds)
    .map(([kind, count]) =>
      t('{kind}: {count}', { kind: visibleText(kindLook(kind).label), count }),
    );
  if (kinds.length > 0) figures.push([t('Events by kind'), kinds.join(', ')]);
  return figures;
}

function both({ p50, p95 }: Percentiles): string {
  return `${duration(p50)} / ${duration(p95)}`;
}

/** One bar per turn, so that slow turns are easy to see; the text has the numbers. */
function sparkline(timesMs: readonly number[]): TemplateResult {
  const most = Math.max(...timesMs, 1);
  const least = Math.min(...timesMs);
  const label = t('Total time of the last {count} turns: {least} to {most}, most recently {last}', {
    count: timesMs.length,
    least: duration(least),
    most: duration(most),
    last: duration(timesMs.at(-1) ?? 0),
  });
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
