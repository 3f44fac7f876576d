import { awkward, purposeOf, type CopiedRequest } from './copiedRequest.ts';

/** The shells that read the quotes below alike; cmd.exe does not. */
const shells = 'bash, zsh, dash and fish';

/** A command for the shells above, using only syntax that all of them share. */
export function curlCommand(request: CopiedRequest): string {
  const { url, headers, body } = request;
  const flags = headers.map(({ name, value, variable }) => {
    if (variable) return `--header ${quoted(`${name}: `)}"$${variable}"`;
    // "name:" would remove the header.
    return `--header ${headerText(value === '' ? `${name};` : `${name}: ${value}`)}`;
  });
  const isPlain = !awkward.test(body);
  // A pipe can also carry NUL, which an argument cannot.
  const pipe = isPlain ? '' : `printf ${printfFormat(body, awkward, 'utf8')} | `;
  return `${[
    // In interactive zsh, a line that begins with # is not a comment.
    `: ${quoted(purposeOf(`${shells}, not for cmd.exe or PowerShell`, request))}`,
    [
      // curl treats brackets in a URL as a pattern.
      `${pipe}curl --no-buffer --globoff --request POST ${quoted(url)}`,
      ...flags,
      // Unlike --data-binary, this does not read a body that begins with @ as a file name.
      isPlain ? `--data-raw ${quoted(body)}` : '--data-binary @-',
    ].join(' \\\n  '),
  ].join('\n')}\n`;
}

/** A header's bytes are Latin-1 (RFC 9110, 5.5), whatever the shell's encoding is. */
function headerText(text: string): string {
  const other = /[^\x20-\x7e]/;
  return other.test(text) ? `"$(printf ${printfFormat(text, other, 'latin1')})"` : quoted(text);
}

/**
 * Within single quotes a shell takes every character literally, except that fish treats `\` before
 * `\` or `'` as an escape; these therefore stand outside. PowerShell sees the quotes begin and end
 * at the same places, so nothing runs if the command is pasted there by mistake.
 */
function quoted(text: string): string {
  const inside = text.replace(/'+|\\{2,}|\\(?='|$)/g, (run) =>
    run.startsWith("'") ? `'"${run}"'` : `'${run}${run}'`,
  );
  return `'${inside}'`;
}

/** A format for printf, which reads octal escapes in every shell. */
function printfFormat(text: string, escaped: RegExp, encoding: 'utf8' | 'latin1'): string {
  const characters = Array.from(text, (character, index) => {
    const isOption = index === 0 && character === '-';
    // In "$(…)" bash would expand ! from its history.
    if (!isOption && !/['\\%!]/.test(character) && !escaped.test(character)) return character;
    const bytes = [...Buffer.from(character, encoding)];
    return bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  });
  return `'${characters.join('')}'`;
}
