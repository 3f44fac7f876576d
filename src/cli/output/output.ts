import { fstatSync } from 'node:fs';
import type { Variables } from '../../shared/variables.ts';
import { escapesOf, visibleJson, visibleText } from '../../shared/visibleText.ts';

/** Writes one text; a line break is the caller's. */
export type Write = (text: string) => void;

/** The only way for what the command line prints. */
export interface Output {
  /** To standard output. */
  readonly write: Write;
  /** To standard output, each byte as it is; where a program reads the log, the text they stand for. */
  readonly writeExact: (bytes: Uint8Array, text: string) => void;
  /** To standard error, where nothing acts unseen. */
  readonly writeError: Write;
  /** To standard output, in lines that may begin with `::`: commands of our own to GitHub's runner. */
  readonly writeCommands: Write;
}

/** What is in the environment of a job whose log is read by a program. */
const jobVariables = ['CI', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TEAMCITY_VERSION', 'TF_BUILD'];

/**
 * Output that begins no command to the program that reads the log of a job, whoever wrote the text. A
 * file that the shell opened gets its bytes as they are.
 */
export function createOutput(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  env: Variables,
): Output {
  const isJob = jobVariables.some((name) => (env[name] ?? '') !== '');
  const writeTo = (
    stream: NodeJS.WriteStream & { readonly fd: number },
    guard: (write: Write) => Write,
  ): Write => {
    const write: Write = (text) => void stream.write(text);
    return isJob && !isFile(stream.fd) ? guard(write) : write;
  };
  const writeError = writeTo(stderr, withoutCommands);
  const write = writeTo(stdout, withoutCommands);
  const isGuarded = isJob && !isFile(stdout.fd);
  return {
    write,
    writeExact: (bytes, text) => {
      if (isGuarded) write(text);
      else stdout.write(bytes);
    },
    writeError: (text) => writeError(visibleText(text)),
    writeCommands: writeTo(stdout, (write) => (text) => write(withoutMarks(text))),
  };
}

/** A value as JSON in which nothing acts unseen, and nothing is a mark to the reader of a job's log. */
export function jsonText(value: unknown, indent?: number): string {
  return safeJson(JSON.stringify(value, undefined, indent));
}

/** The same of a text that is JSON, or a part of one between two values. */
export function safeJson(json: string): string {
  return visibleJson(json).replace(
    marks,
    (_, start: string, end: string) => start + escapesOf(end),
  );
}

/** `##[`, `##teamcity[`, `##vso[`, and GitLab's sections: they count anywhere in a line. */
const marks = /(##[a-z]{0,20}|section_(?:start|end))([[:])/gi;
/** GitHub's runner looks behind white space and colours. */
const commandStart = /((?:^|[\n\r])(?:[^\S\n\r]|[\u0085\u200b]|\x1b\[[\d;]*[a-z])*:)(?=:)/gi;
/** Longer than any mark is before its end. */
const maxMarkLength = 32;

function withoutMarks(text: string): string {
  return text.replace(marks, String.raw`$1\$2`);
}

/** A command that comes in pieces is none either: the line so far counts. */
function withoutCommands(write: Write): Write {
  let line = '';
  return (text) => {
    const whole = withoutMarks(line + text).replace(commandStart, '$1\\');
    write(whole.slice(line.length));
    line = shortened(whole.slice(Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1));
  };
}

/** The end of a line, behind a letter where there is one before it. */
function shortened(line: string): string {
  const start = line.slice(0, -maxMarkLength);
  return (/[^\s\u0085\u200b]/.test(start) ? '-' : '') + line.slice(-maxMarkLength);
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}
