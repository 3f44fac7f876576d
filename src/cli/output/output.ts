import { fstatSync } from 'node:fs';
import type { Variables } from '../../shared/variables.ts';
import { escapesOf, visibleJson, visibleText } from '../../shared/visibleText.ts';

/** Writes text; the caller adds line breaks. */
export type Write = (text: string) => void;

type Stream = NodeJS.WriteStream & { readonly fd: number };

/** All output of the command line goes through this. */
export interface Output {
  /** To standard output. */
  readonly write: Write;
  /** To standard output, byte by byte; as guarded text when a program reads the log. */
  readonly writeExact: (bytes: Uint8Array, text: string) => void;
  /** To standard error, with control characters made visible. */
  readonly writeError: Write;
  /** To standard output, for our own GitHub workflow commands: lines may begin with `::`. */
  readonly writeCommands: Write;
}

/** Set in CI jobs whose log a program reads. */
const jobVariables = ['CI', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TEAMCITY_VERSION', 'TF_BUILD'];

/**
 * Output that never starts a command in a CI log, whatever the text. Output redirected to a file is
 * written unchanged.
 */
export function createOutput(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  env: Variables,
): Output {
  const isJob = jobVariables.some((name) => (env[name] ?? '') !== '');
  const isRead = ({ fd }: Stream) => isJob && !isFile(fd);
  const writeTo = (stream: Stream, guard: (write: Write) => Write): Write => {
    const write: Write = (text) => void stream.write(text);
    return isRead(stream) ? guard(write) : write;
  };
  const writeError = writeTo(stderr, withoutCommands);
  const write = writeTo(stdout, withoutCommands);
  const isGuarded = isRead(stdout);
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

/** JSON with control characters made visible and log commands defused. */
export function jsonText(value: unknown, indent?: number): string {
  return safeJson(JSON.stringify(value, undefined, indent));
}

/** The same for text that is already JSON, or a fragment between two values. */
export function safeJson(json: string): string {
  return visibleJson(json).replace(
    marks,
    (_, start: string, end: string) => start + escapesOf(end),
  );
}

/** `##[`, `##teamcity[`, `##vso[` and GitLab's sections: they work anywhere in a line. */
const marks = /(##[a-z]{0,20}|section_(?:start|end))([[:])/gi;
/** GitHub's runner ignores leading white space and colors. */
const commandStart = /((?:^|[\n\r])(?:[^\S\n\r]|[\u0085\u200b]|\x1b\[[\d;]*[a-z])*:)(?=:)/gi;
/** Longer than any mark before its bracket. */
const maxMarkLength = 32;

function withoutMarks(text: string): string {
  return text.replace(marks, String.raw`$1\$2`);
}

/** Also catches a command that arrives in pieces, by keeping the current line. */
function withoutCommands(write: Write): Write {
  let line = '';
  return (text) => {
    const whole = withoutMarks(line + text).replace(commandStart, '$1\\');
    write(whole.slice(line.length));
    line = shortened(whole.slice(Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1));
  };
}

/** The end of the line, with a `-` in front if anything visible was cut off. */
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
