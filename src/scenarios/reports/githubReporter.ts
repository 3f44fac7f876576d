import type { Position } from '../file/scenario.ts';
import { inLine } from '../../transcript/transcriptMarkdown.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { RunCounts, RunReporter, RunSummary } from '../run/results.ts';
import { evidenceFacts } from './evidenceWords.ts';
import { readiness } from './readiness.ts';
import { decisiveLevel, findingsOf, type Finding } from './findings.ts';
import {
  findingNotes,
  findingSentence,
  fullTitle,
  place,
  unjudgedSentence,
  type Write,
} from './reportWords.ts';

export interface GithubOptions {
  /** Standard output of a step; GitHub reads commands from it. */
  readonly write: Write;
  /** Appends Markdown to the job summary (the file in GITHUB_STEP_SUMMARY). */
  readonly writeSummary?: (markdown: string) => void | Promise<void>;
}

/** Rows of the job summary: GitHub accepts 1 MiB, readers less. */
const maxRows = 100;
const maxCellLength = 300;
/** GitHub shows this many annotations of each kind per step, and cuts them at 64 KiB. */
const maxAnnotations = 10;
const maxTitleLength = 200;
const maxMessageLength = 4000;
const unjudgedTitle = 'Error';

interface Annotation {
  readonly command: string;
  /** The same for readers of the log; it must not begin with a colon. */
  readonly line: string;
}

/** Annotations of one kind. The last one that GitHub shows says how many more there are. */
class Annotations {
  readonly #kind: 'errors' | 'warnings';
  readonly #write: Write;
  #count = 0;
  #last: Annotation | undefined;

  constructor(kind: 'errors' | 'warnings', write: Write) {
    this.#kind = kind;
    this.#write = write;
  }

  add(annotation: Annotation): void {
    this.#count += 1;
    if (this.#count < maxAnnotations) this.#write(annotation.command);
    else if (this.#count === maxAnnotations) this.#last = annotation;
    else {
      const last = this.#count === maxAnnotations + 1 ? this.#last?.line : undefined;
      this.#write((last ?? '') + annotation.line);
    }
  }

  end(): void {
    const more = this.#count - maxAnnotations + 1;
    if (more === 1) this.#write(this.#last?.command ?? '');
    if (more < 2) return;
    const name = this.#kind.replace(/s$/, '');
    this.#write(
      `::${name} title=Ask Sofia::${more} more ${this.#kind}: see the log and the summary.\n`,
    );
  }
}

/** Writes annotations at the lines of scenario files, and a job summary. */
export function createGithubReporter({ write, writeSummary }: GithubOptions): RunReporter {
  /** Rows of a Markdown table: the first ones, so that a long run needs no more memory. */
  const rows: string[] = [];
  let leftOut = 0;
  const addRow = (status: string, what: string, why: string): void => {
    if (rows.length < maxRows) rows.push(`| ${status} | ${cell(what)} | ${cell(why)} |`);
    else leftOut += 1;
  };
  const annotations = {
    error: new Annotations('errors', write),
    warning: new Annotations('warnings', write),
  };
  return {
    fileError({ file, at, message }) {
      annotations.error.add(annotationOf('error', file, at, unjudgedTitle, message));
      addRow(unjudgedTitle, place(file, at), message);
    },
    caseEnded(result) {
      const { file, at } = result;
      const decisive = decisiveLevel(result);
      const findings = findingsOf(result);
      for (const finding of findings) {
        // An error only if it decided the result; findings of a flaky case are warnings.
        const name = finding.level === decisive ? 'error' : 'warning';
        const isUnjudged = finding.level === 'unjudged';
        const title = isUnjudged ? unjudgedTitle : fullTitle(result);
        const text = [
          ...(isUnjudged ? [fullTitle(result)] : []),
          findingSentence(finding),
          ...comparison(finding),
          ...findingNotes(finding, result),
        ].join('\n');
        annotations[name].add(annotationOf(name, file, finding.at, title, text));
      }
      if (!decisive) return;
      const reasons = findings.filter(({ level }) => level === decisive).map(findingSentence);
      const word = decisive === 'failure' ? 'Failed' : unjudgedTitle;
      addRow(word, `${fullTitle(result)} (${place(file, at)})`, reasons.join(' · '));
    },
    async end(summary) {
      annotations.error.end();
      annotations.warning.end();
      await writeSummary?.(summaryText(summary, rows, leftOut));
    },
  };
}

function annotationOf(
  name: 'error' | 'warning',
  file: string,
  { line, column: col }: Position,
  title: string,
  message: string,
): Annotation {
  const written = Object.entries({ file, line, col, title }).map(
    ([key, value]) => `${key}=${escapeProperty(cut(visibleLine(String(value)), maxTitleLength))}`,
  );
  const text = cut(visibleText(message), maxMessageLength);
  return {
    command: `::${name} ${written.join(',')}::${escapeData(text)}\n`,
    line: visibleLine(`${name}: ${file}:${line}:${col} ${title}: ${text}`) + '\n',
  };
}

function summaryText(summary: RunSummary, rows: readonly string[], leftOut: number): string {
  const { counts, evidence } = summary;
  const { sentences } = readiness({ ...summary, ...evidence });
  const facts = evidenceFacts(evidence).map(
    ([name, value]) => `| ${cell(name)} | ${cell(value)} |`,
  );
  const unjudged = unjudgedSentence(summary);
  const table = ['| | Scenario | Why |', '| --- | --- | --- |', ...rows].join('\n');
  const blocks = [
    '## Ask Sofia',
    sentences.join(' '),
    countsTable(counts),
    ...(rows.length === 0 ? [] : [table]),
    ...(leftOut === 0 ? [] : [`… and ${leftOut} more.`]),
    ...(unjudged === undefined ? [] : [unjudged]),
    ['| Evidence | |', '| --- | --- |', ...facts].join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function comparison({ expected, actual }: Finding): readonly string[] {
  if (expected === undefined || actual === undefined) return [];
  return [`expected: ${expected}`, `actual: ${actual}`];
}

function countsTable(counts: RunCounts): string {
  const { passed, flaky, failed, errored, notJudged, knownFailure, disabled, skipped } = counts;
  return [
    '| Passed | Flaky | Failed | Errors | Not evaluated | Known failures | Skipped |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    `| ${passed} | ${flaky} | ${failed} | ${errored} | ${notJudged} | ${knownFailure} | ${disabled + skipped} |`,
  ].join('\n');
}

function cell(text: string): string {
  return inLine(cut(visibleLine(text), maxCellLength));
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Escapes like GitHub's own toolkit: a command is one line. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
