/**
 * Agent text with every character shown that would act unseen: C0 and C1 controls (but for tab and
 * line break) and the marks that reorder text. `ZWJ` stays, emoji are built with it.
 */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unseen, show);
}

const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

function show(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
