import { plainCharacters } from './characters.ts';
import { afterDiff } from './diff.ts';
import { withoutEntities, withoutTags } from './html.ts';
import { readSecrets } from './kubernetes.ts';
import { withoutQuotedPrintable } from './quotedPrintable.ts';
import { labelsFirst } from './valuesFirst.ts';

/**
 * A paste as it was meant: without the marks of a quoted mail, of HTML, of Markdown and of word
 * processors, with what is encoded decoded, and with each name before its value.
 */
export function plainText(text: string): string {
  const visible = withoutQuotedPrintable(plainCharacters(text));
  const visibleCharacters = visible
    .replace(/\\{1,2}(?:u00|x)([2-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    )
    // A shell's line goes on in the middle of a value.
    .replace(/(?<=\w)\\\n(?=\w)/g, '');
  const readable = plainCharacters(withoutEntities(withoutTags(onceOnly(visibleCharacters))))
    // LaTeX: `\texttt{business\_id}`.
    .replace(/\\(?:texttt|text|textbf|emph|code|verb)\{([^{}\n]{1,600})\}/g, '$1')
    .replace(/\\{1,4}\//g, '/')
    .replace(/\\{1,4}[nr]/g, '\n')
    .replace(/\\{1,4}t/g, ' ')
    // Scanners take a capital I for an l.
    .replace(/\b((?:business|agent|descriptor)[ _-]?)[l1|]D\b/gi, '$1ID')
    .replace(/\bAP[l1|](?= ?key\b)/gi, 'API')
    // Markdown: `business\_id`.
    .replace(/\\{1,2}([-_*.#~+!<>()[\]])/g, '$1')
    .replace(/^(?:[ \t]{0,8}>){1,20}(?![\w])[ \t]?|^(?:>[ \t]?){1,20}/gm, '');
  return labelsFirst(readSecrets(afterDiff(readable)));
}

const doubledLink = /(https?:\/\/[^\s<>"']{1,300})<(https?:\/\/[^\s<>"']{1,300})>/gi;

/** Outlook writes the address of a link behind its text, which is the same address. */
function onceOnly(text: string): string {
  return text.replace(doubledLink, (both, shown: string, target: string) =>
    shown.replace(/\/$/, '') === target.replace(/\/$/, '') ? shown : both,
  );
}
