import { t } from './l10n.ts';

/** The encoding of a text file. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Why a file's bytes are not readable text; `byte` is the first invalid one. */
export type TextProblem =
  | { readonly type: 'gzip' | 'zip' | 'utf32' }
  | { readonly type: 'notUtf8'; readonly line: number; readonly byte: number };

/** Number of bytes that `encodingOf` needs. */
export const signatureBytes = 4;

/**
 * Detects a file's encoding from its first bytes. Windows PowerShell 5.1 writes UTF-16 with a byte
 * order mark; without one, a zero byte next to the first character also means UTF-16, since UTF-8
 * text has none (RFC 4627, 3).
 */
export function encodingOf(
  start: Uint8Array,
): TextEncoding | Exclude<TextProblem['type'], 'notUtf8'> {
  const [a, b, c, d] = start;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) return 'zip';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf32' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0) return 'utf32';
  if (a === 0 && b !== undefined) return 'utf-16be';
  return b === 0 ? 'utf-16le' : 'utf-8';
}

/** The text of a complete file, without its byte order mark; a string is already decoded. */
export function decodeText(
  content: string | Uint8Array,
): { readonly text: string } | { readonly problem: TextProblem } {
  if (typeof content === 'string') return { text: content.replace(/^\ufeff/, '') };
  const encoding = encodingOf(content);
  if (encoding === 'gzip' || encoding === 'zip' || encoding === 'utf32')
    return { problem: { type: encoding } };
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(content);
  const problem = encoding === 'utf-8' ? utf8Problem(content, text) : undefined;
  return problem ? { problem } : { text: text.replace(/^\ufeff/, '') };
}

/** Names the cause and the fix. */
export function textProblemSentence(problem: TextProblem): string {
  switch (problem.type) {
    case 'gzip':
    case 'zip':
      return t('This file is compressed ({0}). Decompress it first.', problem.type);
    case 'utf32':
      return t('This file is saved as UTF-32. Save it as UTF-8.');
    case 'notUtf8': {
      const byte = `0x${problem.byte.toString(16).toUpperCase().padStart(2, '0')}`;
      return t("This file isn't UTF-8: line {line} contains the byte {byte}. Save it as UTF-8.", {
        line: problem.line,
        byte,
      });
    }
  }
}

/** Decoding replaces invalid bytes with U+FFFD, but the file may contain U+FFFD itself. */
function utf8Problem(bytes: Uint8Array, text: string): TextProblem | undefined {
  const encoder = new TextEncoder();
  let at = 0;
  for (let from = 0; ;) {
    const next = text.indexOf('\ufffd', from);
    if (next === -1) return undefined;
    at += encoder.encode(text.slice(from, next)).length;
    const isWritten = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
    if (!isWritten) return { type: 'notUtf8', line: lineAt(bytes, at), byte: bytes[at] ?? 0 };
    at += 3;
    from = next + 1;
  }
}

function lineAt(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at !== -1 && at < end; at = bytes.indexOf(0x0a, at + 1))
    line += 1;
  return line;
}
