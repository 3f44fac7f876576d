/**
 * Agent text with invisible characters made visible: C0 and C1 controls (except tab and line
 * break), separators that are not our line break, and everything that Unicode draws nothing for:
 * marks that reorder text, zero-width characters, tags. Characters that join emoji and letters
 * stay, and so do the three flags that Unicode recommends to build from tags.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (found) => (found.startsWith('🏴') ? found : show(found)));
}

/** One line without invisible characters, such as a name from the agent. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** Words of printable ASCII with one space between them. */
const unchanged = /^[!-~]+(?: [!-~]+)*$/;

/** Like `visibleLine`, cut to `maxLength` characters with an ellipsis. */
export function shortLine(text: string, maxLength: number): string {
  // Nearly all texts need no change, and this runs for each line of a recording.
  const head = text.slice(0, maxLength + 1);
  if (unchanged.test(head)) return head.length <= maxLength ? head : `${head.slice(0, -2)}…`;
  // Enough for the shown part, however long the text is.
  const start = text.slice(0, 8 * maxLength);
  const line = visibleLine(start);
  if (line.length <= maxLength && start.length === text.length) return line;
  const cut = line.slice(0, maxLength - 1);
  // Drops half of a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** JSON text with invisible characters escaped; every value stays the same. */
export function visibleJson(json: string): string {
  return json.replace(unseen, (found) => {
    // In JSON text it appears only between values.
    if (found === '\r') return ' ';
    return found.startsWith('🏴') ? found : escapesOf(found);
  });
}

/** The text as JSON escapes. */
export function escapesOf(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Except U+200C and U+200D, which join, and U+FE0E and U+FE0F, which choose an emoji or text form.
const unseen =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?![\u200c\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
