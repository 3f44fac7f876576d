// No reader of Markdown is linear in hostile input: above these limits a text is shown as it is.
const maxLength = 50_000;
const maxMarksPerBlock = 500;

/** True for a text that a reader of Markdown could take too long for. */
export function isTooMuch(source: string): boolean {
  if (source.length > maxLength) return true;
  const blocks = source.split(/\n[^\S\n]*\n/);
  return blocks.some((block) => (block.match(/[*_~>]/g)?.length ?? 0) > maxMarksPerBlock);
}
