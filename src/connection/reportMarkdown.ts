import {
  type ConnectionReport,
  type ConnectionStep,
  type StepFact,
  stepName,
} from '../shared/connection/connectionReport.ts';
import { stateName, stepTime, verdictSentence } from '../shared/connection/connectionText.ts';
import { t } from '../shared/l10n.ts';
import { visibleText } from '../shared/visibleText.ts';
import { sanitizeReport } from './sanitizeReport.ts';

const signs: Readonly<Record<ConnectionStep['state'], string>> = {
  pending: '…',
  running: '…',
  ok: '✓',
  warning: '⚠',
  failed: '✗',
  skipped: '–',
};

/** The report for an email or an issue. Keeps IDs; keys and customer IDs were never in it. */
export function reportMarkdown(report: ConnectionReport): string {
  // A report contains no known secrets; this masks what merely looks like one.
  const { agent, steps, startedAt, transport, versions, ...rest } = sanitizeReport(report);
  const facts: readonly StepFact[] = [
    [t('Agent'), agent.name],
    ...optional(t('Host'), agent.host),
    ...optional(t('Business ID'), agent.businessId),
    ...optional(t('Agent ID'), agent.agentId),
    ...optional(t('Environment'), agent.environment),
    [t('When'), new Date(startedAt).toISOString()],
    [t('Transport'), transport],
    ...versions,
  ];
  const sentence = verdictSentence({ ...rest, agent, steps, startedAt, transport, versions });
  return [
    `# ${t('Connection check')}`,
    '',
    `**${inLine(sentence)}**`,
    '',
    ...facts.map(factLine),
    '',
    ...steps.flatMap(stepLines),
    '',
  ].join('\n');
}

function stepLines({ id, state, ms, title, text, facts }: ConnectionStep): readonly string[] {
  const time = ms === undefined ? '' : ` (${stepTime(ms)})`;
  const sentences = [
    title === undefined ? undefined : `**${inLine(title)}**`,
    text && inLine(text),
  ];
  const said = sentences.filter(Boolean).join(' – ');
  return [
    `- ${signs[state]} **${inLine(stepName(id))}**: ${stateName(state)}${time}`,
    ...(said === '' ? [] : [`  - ${said}`]),
    ...facts.map((fact) => `  ${factLine(fact)}`),
  ];
}

function factLine([label, value]: StepFact): string {
  return `- ${inLine(label)}: ${inLine(value)}`;
}

function optional(label: string, value: string | undefined): readonly StepFact[] {
  return value === undefined ? [] : [[label, value]];
}

/** One line without markup: each character that Markdown gives a meaning is escaped. */
function inLine(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&!$]|:(?=\/\/)|@(?=\w)/g, '\\$&')
    .replace(/^[-+=]/, '\\$&');
}
