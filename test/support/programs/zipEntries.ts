import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: () => Buffer;
  readonly text: () => string;
}

const endSignature = 0x06054b50;
const endBytes = 22;

/** The files of a zip archive such as a VSIX, from its central directory. */
export function zipEntries(zip: Buffer): readonly ZipEntry[] {
  let end = zip.length - endBytes;
  while (zip.readUInt32LE(end) !== endSignature) end -= 1;
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const isDeflated = zip.readUInt16LE(at + 10) === 8;
    const packedBytes = zip.readUInt32LE(at + 20);
    const nameBytes = zip.readUInt16LE(at + 28);
    const restBytes = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const bytes = () => {
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + packedBytes);
      return isDeflated ? inflateRawSync(packed) : packed;
    };
    entries.push({ name, bytes, text: () => bytes().toString('utf8') });
    at += 46 + nameBytes + restBytes;
  }
  return entries;
}
