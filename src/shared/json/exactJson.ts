import { jsonTokens } from './scanJson.ts';

/** A number as sent, if JavaScript would spell it differently or cannot hold it. */
export class SentNumber {
  // Private, so that code that reads fields generically finds no text in it.
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The digits as sent. */
  get text(): string {
    return this.#text;
  }

  /** The nearest double, possibly infinite. */
  get value(): number {
    return Number(this.#text);
  }

  toJSON(): number | string {
    return isExactNumber(this.#text) ? this.value : this.#text;
  }
}

/** A parsed value, with what JSON.parse would have changed. */
export interface ExactJson {
  /** As from JSON.parse, except for numbers spelled differently, which are `SentNumber`. */
  readonly value: unknown;
  /** Paths of members with a name that their object already has: `products[0].price`. */
  readonly repeatedNames: readonly string[];
  /** Paths of numbers that cannot be held exactly: too many digits, too large, or `-0`. */
  readonly inexactNumbers: readonly string[];
}

/** More paths are unreadable and take memory. */
const maxPaths = 50;

type Container =
  | { readonly type: 'array'; readonly items: unknown[] }
  | { readonly type: 'object'; readonly members: Map<string, unknown>; name: string };

/**
 * Reads text that JSON.parse accepts, and keeps the digits of its numbers. A similar parser on npm
 * reports no paths and overflows the stack on a deep value; this one builds the values in one pass
 * over the text.
 */
export function readExactly(text: string): ExactJson {
  const repeatedNames: string[] = [];
  const inexactNumbers: string[] = [];
  const open: Container[] = [];
  let result: unknown;
  let isName = false;

  const note = (paths: string[]) => {
    if (paths.length < maxPaths) paths.push(pathOf(open));
  };
  const take = (value: unknown) => {
    const inner = open.at(-1);
    if (!inner) result = value;
    else if (inner.type === 'array') inner.items.push(value);
    else inner.members.set(inner.name, value);
  };
  const name = (found: string) => {
    const inner = open.at(-1);
    if (inner?.type !== 'object') return;
    inner.name = found;
    if (inner.members.has(found)) note(repeatedNames);
  };

  for (const token of jsonTokens(text)) {
    switch (token.charAt(0)) {
      case '"': {
        const found = JSON.parse(token) as string;
        if (isName) name(found);
        else take(found);
        isName = false;
        break;
      }
      case '{':
        open.push({ type: 'object', members: new Map(), name: '' });
        isName = true;
        break;
      case '[':
        open.push({ type: 'array', items: [] });
        break;
      case '}':
      case ']': {
        const closed = open.pop();
        // Object.fromEntries keeps a member named __proto__.
        if (closed)
          take(closed.type === 'array' ? closed.items : Object.fromEntries(closed.members));
        isName = false;
        break;
      }
      case ',':
        isName = open.at(-1)?.type === 'object';
        break;
      case ':':
        break;
      case 't':
      case 'f':
      case 'n':
        take(JSON.parse(token));
        break;
      default:
        if (!isExactNumber(token)) note(inexactNumbers);
        take(String(Number(token)) === token ? Number(token) : new SentNumber(token));
    }
  }
  return { value: result, repeatedNames, inexactNumbers };
}

/** The path of the value being read; in an array, the index after the elements so far. */
function pathOf(open: readonly Container[]): string {
  return open.reduce((path, one) => {
    if (one.type === 'array') return `${path}[${one.items.length}]`;
    return path === '' ? one.name : `${path}.${one.name}`;
  }, '');
}

/** True if a double holds exactly that number. Its spelling does not matter, but a `-0` does. */
export function isExactNumber(token: string): boolean {
  const sent = partsOf(token);
  const held = partsOf(String(Number(token)));
  return sent.digits === held.digits && sent.exponent === held.exponent && sent.sign === held.sign;
}

/** The digits without zeros around them, and the last one's power of ten. */
function partsOf(token: string): { sign: string; digits: string; exponent: number } {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const all = whole + fraction;
  let start = 0;
  while (all.charAt(start) === '0') start += 1;
  let end = all.length;
  while (end > start && all.charAt(end - 1) === '0') end -= 1;
  const digits = all.slice(start, end);
  const exponent = digits === '' ? 0 : Number(power) - fraction.length + (all.length - end);
  return { sign, digits, exponent };
}
