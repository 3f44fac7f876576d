import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { zipEntries } from './programs/zipEntries.ts';

/** A place that holds a secret: a path, inside an archive with `!` and the member's name. */
export interface SecretFinding {
  readonly place: string;
  /** How it stands there, for example `base64`. */
  readonly form: string;
}

/** Archives in archives are opened that deep. */
const maxDepth = 3;
const maxUnpackedBytes = 256 * 1024 * 1024;

/** What stands for a character: in addresses, in JSON and scripts, in HTML. */
const escaped =
  /%([0-9a-f]{2})|\\+u00([0-9a-f]{2})|\\+x([0-9a-f]{2})|&#x0*([0-9a-f]{2});|&#0*(\d{2,3});|&amp;|\\(?=[^\w\s])/gi;
/** Escapes are undone that often: a page can hold a JSON text that holds an address. */
const maxEscapes = 4;

/** Finds a secret of ASCII in bytes of any kind, whatever it was turned into. */
export class SecretScan {
  /** Looked for in lower case. */
  readonly #anyCase: readonly (readonly [form: string, text: string])[];
  readonly #exact: readonly (readonly [form: string, text: string])[];
  readonly #plain: string;

  constructor(secret: string) {
    const bytes = Buffer.from(secret, 'latin1');
    const wide = Buffer.from(secret, 'utf16le');
    const plain = secret.toLowerCase();
    this.#plain = plain;
    this.#anyCase = [
      ['plain', plain],
      ['reversed', [...plain].reverse().join('')],
      ['hex', bytes.toString('hex')],
      // As good in the other byte order: the bytes between are the same.
      ['UTF-16', wide.subarray(0, -1).toString('latin1').toLowerCase()],
    ];
    this.#exact = [0, 1, 2].flatMap((shift) => {
      const text = base64Of(bytes, shift);
      const url = text.replaceAll('+', '-').replaceAll('/', '_');
      return [['base64', text] as const, ...(url === text ? [] : [['base64url', url] as const])];
    });
  }

  /** How the secret stands in the bytes; undefined when it does not. */
  formIn(bytes: Uint8Array): string | undefined {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const found = this.#formInText(text);
    if (found !== undefined) return found;
    // Lines are broken at any place: on a terminal, in a mail.
    const joined = text.replace(/[\r\n]+[ \t]*/g, '');
    const broken = joined === text ? undefined : this.#formInText(joined);
    if (broken !== undefined) return `${broken}, over several lines`;
    let unescaped = text;
    for (let count = 0; count < maxEscapes; count += 1) {
      const next = unescapedOnce(unescaped);
      if (next === unescaped) return undefined;
      if (next.toLowerCase().includes(this.#plain)) return 'escaped';
      unescaped = next;
    }
    return undefined;
  }

  /** Where the secret is in a file or whatever is called that: its name, bytes and members. */
  inFile(place: string, bytes: Buffer, depth = 0): readonly SecretFinding[] {
    const inName = this.formIn(Buffer.from(place));
    const inBytes = this.formIn(bytes);
    return [
      ...(inName === undefined ? [] : [{ place, form: `${inName}, in the name` }]),
      ...(inBytes === undefined ? [] : [{ place, form: inBytes }]),
      ...(depth < maxDepth ? membersOf(bytes) : []).flatMap(({ name, bytes: member }) =>
        this.inFile(`${place}!${name}`, member, depth + 1),
      ),
    ];
  }

  /**
   * Where the secret is below a folder; places are relative to it. A program that still runs
   * renames files while they are read: what is gone has another name by then, so all is read anew.
   */
  async inFolder(folder: string): Promise<readonly SecretFinding[]> {
    for (;;) {
      try {
        const found: SecretFinding[] = [];
        for (const path of await filesBelow(folder)) {
          found.push(...this.inFile(relative(folder, path), await readFile(path)));
        }
        return found;
      } catch (error) {
        const renamed = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (!renamed || !existsSync(folder)) throw error;
      }
    }
  }

  #formInText(text: string): string | undefined {
    const lower = text.toLowerCase();
    const form =
      this.#anyCase.find(([, form]) => lower.includes(form)) ??
      this.#exact.find(([, form]) => text.includes(form));
    return form?.[0];
  }
}

/** Paths below the folder whose name or content hold the secret, in whatever form. */
export async function filesThatContain(folder: string, secret: string): Promise<readonly string[]> {
  const found = await new SecretScan(secret).inFolder(folder);
  return [...new Set(found.map(({ place }) => join(folder, place)))];
}

/** The files below a folder; links are not followed. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function unescapedOnce(text: string): string {
  return text.replace(escaped, (one, ...groups: (string | undefined)[]) => {
    const [percent, unicode, byte, entity, decimal] = groups;
    const hex = percent ?? unicode ?? byte ?? entity;
    if (hex === undefined && decimal === undefined) return one === '&amp;' ? '&' : '';
    return String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16));
  });
}

/** The characters of base64 that the bytes alone decide when `shift` others come before them. */
function base64Of(bytes: Uint8Array, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  const bits = 8 * (shift + bytes.length);
  return text.slice(Math.ceil((8 * shift) / 6), Math.floor(bits / 6));
}

interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is packed into the bytes; nothing where they only begin like an archive. */
function membersOf(bytes: Buffer): readonly Member[] {
  try {
    return unpacked(bytes);
  } catch {
    return [];
  }
}

/** By gzip, or as a zip archive such as a VSIX. */
function unpacked(bytes: Buffer): readonly Member[] {
  const start = bytes.subarray(0, 4).toString('latin1');
  if (start.startsWith('\x1f\x8b')) {
    return [{ name: 'gzip', bytes: gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes }) }];
  }
  if (start !== 'PK\x03\x04') return [];
  return zipEntries(bytes).map((entry) => ({ name: entry.name, bytes: entry.bytes() }));
}
