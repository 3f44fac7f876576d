import { formatDuration } from '../../../shared/format.ts';
import { t } from '../../../shared/l10n.ts';
import { percentileOf } from '../../checks/latencyCheck.ts';
import { type AgentFigures, type HistoryPoint, passShare, type Times } from './figures.ts';
import { dayOf, histogram, historyLines, lineChart, percent, roundUp } from './plots.ts';
import { html, type SafeHtml } from './safeHtml.ts';
import { type Column, section, wideTable } from './section.ts';

const measures = (): readonly (readonly [keyof Times, string])[] => [
  ['firstByteMs', t('Time until the response starts')],
  ['totalMs', t('Time until the response is complete')],
];

export function speedSection(agents: readonly AgentFigures[]): SafeHtml | undefined {
  const hasNames = agents.length > 1;
  const tables = measures().flatMap(([field, title]) => {
    const measured = agents.filter(({ times }) => times[field].length > 0);
    if (measured.length === 0) return [];
    const longest = measured.flatMap(({ times }) => percentileOf(times[field], 100));
    const maxMs = roundUp(Math.max(...longest));
    const rows = measured.map(({ name, times }) => {
      const cells = [50, 95].map((part) => formatDuration(percentileOf(times[field], part)));
      return html`<tr>
        ${hasNames && html`<th scope="row" dir="auto">${name}</th>`}
        ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
        <td class="number">${times[field].length}</td>
        <td class="plot">${histogram(times[field], maxMs)}</td>
      </tr>`;
    });
    const columns: readonly Column[] = [
      ...(hasNames ? [[t('Agent')] as const] : []),
      [t('50% within'), 'number'],
      [t('95% within'), 'number'],
      [t('Responses'), 'number'],
      [t('From 0 to {0}', formatDuration(maxMs)), 'plot'],
    ];
    const caption = html`<caption>
      ${title}
    </caption>`;
    return [wideTable(title, columns, rows, caption)];
  });
  if (tables.length === 0) return undefined;
  const legend = html`<p class="hint">
    ${t(
      'The taller the bar, the more responses took that long. Half of the responses took no longer than the solid line shows, and 95% took no longer than the dashed line shows.',
    )}
  </p>`;
  return section('speed', t('Response times'), [...tables, legend]);
}

/** This run and earlier ones. */
export function historySection(points: readonly HistoryPoint[]): SafeHtml | undefined {
  if (points.length < 2) return undefined;
  const charts = historyLines(points).map(
    (line) =>
      html`<figure>
        <figcaption>${line.label}</figcaption>
        ${lineChart(line)}
      </figure>`,
  );
  const rows = points.map(({ startedAt, counts, p95Ms }) => {
    const share = passShare(counts);
    return html`<tr>
      <th scope="row">${dayOf(startedAt)}</th>
      <td class="number">${share === undefined ? t('none evaluated') : percent(share)}</td>
      <td class="number">${counts.passed + counts.flaky}</td>
      <td class="number">${counts.failed}</td>
      <td class="number">${p95Ms === undefined ? '' : formatDuration(p95Ms)}</td>
    </tr>`;
  });
  const columns: readonly Column[] = [
    [t('Day')],
    [t('Pass rate'), 'number'],
    [t('Passed'), 'number'],
    [t('Failed'), 'number'],
    [t('Response time (95th percentile)'), 'number'],
  ];
  return section('history', t('Over time'), [
    ...charts,
    wideTable(t('Table of runs over time'), columns, rows),
  ]);
}
