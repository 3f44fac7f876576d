import { formatDuration } from '../../../shared/format.ts';
import { t } from '../../../shared/l10n.ts';
import { visibleLine } from '../../../shared/visibleText.ts';
import type { RunEvidence } from '../../run/evidence.ts';
import type { CaseStatus, FileError } from '../../run/results.ts';
import { evidenceFacts } from '../evidenceWords.ts';
import type { ReadyVerdict } from '../readiness.ts';
import { place } from '../reportWords.ts';
import { conversationHtml, findingHtml, reasonsHtml } from './conversationHtml.ts';
import type { AgentFigures } from './figures.ts';
import type { Pictures } from './pictures.ts';
import { html, type SafeHtml } from './safeHtml.ts';
import { type Column, section, wideTable } from './section.ts';
import type { ShownCase } from './shownCase.ts';
import { verdictWord } from './verdict.ts';

const statusWords = (): readonly (readonly [CaseStatus, string])[] => [
  ['passed', t('Passed')],
  ['flaky', t('Flaky')],
  ['failed', t('Failed')],
  ['errored', t('Error')],
  ['notJudged', t('Not evaluated')],
  ['knownFailure', t('Known failure')],
  ['disabled', t('Skipped by its file')],
  ['skipped', t('Skipped')],
];

/** One row per agent with its results. */
export function agentsSection(
  agents: readonly AgentFigures[],
  verdictOf: (agent: AgentFigures) => ReadyVerdict,
): SafeHtml {
  const only = agents.length === 1 ? agents[0] : undefined;
  const rows = agents.map((agent) => {
    const { name, counts } = agent;
    const verdict = verdictOf(agent);
    const cells = statusWords().map(([status]) => html`<td class="number">${counts[status]}</td>`);
    const word = html`<span class="word ${verdict}">${verdictWord(verdict)}</span>`;
    return html`<tr>
      ${
        only
          ? html`<th scope="row">${word}</th>`
          : html`<th scope="row" dir="auto">${name}</th>
              <td>${word}</td>`
      }
      ${cells}
      <td>${shareBar(counts)}</td>
    </tr>`;
  });
  const columns: readonly Column[] = [
    ...(only ? [] : [[t('Agent')] as const]),
    [t('Ready?')],
    ...statusWords().map(([, word]) => [word, 'number'] as const),
    [html`<span class="unseen">${t('Bar chart')}</span>`],
  ];
  const caption = html`<caption class="unseen">
    ${t('Conversations by agent')}
  </caption>`;
  const table = wideTable(t('Table of results by agent'), columns, rows, caption);
  const title = only ? t('The agent: {name}', { name: only.name }) : t('Results by agent');
  return section('agents', title, [table]);
}

/** The evidence for the verdict: which agents ran which scenarios. */
export function evidenceSection(evidence: RunEvidence): SafeHtml {
  const rows = evidenceFacts(evidence).map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td dir="auto">${value}</td>
      </tr>`,
  );
  const table = wideTable(t('Evidence table'), [], rows);
  return section('evidence', t('Evidence for this result'), [table]);
}

function shareBar(counts: AgentFigures['counts']): SafeHtml {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0) || 1;
  let x = 0;
  const parts = statusWords().map(([status]) => {
    const width = (counts[status] / total) * 120;
    const part = html`<rect
      class="${status}"
      x="${x.toFixed(2)}"
      width="${width.toFixed(2)}"
      height="12"
    />`;
    x += width;
    return counts[status] > 0 && part;
  });
  return html`<svg class="share" viewBox="0 0 120 12" aria-hidden="true">${parts}</svg>`;
}

/** Cases with their conversations; `hint` tells the reader how to take them. */
export function casesSection(
  id: string,
  title: string,
  hint: string,
  cases: readonly ShownCase[],
  pictures: Pictures,
): SafeHtml | undefined {
  if (cases.length === 0) return undefined;
  const articles = cases.map((one, index) => caseHtml(one, pictures, `${id}-${index + 1}`));
  return section(id, `${title} (${cases.length})`, [html`<p>${hint}</p>`, ...articles]);
}

function caseHtml(
  { title, agent, place, status, share, findings, conversation }: ShownCase,
  pictures: Pictures,
  id: string,
): SafeHtml {
  const facts = [agent, share, place].filter(Boolean).join(' · ');
  const body =
    conversation &&
    html`<details open>
      <summary>${t('Transcript')}</summary>
      ${conversationHtml(conversation, pictures, id)}
    </details>`;
  // Findings of other attempts, and those without a conversation to appear in.
  const held = conversation ? [conversation, ...conversation.turns] : [];
  const shown = new Set(held.flatMap((part) => part.findings.map(textOf)));
  const others = findings.filter((finding) => !shown.has(textOf(finding)));
  return html`<article class="case ${status}">
    <h3 dir="auto">${title}</h3>
    <p class="hint">${facts}</p>
    ${others.map(findingHtml)}${conversation && reasonsHtml(conversation, id)}${body}
  </article>`;
}

function textOf({ level, at, title, message }: ShownCase['findings'][number]): string {
  return JSON.stringify([level, at.line, at.column, title ?? message]);
}

/** Problems of the scenario files, which are not the agent's fault. */
export function filesSection(errors: readonly FileError[]): SafeHtml | undefined {
  const items = errors.map(
    ({ file, at, message }) =>
      html`<li><strong>${place(file, at)}</strong> ${visibleLine(message)}</li>`,
  );
  return listSection(
    'files',
    t("Files that couldn't be read ({0})", errors.length),
    t('For the scenario authors. These errors say nothing about the agent.'),
    items,
  );
}

/** A short list of what passed; each conversation can be opened. */
export function passedSection(
  cases: readonly ShownCase[],
  pictures: Pictures,
): SafeHtml | undefined {
  if (cases.length === 0) return undefined;
  const hasAgents = cases.some(({ agent }) => agent !== undefined);
  const rows = cases.map(({ title, agent, durationMs, products, conversation }, index) => {
    const shown = products.map(
      ({ title: name, price, imageUrl }) =>
        html`<li>
          ${pictures.show(imageUrl)}<span dir="auto"
            >${name}${price !== undefined && `, ${price}`}</span
          >
        </li>`,
    );
    const list =
      shown.length > 0 &&
      html`<ul class="small-products">
        ${shown}
      </ul>`;
    const opened =
      conversation &&
      html`<tr class="opened">
        <td colspan="${hasAgents ? 4 : 3}">
          <details>
            <summary>${t('Transcript and expectations')}</summary>
            ${conversationHtml(conversation, pictures, `passed-${index + 1}`)}
          </details>
        </td>
      </tr>`;
    return html`<tr>
        <th scope="row" dir="auto">${title}</th>
        ${hasAgents && html`<td dir="auto">${agent}</td>`}
        <td class="number">${formatDuration(durationMs)}</td>
        <td>${list}</td>
      </tr>
      ${opened}`;
  });
  return section('passed', t('Passed conversations ({0})', cases.length), [
    wideTable(
      t('Table of passed conversations'),
      [
        [t('Conversation')],
        ...(hasAgents ? [[t('Agent')] as const] : []),
        [t('Duration'), 'number'],
        [t('First products')],
      ],
      rows,
    ),
  ]);
}

export function skippedSection(cases: readonly ShownCase[]): SafeHtml | undefined {
  const items = cases.map(({ title, agent, findings }) => {
    const why = findings.find(({ message }) => message !== undefined)?.message;
    return html`<li dir="auto">${[title, agent, why].filter(Boolean).join(' · ')}</li>`;
  });
  return listSection(
    'skipped',
    t('Skipped conversations ({0})', cases.length),
    t('The scenario file skips these, or the run ended before they finished.'),
    items,
  );
}

function listSection(
  id: string,
  title: string,
  hint: string,
  items: readonly SafeHtml[],
): SafeHtml | undefined {
  if (items.length === 0) return undefined;
  return section(id, title, [
    html`<p>${hint}</p>
      <ul>
        ${items}
      </ul>`,
  ]);
}
