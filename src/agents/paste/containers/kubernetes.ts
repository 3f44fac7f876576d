import { decodedValue, fromBase64 } from './base64.ts';

const kind =
  /^[ \t]{0,8}(?:- )?["']?kind["']?:[ \t]{0,4}["']?(Secret|SealedSecret)["']?[ \t]{0,8}$/m;
const codedPart = /^([ \t]{0,20})(?:data|encryptedData):[ \t]{0,8}$/;
const entry =
  /^([ \t]{1,40}["']?[\w.-]{1,100}["']?:)[ \t]{0,8}(?:!!binary )?["']?([\w+/=-]{1,9000})["']?[ \t]{0,8}$/;

/**
 * Decodes the `data` of a Kubernetes Secret manifest, which is always Base64. Drops anything that
 * cannot be a value once decoded.
 */
export function readSecrets(text: string): string {
  if (!kind.test(text)) return text;
  return text
    .split(/(?<=^---[ \t]{0,8}\n)/m)
    .map(readDocument)
    .join('');
}

function readDocument(text: string): string {
  if (!kind.test(text)) return text;
  let depth: number | undefined;
  const lines = text.split('\n').map((line) => {
    const start = codedPart.exec(line);
    if (start) {
      depth = start[1]?.length ?? 0;
      return line;
    }
    const indent = line.length - line.trimStart().length;
    if (depth !== undefined && line.trim() !== '' && indent <= depth) depth = undefined;
    return depth === undefined ? line : decodedLine(line);
  });
  return lines.join('\n');
}

function decodedLine(line: string): string {
  if (line.length > 9_200) return '';
  const [, name = '', coded = ''] = entry.exec(line) ?? [];
  // `judgeValue` decodes this one itself.
  if (decodedValue(coded) !== undefined) return line;
  const value = decodedSecret(coded);
  return value === undefined ? `${name} …` : `${name} "${value}"`;
}

/** Decodes a value of a Secret, even a short one, because it is known to be Base64. */
export function decodedSecret(coded: string): string | undefined {
  const long = decodedValue(coded);
  if (long !== undefined) return long;
  if (!/^[A-Za-z0-9+/]{4,9000}={0,2}$/.test(coded)) return undefined;
  const value = fromBase64(coded);
  return /^[\x21-\x7e]{2,512}$/.test(value) ? value : undefined;
}
