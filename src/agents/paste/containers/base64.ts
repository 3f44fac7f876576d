/** A text of at least nine bytes; a shorter one could decode by chance. */
const coded = /^(?:[A-Za-z0-9+/]{4}){3,700}(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** What a value is made of, once it is decoded. */
const plain = /^[\w.~+/:=-]{6,512}$/;

/**
 * The text that Base64 stands for, without its final line break, if it is one that a value can be:
 * random bytes hardly ever are. Undefined for everything else.
 */
export function decodedValue(text: string): string | undefined {
  if (!coded.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  const value = decoded.replace(/[\r\n]{1,4}$/, '');
  return plain.test(value) ? value : undefined;
}
