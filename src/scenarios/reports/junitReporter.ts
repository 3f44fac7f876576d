import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { RunEvidence } from '../run/evidence.ts';
import type { CaseResult, CaseStatus, FileError, RunReporter } from '../run/results.ts';
import { evidenceFacts } from './evidenceWords.ts';
import { decisiveLevel, type Finding, type FindingLevel, findingsOf } from './findings.ts';
import { diffSigns, lineDiff } from './lineDiff.ts';
import { tellingAttempt, transcriptLines } from './transcriptLines.ts';
import {
  counted,
  findingNotes,
  findingSentence,
  fullTitle,
  passedAttempts,
  place,
  retriedAttempts,
  type Write,
} from './reportWords.ts';

/** Limit per conversation: a CI shows it in a small box. */
const maxTranscriptLines = 200;

/**
 * JUnit XML with one suite per file, totals, and `file` and `line` on each test. It uses the
 * elements and attributes that GitLab, Jenkins' `junit` step and GitHub's viewers all read or
 * ignore, in the order of the schema junit-4.xsd. That schema, and the xUnit plugin, which insists
 * on its successors, do not have `file` and `line`; https://github.com/testmoapp/junitxml describes
 * the variant that does. `<error>` is for what could not be judged. Everything is kept until the
 * end, because the totals come first.
 */
export function createJunitReporter({ write }: { readonly write: Write }): RunReporter {
  const suites = new Map<string, Suite>();
  const fileErrors: FileError[] = [];
  const suiteOf = (file: string): Suite => {
    const suite = suites.get(file) ?? newSuite(file);
    suites.set(file, suite);
    return suite;
  };
  return {
    fileError: (error) => void fileErrors.push(error),
    caseEnded: (result) => addCase(suiteOf(result.file), result),
    end({ evidence, durationMs }) {
      for (const error of fileErrors) addFileError(suiteOf(error.file), error);
      // The evidence is a suite without tests.
      const all = [...suites.values(), newSuite('Evidence of the run', evidenceXml(evidence))];
      const sum = (field: 'failures' | 'errors') =>
        all.reduce((total, one) => total + one[field], 0);
      const attributes = {
        name: 'Ask Sofia',
        tests: all.reduce((total, { tests }) => total + tests.length, 0),
        failures: sum('failures'),
        errors: sum('errors'),
        time: seconds(durationMs),
      };
      const written = all.map((suite, id) => suiteXml(suite, evidence.startedAt, id));
      const root = xmlElement('testsuites', attributes, `\n${written.join('\n')}\n`);
      write(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
    },
  };
}

type Suite = ReturnType<typeof newSuite>;

function newSuite(file: string, properties?: string) {
  const tests: string[] = [];
  return { file, properties, tests, failures: 0, errors: 0, skipped: 0, durationMs: 0 };
}

function evidenceXml(evidence: RunEvidence): string {
  const facts = evidenceFacts(evidence);
  const properties = facts.map(([name, value]) => xmlElement('property', { name, value }));
  return xmlElement('properties', {}, `\n${properties.join('\n')}\n`);
}

function suiteXml(suite: Suite, startedAt: number, id: number): string {
  const { file, properties, tests, failures, errors, skipped, durationMs } = suite;
  const attributes = {
    name: visibleLine(file),
    tests: tests.length,
    failures,
    errors,
    skipped,
    time: seconds(durationMs),
    timestamp: new Date(startedAt).toISOString().slice(0, 19),
    id,
  };
  return xmlElement('testsuite', attributes, `\n${properties ?? tests.join('\n')}\n`);
}

function addCase(suite: Suite, result: CaseResult): void {
  const { status, durationMs } = result;
  if (status === 'failed') suite.failures += 1;
  if (status === 'errored') suite.errors += 1;
  if (isSkipped(status)) suite.skipped += 1;
  suite.durationMs += durationMs;
  suite.tests.push(testXml(result, fullTitle(result), durationMs, caseXml(result)));
  if (status === 'passed' || status === 'flaky') addErrors(suite, result);
}

/** JUnit has no other state for cases that are not judged, known to fail, or not run. */
function isSkipped(status: CaseStatus): boolean {
  return ['skipped', 'notJudged', 'knownFailure', 'disabled'].includes(status);
}

/** Errored attempts do not decide a passed case, but readers of JUnit alone must see them. */
function addErrors(suite: Suite, result: CaseResult): void {
  const errored = result.attempts.filter(({ status }) => status === 'errored');
  if (errored.length === 0) return;
  suite.errors += 1;
  const findings = findingsOf({ ...result, attempts: errored, checks: [] });
  const name = `${fullTitle(result)}: ${counted(errored.length, 'run', 'runs')} with an error`;
  suite.tests.push(testXml(result, name, 0, verdictXml(result, findings, 'unjudged')));
}

function addFileError(suite: Suite, error: FileError): void {
  suite.errors += 1;
  const { file, at, message } = error;
  const text = `${place(file, at)} ${message}`;
  const inner = xmlElement('error', { type: 'file', message: visibleLine(message) }, xmlText(text));
  suite.tests.push(testXml(error, `line ${at.line} can be read`, 0, inner));
}

function testXml(
  { file, at }: Pick<CaseResult, 'file' | 'at'>,
  name: string,
  durationMs: number,
  inner: string,
): string {
  const path = visibleLine(file);
  const time = seconds(durationMs);
  const attributes = { name, classname: path, file: path, line: at.line, time };
  return xmlElement('testcase', attributes, inner);
}

/** In schema order: the result, then the conversation. */
function caseXml(result: CaseResult): string {
  const { status } = result;
  if (status === 'skipped') return xmlElement('skipped', {});
  const findings = findingsOf(result);
  if (isSkipped(status)) {
    const [message = ''] = findings.map(findingSentence);
    return xmlElement('skipped', {}, xmlText(message));
  }
  const level = decisiveLevel(result);
  const verdict = level ? verdictXml(result, findings, level) : '';
  const notes = findings.filter((one) => one.level !== level);
  // A conversation explains a failure; on a passed test it is noise.
  const telling = level && tellingAttempt(result);
  const said = telling ? transcriptLines(telling, maxTranscriptLines) : [];
  const output = [...shareLines(result), ...findingLines(result, notes), ...said];
  if (output.length === 0) return verdict;
  return verdict + xmlElement('system-out', {}, xmlText(output.join('\n')));
}

function verdictXml(result: CaseResult, findings: readonly Finding[], level: FindingLevel): string {
  const own = findings.filter((finding) => finding.level === level);
  const [first, ...others] = own;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const message = (first ? findingSentence(first) : 'Too few runs passed.') + more;
  const [name, type] = level === 'failure' ? ['failure', 'expectation'] : ['error', 'notJudged'];
  return xmlElement(name, { type, message }, xmlText(findingLines(result, own).join('\n')));
}

function findingLines(result: CaseResult, findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) => {
    const { at, level, title, message } = finding;
    const word = level === 'warning' ? 'warning: ' : '';
    return [
      `${place(result.file, at)} ${word}${title ?? 'error'}`,
      ...(message === undefined ? [] : [`  ${message}`]),
      ...lineDiff(finding).map(({ type, text }) => `  ${diffSigns[type]} ${text}`),
      ...findingNotes(finding, result).map((note) => `  ${note}`),
    ];
  });
}

function shareLines(result: CaseResult): readonly string[] {
  const share = passedAttempts(result);
  const retried = retriedAttempts(result);
  const { needed, attempts } = result;
  return [
    ...(share ? [`Passed: ${share}; required: ${needed} of ${attempts.length}.`] : []),
    ...(retried ? [`Evaluated ${retried}.`] : []),
  ];
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}

const entity: Readonly<Record<string, string>> = { '&': 'amp', '"': 'quot', '<': 'lt', '>': 'gt' };

/**
 * Text as XML 1.0 character data, in elements and attributes. Invisible characters are made
 * visible; what XML cannot contain (half a surrogate pair, U+FFFE, U+FFFF) becomes U+FFFD.
 */
export function xmlText(text: string): string {
  return visibleText(text)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&"<>]/g, (character) => `&${entity[character] ?? ''};`);
}

/** An element; `inner` is XML, attributes are text. Line breaks in attributes are kept. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inner = '',
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${attributeText(String(value))}"`,
  );
  const head = `<${name}${written.join('')}`;
  return inner === '' ? `${head}/>` : `${head}>${inner}</${name}>`;
}

function attributeText(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
