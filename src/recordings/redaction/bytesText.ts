import { isUtf8 } from 'node:buffer';

/** Bytes that are not UTF-8 become these lone surrogates, as with Python's `surrogateescape`. */
const firstOfBytes = 0xdc00;

/** UTF-8 as text, from which `bytesOfText` restores the same bytes, even invalid ones. */
export function textOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = lengthOfCharacter(bytes, at);
    try {
      pieces.push(decoder.decode(bytes.subarray(at, at + length)));
      at += length;
    } catch {
      pieces.push(String.fromCharCode(firstOfBytes + (bytes[at] ?? 0)));
      at += 1;
    }
  }
  return pieces.join('');
}

/** The bytes of a text made by `textOfBytes`. */
export function bytesOfText(text: string): Buffer {
  return Buffer.concat(
    text
      .split(/([\udc80-\udcff]+)/u)
      .map((piece, index) =>
        index % 2 === 0
          ? Buffer.from(piece)
          : Buffer.from(Array.from(piece, (one) => one.charCodeAt(0) - firstOfBytes)),
      ),
  );
}

/** Length by the first byte; a run of ASCII counts as one piece. */
function lengthOfCharacter(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) {
    let end = at + 1;
    while ((bytes[end] ?? 0x80) < 0x80) end += 1;
    return end - at;
  }
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}
