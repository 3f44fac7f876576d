import { formatDuration } from '../../../shared/format.ts';
import { t } from '../../../shared/l10n.ts';
import { percentileOf } from '../../checks/latencyCheck.ts';
import { type AgentFigures, type HistoryPoint, passShare, type Times } from './figures.ts';
import { dayOf, histogram, historyLines, lineChart, percent, roundUp } from './plots.ts';
import { html, type SafeHtml } from './safeHtml.ts';
import { type Column, section, wideTable } from './section.ts';

const measures = (): readonly (readonly [keyof Times, string])[] => [
  ['firstByteMs', t('Until the agent begins to answer')],
  ['totalMs', t('Until the answer is complete')],
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
      [t('Half within'), 'number'],
      [t('95 of 100 within'), 'number'],
      [t('Answers'), 'number'],
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
      'The higher a bar, the more answers took that long. The solid line is where half of the answers were there, the dashed one where 95 of 100 were.',
    )}
  </p>`;
  return section('speed', t('How fast it answers'), [...tables, legend]);
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
      <td class="number">${share === undefined ? t('none judged') : percent(share)}</td>
      <td class="number">${counts.passed + counts.flaky}</td>
      <td class="number">${counts.failed}</td>
      <td class="number">${p95Ms === undefined ? '' : formatDuration(p95Ms)}</td>
    </tr>`;
  });
  const columns: readonly Column[] = [
    [t('Day')],
    [t('Passed of the judged'), 'number'],
    [t('Passed'), 'number'],
    [t('Failed'), 'number'],
    [t('95 of 100 answers within'), 'number'],
  ];
  return section('history', t('Over time'), [
    ...charts,
    wideTable(t('Runs over time, as a table'), columns, rows),
  ]);
}
