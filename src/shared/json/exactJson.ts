import { endOfNumber, endOfString } from './scanJson.ts';

/** A number as it was sent, where JavaScript would spell it otherwise or cannot hold it. */
export class SentNumber {
  // Private, so that a reader of fields that does not know numbers with a text finds none in it.
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The digits as they were sent. */
  get text(): string {
    return this.#text;
  }

  /** The nearest number that there is, which may be infinite. */
  get value(): number {
    return Number(this.#text);
  }

  toJSON(): number | string {
    return isExactNumber(this.#text) ? this.value : this.#text;
  }
}

/** A value that JSON.parse would have changed. */
export interface ExactJson {
  /** As JSON.parse makes it, but for numbers that are spelled otherwise, which are `SentNumber`. */
  readonly value: unknown;
  /** Paths of the members whose name their object has before: `products[0].price`. */
  readonly repeatedNames: readonly string[];
  /** Paths of the numbers that cannot be held exactly: too many digits, too large, or `-0`. */
  readonly inexactNumbers: readonly string[];
}

/** Nobody reads more of them, and their paths take room. */
const maxPaths = 50;

type Container =
  | { readonly type: 'array'; readonly items: unknown[] }
  | { readonly type: 'object'; readonly members: Map<string, unknown>; name: string };

/**
 * Reads a text that JSON.parse takes, with the digits of its numbers. A parser of that kind on npm tells
 * no paths, and overflows the stack on a deep value; this one makes each value in one pass over the text.
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

  for (let at = 0; at < text.length;) {
    const first = text.charAt(at);
    let end = at + 1;
    switch (first) {
      case '"': {
        end = endOfString(text, at) + 1;
        const found = JSON.parse(text.slice(at, end)) as string;
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
        // Object.fromEntries keeps a member that is called __proto__.
        if (closed)
          take(closed.type === 'array' ? closed.items : Object.fromEntries(closed.members));
        isName = false;
        break;
      }
      case ',':
        isName = open.at(-1)?.type === 'object';
        break;
      case 't':
      case 'n':
        end = at + 4;
        take(first === 't' ? true : null);
        break;
      case 'f':
        end = at + 5;
        take(false);
        break;
      default:
        if (/[-\d]/.test(first)) {
          end = endOfNumber(text, at);
          const token = text.slice(at, end);
          if (!isExactNumber(token)) note(inexactNumbers);
          take(String(Number(token)) === token ? Number(token) : new SentNumber(token));
        }
    }
    at = end;
  }
  return { value: result, repeatedNames, inexactNumbers };
}

/** The place of the value that is being read: of an array, the element after those that are there. */
function pathOf(open: readonly Container[]): string {
  return open.reduce((path, one) => {
    if (one.type === 'array') return `${path}[${one.items.length}]`;
    return path === '' ? one.name : `${path}.${one.name}`;
  }, '');
}

/** True where a double holds just that number. How it is spelled does not matter, but a `-0` does. */
export function isExactNumber(token: string): boolean {
  const sent = partsOf(token);
  const held = partsOf(String(Number(token)));
  return sent.digits === held.digits && sent.exponent === held.exponent && sent.sign === held.sign;
}

/** The digits without zeros around them, and the power of ten that the last one counts. */
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
