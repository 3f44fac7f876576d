const heads = /^(?:@@ -\d|diff --git |\+\+\+ )/m;
const changedName = /^([+-])[ \t]{0,40}["'`]?(?:export )?([\w.-]{1,80})["'`]?[ \t]{0,4}[:=]/gm;

/**
 * A change as it is after it: added lines without their mark, and what was removed is struck out, as
 * Markdown writes it. A text that is no change stays as it is.
 */
export function afterDiff(text: string): string {
  const words = text.includes('-]{+')
    ? text
        .replace(/\[-([^\n]{1,400}?)-\](?=\{\+)/g, '~~$1~~ ')
        .replace(/\{\+([^\n}]{1,400})\+\}/g, '$1')
    : text;
  if (!isDiff(words)) return words;
  return words.replace(/^\+(?!\+\+ )/gm, '').replace(/^-(?!-- )([^\n]{1,4000})$/gm, '~~$1~~');
}

/** With a head, or with lines that take away and add a setting of the same name. */
function isDiff(text: string): boolean {
  if (heads.test(text)) return true;
  const names: Record<string, Set<string>> = { '+': new Set(), '-': new Set() };
  for (const [, mark = '', name = ''] of text.matchAll(changedName)) names[mark]?.add(name);
  return [...(names['-'] ?? [])].some((name) => names['+']?.has(name) === true);
}
