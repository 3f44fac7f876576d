import { visibleLine } from '../../shared/visibleText.ts';
import type { CaseResult, CaseStatus, FileError, RunReporter, RunStart } from '../run/results.ts';
import { findingsOf, type Finding, type FindingLevel } from './findings.ts';
import { lineDiff } from './lineDiff.ts';
import { tellingAttempt, transcriptLines } from './transcriptLines.ts';
import { findingNotes, findingSentence, fullTitle, passedAttempts, place } from './words.ts';
import { xmlElement, xmlText } from './xml.ts';

/** Of a conversation: a CI shows it in a small box. */
const maxTranscriptLines = 200;

/**
 * JUnit XML, a suite for each file. It is valid by the schemas of Jenkins' xUnit plugin, which know no
 * file and line of a test: those stand in `classname` and in the texts. `<error>` is what could not be
 * judged. Only the suite under way is kept: its numbers come before its tests.
 */
export function createJunitReporter({
  write,
}: {
  readonly write: (text: string) => void;
}): RunReporter {
  return new JunitReporter(write);
}

interface Suite {
  readonly file: string;
  readonly tests: string[];
  failures: number;
  errors: number;
  skipped: number;
  durationMs: number;
}

class JunitReporter implements RunReporter {
  readonly #write: (text: string) => void;
  /** Of files whose suite is not yet written. */
  readonly #fileErrors = new Map<string, FileError[]>();
  #startedAt = 0;
  #suite: Suite | undefined;
  #suites = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  start({ startedAt }: RunStart): void {
    this.#startedAt = startedAt;
    this.#write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Ask Sofia">\n');
  }

  fileError(error: FileError): void {
    const known = this.#fileErrors.get(error.file) ?? [];
    this.#fileErrors.set(error.file, [...known, error]);
  }

  caseEnded(result: CaseResult): void {
    if (this.#suite?.file !== result.file) this.#begin(result.file);
    if (this.#suite) addCase(this.#suite, result);
  }

  end(): void {
    for (const file of [...this.#fileErrors.keys()])
      if (this.#suite?.file !== file) this.#begin(file);
    this.#finish();
    this.#write('</testsuites>\n');
  }

  #begin(file: string): void {
    this.#finish();
    this.#suite = { file, tests: [], failures: 0, errors: 0, skipped: 0, durationMs: 0 };
  }

  #finish(): void {
    const suite = this.#suite;
    if (!suite) return;
    for (const error of this.#fileErrors.get(suite.file) ?? []) addFileError(suite, error);
    this.#fileErrors.delete(suite.file);
    this.#suite = undefined;
    this.#write(`${this.#suiteXml(suite)}\n`);
  }

  #suiteXml({ file, tests, failures, errors, skipped, durationMs }: Suite): string {
    const attributes = {
      name: visibleLine(file),
      tests: tests.length,
      failures,
      errors,
      skipped,
      time: seconds(durationMs),
      timestamp: new Date(this.#startedAt).toISOString().slice(0, 19),
      id: this.#suites++,
    };
    return xmlElement('testsuite', attributes, `\n${tests.join('\n')}\n`);
  }
}

function addCase(suite: Suite, result: CaseResult): void {
  const { status, durationMs } = result;
  if (status === 'failed') suite.failures += 1;
  if (status === 'errored') suite.errors += 1;
  if (isSkipped(status)) suite.skipped += 1;
  suite.durationMs += durationMs;
  suite.tests.push(testXml(suite.file, fullTitle(result), durationMs, caseXml(result)));
}

/** JUnit has no word for what was not judged, is known to fail, or is not run. */
function isSkipped(status: CaseStatus): boolean {
  return ['skipped', 'notJudged', 'knownFailure', 'disabled'].includes(status);
}

function addFileError(suite: Suite, { file, at, message }: FileError): void {
  suite.errors += 1;
  const text = `${place(file, at)} ${message}`;
  const inner = xmlElement('error', { type: 'file', message: visibleLine(message) }, xmlText(text));
  suite.tests.push(testXml(file, `line ${at.line} can be read`, 0, inner));
}

function testXml(file: string, name: string, durationMs: number, inner: string): string {
  const attributes = { name, classname: visibleLine(file), time: seconds(durationMs) };
  return xmlElement('testcase', attributes, inner);
}

/** In the order of the schema: what came of it, then what was said. */
function caseXml(result: CaseResult): string {
  const { status } = result;
  if (status === 'skipped') return xmlElement('skipped', {});
  const findings = findingsOf(result);
  if (isSkipped(status)) {
    const [message = ''] = findings.map(findingSentence);
    return xmlElement('skipped', {}, xmlText(message));
  }
  const isBad = status === 'failed' || status === 'errored';
  const level: FindingLevel = status === 'failed' ? 'failure' : 'unjudged';
  const verdict = isBad ? verdictXml(result, findings, level) : '';
  const notes = isBad ? findings.filter((one) => one.level !== level) : findings;
  const output = [...shareLines(result), ...findingLines(result, notes), ...saidLines(result)];
  if (output.length === 0) return verdict;
  return verdict + xmlElement('system-out', {}, xmlText(output.join('\n')));
}

function verdictXml(result: CaseResult, findings: readonly Finding[], level: FindingLevel): string {
  const own = findings.filter((finding) => finding.level === level);
  const [first, ...others] = own;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const message = (first ? findingSentence(first) : 'Too few attempts passed.') + more;
  const [name, type] = level === 'failure' ? ['failure', 'expectation'] : ['error', 'notJudged'];
  return xmlElement(name, { type, message }, xmlText(findingLines(result, own).join('\n')));
}

function findingLines(result: CaseResult, findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) => {
    const { at, level, title, message, expected, actual } = finding;
    const isCompared = expected !== undefined && actual !== undefined;
    const word = level === 'warning' ? 'warning: ' : '';
    return [
      `${place(result.file, at)} ${word}${title ?? 'could not be judged'}`,
      ...(message === undefined ? [] : [`  ${message}`]),
      ...(isCompared ? lineDiff(expected, actual).map((line) => `  ${diffText(line)}`) : []),
      ...findingNotes(finding, result).map((note) => `  ${note}`),
    ];
  });
}

function diffText({ type, text }: ReturnType<typeof lineDiff>[number]): string {
  const sign = { expected: '-', actual: '+', same: ' ', gap: ' ' }[type];
  return `${sign} ${text}`;
}

function shareLines(result: CaseResult): readonly string[] {
  const share = passedAttempts(result);
  return share === undefined ? [] : [`${share} attempts passed, ${result.needed} had to.`];
}

function saidLines(result: CaseResult): readonly string[] {
  const attempt = result.status === 'passed' ? undefined : tellingAttempt(result);
  return attempt ? transcriptLines(attempt, maxTranscriptLines) : [];
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
