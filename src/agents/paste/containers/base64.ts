/** Text of at least nine bytes; a shorter one could decode by chance. */
const coded = /^(?:[A-Za-z0-9+/]{4}){3,700}(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** The characters of a decoded value. */
const plain = /^[\w.~+/:=-]{6,512}$/;

/**
 * Decodes Base64, without the final line break, if the result looks like a value: random bytes
 * hardly ever do. Undefined for anything else.
 */
export function decodedValue(text: string): string | undefined {
  if (!coded.test(text)) return undefined;
  const value = fromBase64(text);
  return plain.test(value) ? value : undefined;
}

/** The text without its final line break. */
export function fromBase64(text: string): string {
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return decoded.replace(/[\r\n]{1,4}$/, '');
}
