import { hidden } from '../shared/masking/secretRanges.ts';
import type { RequestEntry } from './recording.ts';

/** Languages that a request can be copied as. */
export const codeLanguages = ['curl', 'python', 'javascript'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

type CopiedRequest = Pick<RequestEntry, 'url' | 'headers' | 'body'>;

const writers: Readonly<Record<CodeLanguage, (request: CopiedRequest) => string>> = {
  curl: curlCommand,
  python: pythonProgram,
  javascript: javascriptProgram,
};

/**
 * A request as something that can be run: a shell command, or a program for Python 3 or for Node as
 * an ES module, each with nothing but what comes with it. It sends the recorded body byte for byte
 * and prints the answer as it comes. Values that a recording does not have are read from the
 * environment: the key from `SOFIA_API_KEY`.
 */
export function requestCode(language: CodeLanguage, request: CopiedRequest): string {
  return writers[language](request);
}

/** Variable of the environment for a header whose value is not recorded, or undefined. */
function variableOf([name, value]: readonly [string, string]): string | undefined {
  if (value !== hidden) return undefined;
  if (name === 'x-api-key') return 'SOFIA_API_KEY';
  return `SOFIA_HEADER_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

function curlCommand({ url, headers, body }: CopiedRequest): string {
  const flags = Object.entries(headers).map((header) => {
    const [name, value] = header;
    const variable = variableOf(header);
    const text = variable
      ? `${shellText(`${name}: `)}"$${variable}"`
      : shellText(`${name}: ${value}`);
    return `--header ${text}`;
  });
  return `${[
    // To curl, brackets in an address are a pattern.
    `curl --no-buffer --globoff --request POST ${shellText(url)}`,
    ...flags,
    // Unlike --data-binary it takes a body that begins with @ for itself, not for a file's name.
    `--data-raw ${shellText(body)}`,
  ].join(' \\\n  ')}\n`;
}

/** In single quotes a shell takes every character for itself. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A JSON string is a string of JavaScript and of Python as well. */
const literal = (text: string) => JSON.stringify(text);

function pythonProgram({ url, headers, body }: CopiedRequest): string {
  const fields = Object.entries(headers).map((header) => {
    const [name, value] = header;
    const variable = variableOf(header);
    const source = variable ? `os.environ[${literal(variable)}]` : literal(value);
    return `        ${literal(name)}: ${source},`;
  });
  return [
    'import os',
    'import sys',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${literal(url)},`,
    '    method="POST",',
    '    headers={',
    ...fields,
    '    },',
    `    data=${literal(body)}.encode(),`,
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    for line in response:',
    '        sys.stdout.buffer.write(line)',
    '        sys.stdout.flush()',
    '',
  ].join('\n');
}

function javascriptProgram({ url, headers, body }: CopiedRequest): string {
  const fields = Object.entries(headers).map((header) => {
    const [name, value] = header;
    const variable = variableOf(header);
    return `    ${literal(name)}: ${variable ? `process.env.${variable}` : literal(value)},`;
  });
  return [
    `const response = await fetch(${literal(url)}, {`,
    '  method: "POST",',
    '  headers: {',
    ...fields,
    '  },',
    `  body: ${literal(body)},`,
    '});',
    'for await (const chunk of response.body) process.stdout.write(chunk);',
    '',
  ].join('\n');
}
