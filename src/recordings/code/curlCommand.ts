import { awkward, purposeOf, type CopiedRequest } from './copiedRequest.ts';

/** All that read the quotes below alike; cmd.exe does not. */
const shells = 'bash, zsh, dash and fish';

/** For the shells above, in the words that all of them know. */
export function curlCommand(request: CopiedRequest): string {
  const { url, headers, body } = request;
  const flags = headers.map(({ name, value, variable }) => {
    if (variable) return `--header ${quoted(`${name}: `)}"$${variable}"`;
    // "name:" would leave the header out.
    return `--header ${headerText(value === '' ? `${name};` : `${name}: ${value}`)}`;
  });
  const isPlain = !awkward.test(body);
  // A pipe has room for NUL as well, which no argument can have.
  const pipe = isPlain ? '' : `printf ${printfFormat(body, awkward, 'utf8')} | `;
  return `${[
    // A line that begins with # is no comment in a zsh that somebody types into.
    `: ${quoted(purposeOf(`${shells}, not for cmd.exe or PowerShell`, request))}`,
    [
      // To curl, brackets in a URL are a pattern.
      `${pipe}curl --no-buffer --globoff --request POST ${quoted(url)}`,
      ...flags,
      // Unlike --data-binary it takes a body that begins with @ for itself, not for a file's name.
      isPlain ? `--data-raw ${quoted(body)}` : '--data-binary @-',
    ].join(' \\\n  '),
  ].join('\n')}\n`;
}

/** A header's bytes are Latin-1 (RFC 9110, 5.5), whatever the shell's text is. */
function headerText(text: string): string {
  const other = /[^\x20-\x7e]/;
  return other.test(text) ? `"$(printf ${printfFormat(text, other, 'latin1')})"` : quoted(text);
}

/**
 * In single quotes a shell takes every character for itself, but for `\` before `\` and `'` in fish,
 * which therefore stand outside. PowerShell sees the quotes begin and end where the others do, so
 * that nothing runs if the command is pasted there by mistake.
 */
function quoted(text: string): string {
  const inside = text.replace(/'+|\\{2,}|\\(?='|$)/g, (run) =>
    run.startsWith("'") ? `'"${run}"'` : `'${run}${run}'`,
  );
  return `'${inside}'`;
}

/** A format for printf, which knows octal escapes in every shell. */
function printfFormat(text: string, escaped: RegExp, encoding: 'utf8' | 'latin1'): string {
  const characters = Array.from(text, (character, index) => {
    const isOption = index === 0 && character === '-';
    // In "$(…)" bash would look for ! in its history.
    if (!isOption && !/['\\%!]/.test(character) && !escaped.test(character)) return character;
    const bytes = [...Buffer.from(character, encoding)];
    return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  });
  return `'${characters.join('')}'`;
}
