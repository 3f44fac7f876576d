import { formatDuration } from '../../shared/format.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import type { CaseResult, CaseStatus, RunReporter } from '../run/results.ts';
import { outsetFacts } from './evidenceWords.ts';
import { type Finding, type FindingLevel, findingsOf } from './findings.ts';
import { diffSigns, lineDiff } from './lineDiff.ts';
import {
  caseTitle,
  countsSentence,
  findingNotes,
  passedAttempts,
  place,
  retriedAttempts,
  unjudgedSentence,
  type Write,
} from './reportWords.ts';

export interface PrettyOptions {
  readonly write: Write;
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
  unjudged: ['error: ', 'yellow'],
  warning: ['warning: ', 'yellow'],
};
const order: readonly FindingLevel[] = ['failure', 'unjudged', 'warning'];
const diffColors = { expected: 'red', actual: 'green', same: 'dim', gap: 'dim' } as const;
const eraseLine = '\r\x1b[2K';

type Paint = (color: Color, text: string) => string;

/** For people at a terminal or reading a log: a line per case, with reasons if it did not pass. */
export function createPrettyReporter(options: PrettyOptions): RunReporter {
  const { write, isTty, width, useColor } = options;
  const paint: Paint = (color, text) =>
    useColor && text !== '' ? `\x1b[${codes[color]}m${text}\x1b[0m` : text;
  let lastFile: string | undefined;
  /** The progress line; empty without a terminal. */
  let progressLine = '';
  /** Prints above the progress line. */
  const print = (lines: readonly string[]) => {
    const erase = progressLine === '' ? '' : eraseLine;
    write(`${erase}${lines.map((line) => `${line}\n`).join('')}${progressLine}`);
  };
  const show = (progress: string) => {
    if (progress === '' && progressLine === '') return;
    // A line as wide as the terminal would wrap.
    progressLine = progress.slice(0, Math.max(0, width - 1));
    write(eraseLine + progressLine);
  };
  return {
    start({ cases, evidence }) {
      print(outsetFacts(evidence).map(([name, value]) => paint('dim', `${name}: ${value}`)));
      if (isTty) show(`0/${cases}`);
    },
    fileError({ file, at, message }) {
      print([`${paint('yellow', '!')} ${place(file, at)} ${visibleLine(message)}`]);
    },
    progress({ done, cases, counts }) {
      if (isTty) show(`${done}/${cases} ${countsSentence(counts)}`);
    },
    caseEnded(result) {
      const heading = result.file === lastFile ? [] : [paint('bold', visibleLine(result.file))];
      lastFile = result.file;
      print([...heading, caseLine(result, paint), ...findingLines(result, paint)]);
    },
    end(summary) {
      show('');
      const { counts, durationMs, evidence } = summary;
      const unjudged = unjudgedSentence(summary);
      const isWhole = !unjudged && counts.skipped === 0;
      const color = counts.failed > 0 ? 'red' : isWhole ? 'green' : 'yellow';
      const took = paint('dim', ` in ${formatDuration(durationMs)}`);
      print([
        '',
        ...(evidence.isInterrupted ? [paint('yellow', 'interrupted')] : []),
        paint(color, countsSentence(counts)) + took,
        ...(unjudged === undefined ? [] : [unjudged]),
      ]);
    },
  };
}

function caseLine(result: CaseResult, paint: Paint): string {
  const { status, agent, durationMs } = result;
  const [mark, color] = marks[status];
  const share = passedAttempts(result);
  const retried = retriedAttempts(result);
  const rest = [
    ...(agent === undefined ? [] : [visibleLine(agent)]),
    ...(status === 'skipped' || status === 'disabled' ? [] : [formatDuration(durationMs)]),
  ].join(' ');
  return [
    `  ${paint(color, mark)} ${caseTitle(result)}`,
    ...(share === undefined ? [] : [paint(color, share)]),
    ...(retried === undefined ? [] : [paint('yellow', retried)]),
    ...(rest === '' ? [] : [paint('dim', rest)]),
  ].join(' ');
}

function findingLines(result: CaseResult, paint: Paint): readonly string[] {
  const findings = findingsOf(result);
  const sorted = order.flatMap((level) => findings.filter((one) => one.level === level));
  const recordings = result.attempts.flatMap(({ status, recording }) =>
    status === 'passed' || recording === undefined ? [] : [recording],
  );
  return [
    ...sorted.flatMap((finding) => findingText(finding, result, paint)),
    ...recordings.map((file) => paint('dim', `      recording: ${visibleLine(file)}`)),
  ];
}

function findingText(finding: Finding, result: CaseResult, paint: Paint): readonly string[] {
  const { level, at, title, message } = finding;
  const [word, color] = levels[level];
  const [first = '', ...more] = [title, message].filter((text) => text !== undefined);
  const diff = lineDiff(finding);
  return [
    `    ${paint('dim', place(result.file, at))} ${paint(color, word + visibleLine(first))}`,
    ...more.map((text) => `      ${visibleLine(text)}`),
    ...(diff.length > 0 ? [paint('dim', '      - expected, + actual')] : []),
    ...diff.map(
      ({ type, text }) => `      ${paint(diffColors[type], `${diffSigns[type]} ${text}`)}`,
    ),
    ...findingNotes(finding, result).map((note) => paint('dim', `      ${note}`)),
  ];
}
