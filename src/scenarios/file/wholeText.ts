import { decodeText, textProblemSentence } from '../../shared/decodeText.ts';
import { t } from '../../shared/l10n.ts';
import type { Position } from './scenario.ts';

/**
 * The text of a file with the customer's words. An editor that reads another encoding as UTF-8
 * replaces each unknown letter with U+FFFD and saves that, so such a text is never intended. A file
 * that needs the character can write it as "\\ufffd".
 */
export function wholeText(
  content: string | Uint8Array,
):
  | { readonly text: string }
  | { readonly problem: { readonly at: Position; readonly message: string } } {
  const decoded = decodeText(content);
  if ('problem' in decoded) {
    const { problem } = decoded;
    const line = problem.type === 'notUtf8' ? problem.line : 1;
    return { problem: { at: { line, column: 1 }, message: textProblemSentence(problem) } };
  }
  const lost = decoded.text.indexOf('\ufffd');
  if (lost === -1) return decoded;
  const before = decoded.text.slice(0, lost).split(/\r\n|\r|\n/);
  const at = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  const message = t(
    'A character was lost here because the file was read in a different encoding. Retype it, and save the file as UTF-8.',
  );
  return { problem: { at, message } };
}
