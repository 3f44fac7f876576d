import { formatDuration, formatPercent } from '../../../shared/format.ts';
import { t } from '../../../shared/l10n.ts';
import { percentileOf } from '../../checks/latencyCheck.ts';
import { type HistoryPoint, passShare } from './figures.ts';
import { html, type SafeHtml } from './safeHtml.ts';

const bins = 40;
const barsWidth = 400;
const barsHeight = 44;

/** The distribution of response times, from 0 to `maxMs`, with marks for 50 and 95 of 100. */
export function histogram(values: readonly number[], maxMs: number): SafeHtml {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((value / maxMs) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const highest = Math.max(...counts);
  const width = barsWidth / bins;
  const bars = counts.map((count, index) => {
    if (count === 0) return undefined;
    // A minimum height keeps one response among thousands visible.
    const height = Math.max(2, (count / highest) * barsHeight);
    return html`<rect
      x="${index * width + 0.5}"
      y="${(barsHeight - height).toFixed(1)}"
      width="${width - 1}"
      height="${height.toFixed(1)}"
    />`;
  });
  const p50 = percentileOf(values, 50);
  const p95 = percentileOf(values, 95);
  const mark = (ms: number, name: string) => {
    const x = ((ms / maxMs) * barsWidth).toFixed(1);
    return html`<line class="${name}" x1="${x}" x2="${x}" y1="0" y2="${barsHeight}" />`;
  };
  const label = t('50% within {half}, 95% within {most}', {
    half: formatDuration(p50),
    most: formatDuration(p95),
  });
  return html`<svg
    class="bars"
    viewBox="0 0 ${barsWidth} ${barsHeight + 1}"
    role="img"
    aria-label="${label}"
  >
    <g class="bar">${bars}</g>
    <line class="axis" x1="0" x2="${barsWidth}" y1="${barsHeight + 0.5}" y2="${barsHeight + 0.5}" />
    ${mark(p50, 'p50')}${mark(p95, 'p95')}
  </svg>`;
}

/** A round number, at least as large as the longest time. */
export function roundUp(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, ms)));
  const step =
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= ms) ?? 10;
  return step * power;
}

const chart = { width: 640, height: 150, left: 56, right: 20, top: 16, bottom: 28 };

/** A line over time. */
export interface PlotLine {
  readonly label: string;
  readonly points: readonly { readonly at: number; readonly value: number }[];
  readonly max: number;
  readonly format: (value: number) => string;
}

export function lineChart({ label, points, max, format }: PlotLine): SafeHtml {
  const { width, height, left, right, top, bottom } = chart;
  const times = points.map(({ at }) => at);
  const first = Math.min(...times);
  const span = Math.max(1, Math.max(...times) - first);
  const x = (at: number) => (left + ((at - first) / span) * (width - left - right)).toFixed(1);
  const y = (value: number) => (top + (1 - value / max) * (height - top - bottom)).toFixed(1);
  const grid = [0, max / 2, max].map(
    (value) =>
      html`<line
          class="grid"
          x1="${left}"
          x2="${width - right}"
          y1="${y(value)}"
          y2="${y(value)}"
        /><text class="end" x="${left - 8}" y="${y(value)}" dy="4">${format(value)}</text>`,
  );
  const path = points.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ');
  const dots = points.map(({ at, value }) => html`<circle cx="${x(at)}" cy="${y(value)}" r="4" />`);
  const [begin, end] = [points[0], points.at(-1)].map((point) => point && dayOf(point.at));
  const sentence = `${label}: ${points.map(({ at, value }) => `${dayOf(at)} ${format(value)}`).join(', ')}`;
  return html`<svg
    class="chart"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${sentence}"
  >
    ${grid}
    <polyline points="${path}" />
    ${dots}
    <text x="${left}" y="${height - 8}">${begin}</text>
    <text class="end" x="${width - right}" y="${height - 8}">${end}</text>
  </svg>`;
}

/** The share of judged cases that passed, and the time within which 95 of 100 responses came. */
export function historyLines(points: readonly HistoryPoint[]): readonly PlotLine[] {
  const shares = points.flatMap(({ startedAt, counts }) => {
    const value = passShare(counts);
    return value === undefined ? [] : [{ at: startedAt, value }];
  });
  const times = points.flatMap(({ startedAt, p95Ms }) =>
    p95Ms === undefined ? [] : [{ at: startedAt, value: p95Ms }],
  );
  const longest = roundUp(Math.max(1, ...times.map(({ value }) => value)));
  const lines: readonly PlotLine[] = [
    { label: t('Pass rate'), points: shares, max: 1, format: percent },
    {
      label: t('Response time (95th percentile)'),
      points: times,
      max: longest,
      format: formatDuration,
    },
  ];
  return lines.filter((line) => line.points.length > 1);
}

export function percent(share: number): string {
  // Must not round to all or nothing when it is neither.
  const rounded = Math.round(share * 100) / 100;
  const shown = rounded === 1 && share < 1 ? 0.99 : rounded === 0 && share > 0 ? 0.01 : rounded;
  return formatPercent(shown);
}

/** The day in UTC, so that every reader sees the same one. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
