import { formatDuration } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type {
  CaseResult,
  CaseStatus,
  FileError,
  RunProgress,
  RunReporter,
  RunStart,
  RunSummary,
} from '../run/results.ts';
import { outsetFacts } from './evidenceWords.ts';
import { type Finding, type FindingLevel, findingsOf } from './findings.ts';
import { type DiffLine, lineDiff } from './lineDiff.ts';
import {
  caseTitle,
  countsSentence,
  findingNotes,
  passedAttempts,
  place,
  retriedAttempts,
  unjudgedSentence,
} from './reportWords.ts';

export interface PrettyOptions {
  readonly write: (text: string) => void;
  /** For a terminal, the last line shows the progress; it is removed at the end. */
  readonly isTty: boolean;
  /** Width of the terminal, in characters. */
  readonly width: number;
  /** False if NO_COLOR is set. */
  readonly useColor: boolean;
}

type Color = 'red' | 'green' | 'yellow' | 'dim' | 'bold';

const codes: Readonly<Record<Color, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
const marks: Readonly<Record<CaseStatus, readonly [mark: string, color: Color]>> = {
  passed: ['✓', 'green'],
  failed: ['✗', 'red'],
  errored: ['!', 'yellow'],
  flaky: ['~', 'yellow'],
  notJudged: ['?', 'yellow'],
  knownFailure: ['x', 'yellow'],
  disabled: ['-', 'dim'],
  skipped: ['-', 'dim'],
};
const levels: Readonly<Record<FindingLevel, readonly [word: string, color: Color]>> = {
  failure: ['', 'red'],
  unjudged: ['could not be judged: ', 'yellow'],
  warning: ['warning: ', 'yellow'],
};
const order: readonly FindingLevel[] = ['failure', 'unjudged', 'warning'];
const diffSigns: Readonly<Record<DiffLine['type'], readonly [sign: string, color: Color]>> = {
  expected: ['-', 'red'],
  actual: ['+', 'green'],
  same: [' ', 'dim'],
  gap: [' ', 'dim'],
};
const eraseLine = '\r\x1b[2K';

/** For people at a terminal or reading a log: a line per case, with reasons if it did not pass. */
export function createPrettyReporter(options: PrettyOptions): RunReporter {
  return new PrettyReporter(options);
}

class PrettyReporter implements RunReporter {
  readonly #options: PrettyOptions;
  #file: string | undefined;
  /** The progress line; empty without a terminal. */
  #progress = '';

  constructor(options: PrettyOptions) {
    this.#options = options;
  }

  start({ cases, evidence }: RunStart): void {
    const { isTty } = this.#options;
    const facts = outsetFacts(evidence);
    this.#print(facts.map(([name, value]) => this.#paint('dim', `${name}: ${value}`)));
    if (isTty) this.#show(`0/${cases}`);
  }

  fileError({ file, at, message }: FileError): void {
    const mark = this.#paint('yellow', '!');
    this.#print([`${mark} ${place(file, at)} ${visibleLine(message)}`]);
  }

  progress({ done, cases, counts }: RunProgress): void {
    if (this.#options.isTty) this.#show(`${done}/${cases} ${countsSentence(counts)}`);
  }

  caseEnded(result: CaseResult): void {
    const isNewFile = result.file !== this.#file;
    this.#file = result.file;
    const heading = isNewFile ? [this.#paint('bold', visibleLine(result.file))] : [];
    this.#print([...heading, this.#caseLine(result), ...this.#findingLines(result)]);
  }

  end(summary: RunSummary): void {
    this.#show('');
    const { counts, durationMs, evidence } = summary;
    const unjudged = unjudgedSentence(summary);
    const color: Color =
      counts.failed > 0 ? 'red' : unjudged || counts.skipped > 0 ? 'yellow' : 'green';
    this.#print([
      '',
      ...(evidence.isInterrupted ? [this.#paint('yellow', 'interrupted')] : []),
      this.#paint(color, countsSentence(counts)) +
        this.#paint('dim', ` in ${formatDuration(durationMs)}`),
      ...(unjudged === undefined ? [] : [unjudged]),
    ]);
  }

  #caseLine(result: CaseResult): string {
    const { status, agent, durationMs } = result;
    const [mark, color] = marks[status];
    const share = passedAttempts(result);
    const retried = retriedAttempts(result);
    const rest = [
      ...(agent === undefined ? [] : [visibleLine(agent)]),
      ...(status === 'skipped' || status === 'disabled' ? [] : [formatDuration(durationMs)]),
    ].join(' ');
    return [
      `  ${this.#paint(color, mark)} ${caseTitle(result)}`,
      ...(share === undefined ? [] : [this.#paint(color, share)]),
      ...(retried === undefined ? [] : [this.#paint('yellow', retried)]),
      ...(rest === '' ? [] : [this.#paint('dim', rest)]),
    ].join(' ');
  }

  #findingLines(result: CaseResult): readonly string[] {
    const findings = findingsOf(result);
    const sorted = order.flatMap((level) => findings.filter((one) => one.level === level));
    const recordings = result.attempts.flatMap(({ status, recording }) =>
      status === 'passed' || recording === undefined ? [] : [recording],
    );
    return [
      ...sorted.flatMap((finding) => this.#findingText(finding, result)),
      ...recordings.map((file) => this.#paint('dim', `      recording: ${visibleLine(file)}`)),
    ];
  }

  #findingText(finding: Finding, result: CaseResult): readonly string[] {
    const { level, at, title, message, expected, actual } = finding;
    const [word, color] = levels[level];
    const [first = '', ...more] = [title, message].filter((text) => text !== undefined);
    const diff = expected === undefined || actual === undefined ? [] : lineDiff(expected, actual);
    return [
      `    ${this.#paint('dim', place(result.file, at))} ${this.#paint(color, word + visibleLine(first))}`,
      ...more.map((text) => `      ${visibleLine(text)}`),
      ...(diff.length > 0 ? [this.#paint('dim', '      - expected, + actual')] : []),
      ...diff.map(({ type, text }) => {
        const [sign, diffColor] = diffSigns[type];
        return `      ${this.#paint(diffColor, `${sign} ${text}`)}`;
      }),
      ...findingNotes(finding, result).map((note) => this.#paint('dim', `      ${note}`)),
    ];
  }

  #paint(color: Color, text: string): string {
    return this.#options.useColor && text !== '' ? `\x1b[${codes[color]}m${text}\x1b[0m` : text;
  }

  /** Prints above the progress line. */
  #print(lines: readonly string[]): void {
    const erase = this.#progress === '' ? '' : eraseLine;
    this.#options.write(`${erase}${lines.map((line) => `${line}\n`).join('')}${this.#progress}`);
  }

  #show(progress: string): void {
    if (progress === '' && this.#progress === '') return;
    // A line as wide as the terminal would wrap.
    this.#progress = progress.slice(0, Math.max(0, this.#options.width - 1));
    this.#options.write(eraseLine + this.#progress);
  }
}
