import { everyAwkward, purposeOf, type CopiedRequest } from './copiedRequest.ts';

/** Follows no redirect, because urllib would send the key to the other host too. */
export function pythonProgram(request: CopiedRequest): string {
  const { url, headers, body } = request;
  const literal = (text: string) =>
    sourceText(text, (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`));
  const fields = headers.map(({ name, value, variable }) => {
    const source = variable ? `os.environ[${literal(variable)}]` : literal(value);
    return `        ${literal(name)}: ${source},`;
  });
  return [
    `# ${purposeOf('Python 3', request)}`,
    'import os',
    'import sys',
    'import urllib.request',
    '',
    '',
    'class NoRedirect(urllib.request.HTTPRedirectHandler):',
    '    def redirect_request(self, *_):',
    '        return None',
    '',
    '',
    'request = urllib.request.Request(',
    `    ${literal(url)},`,
    '    method="POST",',
    '    headers={',
    ...fields,
    '    },',
    `    data=${literal(body)}.encode(),`,
    ')',
    'with urllib.request.build_opener(NoRedirect).open(request) as response:',
    '    for line in response:',
    '        sys.stdout.buffer.write(line)',
    '        sys.stdout.flush()',
    '',
  ].join('\n');
}

export function javascriptProgram(request: CopiedRequest): string {
  const { url, headers, body } = request;
  const literal = (text: string) => sourceText(text, (code) => `\\u{${hex(code, 1)}}`);
  const fields = headers.map(
    ({ name, value, variable }) =>
      `    ${literal(name)}: ${variable ? `process.env.${variable}` : literal(value)},`,
  );
  return [
    `// ${purposeOf('Node.js, as an ES module (.mjs)', request)}`,
    `const response = await fetch(${literal(url)}, {`,
    '  method: "POST",',
    '  redirect: "error",',
    '  headers: {',
    ...fields,
    '  },',
    `  body: ${literal(body)},`,
    '});',
    'for await (const chunk of response.body) process.stdout.write(chunk);',
    '',
  ].join('\n');
}

/** A JSON string is also valid in JavaScript and Python; other escapes differ. */
function sourceText(text: string, escape: (code: number) => string): string {
  return JSON.stringify(text).replace(everyAwkward, (character) =>
    escape(character.codePointAt(0) ?? 0),
  );
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
