import { findLabels } from '../fields/labels.ts';

/** What only the source of a mail has: an encoded `=`, a letter of two bytes, its header. */
const evidence = /=3D|=[CD][0-9A-F]=[89AB][0-9A-F]|=E2=8|quoted-printable/;
const codedBytes = /(?:=[0-9A-F]{2})+/g;

/** Undoes the encoding of a mail's source, which wraps its lines with `=` and writes `=` as `=3D`. */
export function withoutQuotedPrintable(text: string): string {
  if (!text.includes('=')) return text;
  if (!evidence.test(text)) return withoutSoftBreaks(text);
  return text.replace(/=[ \t]{0,8}\n/g, '').replace(codedBytes, (bytes) => {
    const buffer = Buffer.from(bytes.replaceAll('=', ''), 'hex');
    const decoded = buffer.toString('utf8');
    // Mails of old programs are in Latin-1.
    return decoded.includes('\ufffd') ? buffer.toString('latin1') : decoded;
  });
}

/**
 * Joins lines where nothing but the break itself shows the encoding: a word ends in `=`, and the next
 * line goes on with one. An empty setting, `API_KEY=`, and the padding of Base64 end so as well.
 */
function withoutSoftBreaks(text: string): string {
  if (!/\w=[ \t]{0,8}\n\w/.test(text)) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => {
      const next = lines[index + 1] ?? '';
      return isSoftBreak(line, next) ? line.trimEnd().slice(0, -1) : `${line}\n`;
    })
    .join('')
    .slice(0, -1);
}

function isSoftBreak(line: string, next: string): boolean {
  const end = /[\w-]=[ \t]{0,8}$/.exec(line.slice(-16));
  if (!end || /^\s{0,20}(?:(?:export|set) )?[\w.-]{1,80}=\s{0,8}$/.test(line)) return false;
  if (!/^[\w.~+/-]/.test(next) || /^[\w.-]{1,80} {0,2}[:=]/.test(next)) return false;
  const [label] = findLabels(next.slice(0, 80));
  return label?.start !== 0;
}
