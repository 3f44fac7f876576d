import { t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { Position } from '../file/scenario.ts';
import type { CaseResult, CaseStatus, RunCounts, RunSummary } from '../run/results.ts';
import type { Finding } from './findings.ts';

/** Adds to what a report has written. */
export type Write = (text: string) => void;

/** The scenario with its row: `finds boots (colour: black)`. */
export function caseTitle({ name, row, rowTitle }: CaseResult): string {
  const part = rowTitle ?? (row === undefined ? undefined : `row ${row}`);
  return visibleLine(part === undefined ? name : `${name} (${part})`);
}

/** The case with its agent: `finds boots (colour: black) [Shoe shop]`. */
export function fullTitle(result: CaseResult): string {
  const { agent } = result;
  return agent === undefined ? caseTitle(result) : `${caseTitle(result)} [${visibleLine(agent)}]`;
}

/** A place in the format of terminals and editors: `shop.sofia.yaml:12:9`. */
export function place(file: string, { line, column }: Position): string {
  return `${visibleLine(file)}:${line}:${column}`;
}

/** How many judged attempts passed, if there was more than one: `4 of 4, 1 error`. */
export function passedAttempts({ attempts }: CaseResult): string | undefined {
  if (attempts.length < 2) return undefined;
  const passed = attempts.filter(({ status }) => status === 'passed').length;
  const errors = attempts.filter(({ status }) => status === 'errored').length;
  const judged = attempts.length - errors;
  if (errors === 0) return t('{0} of {1}', passed, judged);
  return errors === 1
    ? t('{0} of {1}, 1 error', passed, judged)
    : t('{0} of {1}, {2} errors', passed, judged, errors);
}

/** How often attempts were retried because they could not be judged. */
export function retriedAttempts({ attempts }: CaseResult): string | undefined {
  const retries = attempts.reduce((sum, attempt) => sum + (attempt.retries ?? 0), 0);
  if (retries === 0) return undefined;
  return retries === 1 ? t('after 1 retry') : t('after {0} retries', retries);
}

/** The expectation and the result in one self-contained line. */
export function findingSentence({ level, title, message }: Finding): string {
  if (level === 'unjudged' || title === undefined || message === undefined)
    return visibleLine([title, message].filter((part) => part !== undefined).join(': '));
  const came = message.replace(/\.$/, '');
  return visibleLine(t('Expected: {title}; got: {came}', { title, came }));
}

/** Additional notes, such as `in 2 of 5 runs`. */
export function findingNotes(finding: Finding, { attempts }: CaseResult): readonly string[] {
  const { because, attempts: count } = finding;
  return [
    ...(because === undefined ? [] : [`because ${visibleLine(because)}`]),
    ...(count === undefined || attempts.length < 2
      ? []
      : [`in ${count} of ${attempts.length} runs`]),
  ];
}

/** For one and for many. */
const countWords: readonly (readonly [CaseStatus, string, string])[] = [
  ['passed', 'passed', 'passed'],
  ['flaky', 'flaky', 'flaky'],
  ['failed', 'failed', 'failed'],
  ['errored', 'error', 'errors'],
  ['notJudged', 'not evaluated', 'not evaluated'],
  ['knownFailure', 'known failure', 'known failures'],
  ['disabled', 'skipped in the file', 'skipped in the file'],
  ['skipped', 'skipped', 'skipped'],
];

/** `3 passed, 1 error`; zero counts are left out. */
export function countsSentence(counts: RunCounts): string {
  const parts = countWords.flatMap(([status, one, many]) =>
    counts[status] === 0 ? [] : [counted(counts[status], one, many)],
  );
  return parts.length === 0 ? 'no scenario ran' : parts.join(', ');
}

/** Says that errors are not the agent's fault; undefined if everything was judged. */
export function unjudgedSentence({ counts, fileErrors }: RunSummary): string | undefined {
  const parts = [
    ...(counts.errored > 0 ? [counted(counts.errored, 'scenario', 'scenarios')] : []),
    ...(fileErrors > 0 ? [counted(fileErrors, 'file problem', 'file problems')] : []),
  ];
  if (parts.length === 0) return undefined;
  const all = parts.join(' and ');
  return `Not evaluated: ${all}. The cause is the network, the key, or a file; these aren't failures of the agent.`;
}

export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
