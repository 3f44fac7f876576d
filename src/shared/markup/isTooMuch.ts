// No Markdown parser is linear in hostile input; above these limits the text is shown unformatted.
const maxLength = 50_000;
const maxMarksPerBlock = 500;

/** True for a text that could take a Markdown parser too long. */
export function isTooMuch(source: string): boolean {
  if (source.length > maxLength) return true;
  const blocks = source.split(/\n[^\S\n]*\n/);
  return blocks.some((block) => (block.match(/[*_~>]/g)?.length ?? 0) > maxMarksPerBlock);
}
