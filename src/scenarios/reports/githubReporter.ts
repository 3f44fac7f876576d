import type { Position } from '../file/scenario.ts';
import { inLine } from '../../transcript/transcriptMarkdown.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { CaseResult, FileError, RunCounts, RunReporter, RunSummary } from '../run/results.ts';
import { evidenceFacts } from './evidenceWords.ts';
import { readiness } from './readiness.ts';
import { findingsOf, type Finding, type FindingLevel } from './findings.ts';
import {
  findingNotes,
  findingSentence,
  fullTitle,
  place,
  unjudgedSentence,
} from './reportWords.ts';

export interface GithubOptions {
  /** Standard output of a step; GitHub reads commands from it. */
  readonly write: (text: string) => void;
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
const unjudgedTitle = 'Could not be judged';

/** Writes annotations at the lines of scenario files, and a job summary. */
export function createGithubReporter(options: GithubOptions): RunReporter {
  return new GithubReporter(options);
}

interface Annotation {
  readonly command: string;
  /** The same for readers of the log; it must not begin with a colon. */
  readonly line: string;
}

/** Annotations of one kind. The last one that GitHub shows says how many more there are. */
class Annotations {
  readonly #kind: string;
  #count = 0;
  #last: Annotation | undefined;

  constructor(kind: string) {
    this.#kind = kind;
  }

  add(write: (text: string) => void, annotation: Annotation): void {
    this.#count += 1;
    if (this.#count < maxAnnotations) write(annotation.command);
    else if (this.#count === maxAnnotations) this.#last = annotation;
    else
      write((this.#count === maxAnnotations + 1 ? (this.#last?.line ?? '') : '') + annotation.line);
  }

  end(write: (text: string) => void): void {
    const more = this.#count - maxAnnotations + 1;
    if (more === 1) write(this.#last?.command ?? '');
    if (more < 2) return;
    const name = this.#kind.replace(/s$/, '');
    write(`::${name} title=Ask Sofia::${more} more ${this.#kind}: see the log and the summary.\n`);
  }
}

class GithubReporter implements RunReporter {
  readonly #options: GithubOptions;
  /** Rows of a Markdown table. */
  readonly #rows: string[] = [];
  #leftOut = 0;
  readonly #annotations = {
    error: new Annotations('errors'),
    warning: new Annotations('warnings'),
  };

  constructor(options: GithubOptions) {
    this.#options = options;
  }

  fileError({ file, at, message }: FileError): void {
    this.#command('error', file, at, unjudgedTitle, message);
    this.#row(unjudgedTitle, place(file, at), message);
  }

  caseEnded(result: CaseResult): void {
    const findings = findingsOf(result);
    for (const finding of findings) this.#annotate(finding, result);
    const { file, at } = result;
    const level = decidingLevel(result);
    if (!level) return;
    const reasons = findings.filter((one) => one.level === level).map(findingSentence);
    const word = level === 'failure' ? 'Failed' : unjudgedTitle;
    this.#row(word, `${fullTitle(result)} (${place(file, at)})`, reasons.join(' · '));
  }

  async end(summary: RunSummary): Promise<void> {
    for (const kind of Object.values(this.#annotations)) kind.end(this.#options.write);
    await this.#options.writeSummary?.(this.#summary(summary));
  }

  /** An error only if it decided the result; findings of a flaky case are warnings. */
  #annotate(finding: Finding, result: CaseResult): void {
    const { level, at } = finding;
    const title = level === 'unjudged' ? unjudgedTitle : fullTitle(result);
    const text = [
      ...(level === 'unjudged' ? [fullTitle(result)] : []),
      findingSentence(finding),
      ...comparison(finding),
      ...findingNotes(finding, result),
    ].join('\n');
    const name = level === decidingLevel(result) ? 'error' : 'warning';
    this.#command(name, result.file, at, title, text);
  }

  #command(
    name: 'error' | 'warning',
    file: string,
    { line, column: col }: Position,
    title: string,
    message: string,
  ): void {
    const written = Object.entries({ file, line, col, title }).map(
      ([key, value]) => `${key}=${escapeProperty(cut(visibleLine(String(value)), maxTitleLength))}`,
    );
    const text = cut(visibleText(message), maxMessageLength);
    this.#annotations[name].add(this.#options.write, {
      command: `::${name} ${written.join(',')}::${escapeData(text)}\n`,
      line: visibleLine(`${name}: ${file}:${line}:${col} ${title}: ${text}`) + '\n',
    });
  }

  #row(status: string, what: string, why: string): void {
    if (this.#rows.length === maxRows) this.#leftOut += 1;
    else this.#rows.push(`| ${status} | ${cell(what)} | ${cell(why)} |`);
  }

  #summary(summary: RunSummary): string {
    const { counts, evidence } = summary;
    const { sentences } = readiness({ ...summary, ...evidence });
    const facts = evidenceFacts(evidence).map(
      ([name, value]) => `| ${cell(name)} | ${cell(value)} |`,
    );
    const unjudged = unjudgedSentence(summary);
    const table = ['| | Scenario | Why |', '| --- | --- | --- |', ...this.#rows].join('\n');
    const blocks = [
      '## Ask Sofia',
      sentences.join(' '),
      countsTable(counts),
      ...(this.#rows.length === 0 ? [] : [table]),
      ...(this.#leftOut === 0 ? [] : [`… and ${this.#leftOut} more.`]),
      ...(unjudged === undefined ? [] : [unjudged]),
      ['| Evidence | |', '| --- | --- |', ...facts].join('\n'),
    ];
    return `${blocks.join('\n\n')}\n`;
  }
}

/** The findings that decided the result of a case that did not pass. */
function decidingLevel({ status }: CaseResult): FindingLevel | undefined {
  if (status === 'failed') return 'failure';
  return status === 'errored' ? 'unjudged' : undefined;
}

function comparison({ expected, actual }: Finding): readonly string[] {
  if (expected === undefined || actual === undefined) return [];
  return [`expected: ${expected}`, `actual: ${actual}`];
}

function countsTable(counts: RunCounts): string {
  const { passed, flaky, failed, errored, notJudged, knownFailure, disabled, skipped } = counts;
  return [
    '| Passed | Flaky | Failed | Could not be judged | Not judged | Known to fail | Skipped |',
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
