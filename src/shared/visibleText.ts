/**
 * Agent text with every character shown that would act unseen: C0 and C1 controls (but for tab and
 * line break), the separators that are no line break of ours, and all that Unicode leaves without a
 * picture: marks that reorder text, zero-width characters, tags. What emoji and letters are joined with
 * stays, and the three flags that Unicode recommends to be made of tags.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (found) => (found.startsWith('🏴') ? found : show(found)));
}

/** One line in which nothing acts unseen: a name, whatever the agent made of it. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** Words of printable ASCII with one space between them. */
const unchanged = /^[!-~]+(?: [!-~]+)*$/;

/** As `visibleLine`, of at most so many characters: what is longer ends with an ellipsis. */
export function shortLine(text: string, maxLength: number): string {
  // Nearly every text is one that needs no change, and each line of a recording comes by here.
  const head = text.slice(0, maxLength + 1);
  if (unchanged.test(head)) return head.length <= maxLength ? head : `${head.slice(0, -2)}…`;
  // Enough for what is shown, however long it is.
  const start = text.slice(0, 8 * maxLength);
  const line = visibleLine(start);
  if (line.length <= maxLength && start.length === text.length) return line;
  const cut = line.slice(0, maxLength - 1);
  // Half a character is none.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** JSON text in which nothing acts unseen and every value is what it was. */
export function visibleJson(json: string): string {
  return json.replace(unseen, (found) => {
    // In a JSON text it stands between values only.
    if (found === '\r') return ' ';
    return found.startsWith('🏴') ? found : escapesOf(found);
  });
}

/** As a JSON text writes a character that shall not stand there as itself. */
export function escapesOf(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Not: U+200C and U+200D, which join, and U+FE0E and U+FE0F, which choose a picture or a letter.
const unseen =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?![\u200c\u200d\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
