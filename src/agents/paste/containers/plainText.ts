import { fieldOf, findLabels } from '../fields/labels.ts';
import { plainCharacters } from './plainCharacters.ts';
import { withoutEntities, withoutTags } from './html.ts';
import { readSecrets } from './kubernetes.ts';

/**
 * Normalizes a paste: strips the marks of quoted mail, HTML, Markdown and word processors, decodes
 * encodings, and puts each label before its value.
 */
export function plainText(text: string): string {
  const visible = withoutQuotedPrintable(plainCharacters(text));
  const visibleCharacters = visible
    .replace(/\\{1,2}(?:u00|x)([2-7][0-9a-f])/gi, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    )
    // A shell's line continuation within a value.
    .replace(/(?<=\w)\\\n(?=\w)/g, '');
  const readable = plainCharacters(withoutEntities(withoutTags(onceOnly(visibleCharacters))))
    // LaTeX: `\texttt{business\_id}`.
    .replace(/\\(?:texttt|text|textbf|emph|code|verb)\{([^{}\n]{1,600})\}/g, '$1')
    .replace(/\\{1,4}\//g, '/')
    .replace(/\\{1,4}[nr]/g, '\n')
    .replace(/\\{1,4}t/g, ' ')
    // OCR reads a capital I as an l.
    .replace(/\b((?:business|agent|descriptor)[ _-]?)[l1|]D\b/gi, '$1ID')
    .replace(/\bAP[l1|](?= ?key\b)/gi, 'API')
    // Markdown: `business\_id`.
    .replace(/\\{1,2}([-_*.#~+!<>()[\]])/g, '$1')
    .replace(/^(?:[ \t]{0,8}>){1,20}(?![\w])[ \t]?|^(?:>[ \t]?){1,20}/gm, '');
  return labelsFirst(readSecrets(afterDiff(readable)));
}

const doubledLink = /(https?:\/\/[^\s<>"']{1,300})<(https?:\/\/[^\s<>"']{1,300})>/gi;

/** Outlook repeats a link's URL behind its text; keeps only one if both are the same. */
function onceOnly(text: string): string {
  return text.replace(doubledLink, (both, shown: string, target: string) =>
    shown.replace(/\/$/, '') === target.replace(/\/$/, '') ? shown : both,
  );
}

const heads = /^(?:@@ -\d|diff --git |\+\+\+ )/m;
const changedName = /^([+-])[ \t]{0,40}["'`]?(?:export )?([\w.-]{1,80})["'`]?[ \t]{0,4}[:=]/gm;

/**
 * The new version of a diff: added lines lose their mark, removed ones are struck out as in
 * Markdown. Returns text that is not a diff unchanged.
 */
function afterDiff(text: string): string {
  const words = text.includes('-]{+')
    ? text
        .replace(/\[-([^\n]{1,400}?)-\](?=\{\+)/g, '~~$1~~ ')
        .replace(/\{\+([^\n}]{1,400})\+\}/g, '$1')
    : text;
  if (!isDiff(words)) return words;
  return words.replace(/^\+(?!\+\+ )/gm, '').replace(/^-(?!-- )([^\n]{1,4000})$/gm, '~~$1~~');
}

/** True with a diff header, or with lines that remove and add a setting of the same name. */
function isDiff(text: string): boolean {
  if (heads.test(text)) return true;
  const names: Record<string, Set<string>> = { '+': new Set(), '-': new Set() };
  for (const [, mark = '', name = ''] of text.matchAll(changedName)) names[mark]?.add(name);
  return [...(names['-'] ?? [])].some((name) => names['+']?.has(name) === true);
}

/** Swift and Objective-C write a header's value before its name. */
const headerValue =
  /(?:set|add)Value[(:][ \t]{0,4}@?"([^"\n]{1,600})"[ \t]{0,4},?[ \t]{0,4}forHTTPHeaderField:[ \t]{0,4}@?"([^"\n]{1,80})"/g;

/** The AWS CLI and its shorthand: `--name /sofia/api_key --type … --value …`. */
const awsValue =
  /--name[ =]["']?([\w/.-]{1,200})["']?((?:[ \\\n]{1,40}--(?!value)[a-z-]{1,30}(?:[ =][\w.":/-]{1,80})?){0,6})[ \\\n]{1,40}--value[ =]/g;

/** `7d0f… (Business ID)` alone in its line. */
const nameInBrackets =
  /^([ \t]{0,8}(?:[-*•] )?["'`]?)([\w~+/.-]{8,512})["'`]? {1,4}\(([^()\n]{2,60})\)[ \t.,;]{0,8}$/gm;

/** `7d0f… is your business ID`. */
const nameBehind =
  /(?<![\w:=-])(?<![:=] {1,4})([\w~+/.-]{8,512})["'`]? (?:is|es|é) (?:(?:your|the|our|tu|su|el|la|o|a|seu|sua) )?([\p{L} _-]{4,40})/gu;
const othersWords =
  /(?<!\p{L})(?:other|another|old|previous|former|otr[ao]|antigu[ao]|anterior|outr[ao]|antig[ao])(?!\p{L})/iu;
const nextClause = / (?:and|y|e)(?: .*)?$/;

/** Puts labels right before their values in notations that order them differently. */
function labelsFirst(text: string): string {
  return text
    .replace(headerValue, '"$2": "$1"')
    .replace(awsValue, '$1: ')
    .replace(nameBehind, (words, value: string, rest: string) => {
      const name = rest.replace(nextClause, '').trim();
      const isValue = /\d/.test(value) && !othersWords.test(name) && fieldOf(name);
      return isValue ? `${name}: ${value} ${rest.slice(name.length)}` : words;
    })
    .replace(nameInBrackets, (line, _start, value: string, name: string) =>
      /\d/.test(value) && fieldOf(name) ? `${name}: ${value}` : line,
    );
}

/** Found only in a mail's source: an encoded `=`, a letter of two bytes, or its header. */
const evidence = /=3D|=[CD][0-9A-F]=[89AB][0-9A-F]|=E2=8|quoted-printable/;
const codedBytes = /(?:=[0-9A-F]{2})+/g;

/** Decodes quoted-printable, which wraps lines with `=` and writes `=` as `=3D`. */
function withoutQuotedPrintable(text: string): string {
  if (!text.includes('=')) return text;
  if (!evidence.test(text)) return withoutSoftBreaks(text);
  return text.replace(/=[ \t]{0,8}\n/g, '').replace(codedBytes, (bytes) => {
    const buffer = Buffer.from(bytes.replaceAll('=', ''), 'hex');
    const decoded = buffer.toString('utf8');
    // Old mail programs use Latin-1.
    return decoded.includes('\ufffd') ? buffer.toString('latin1') : decoded;
  });
}

/**
 * Joins lines where only the break itself shows the encoding: a word ends in `=`, and the next line
 * starts with one. An empty setting, `API_KEY=`, and Base64 padding end the same way.
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
