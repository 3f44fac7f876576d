import { isRecord } from '../../shared/guards.ts';
import { SentNumber } from '../../shared/json/exactJson.ts';

/**
 * The key of a JSON object that has just one, else undefined. Looks at each line and event, so it
 * makes no list of the keys; what JSON.parse makes inherits none.
 */
export function onlyKey(record: Readonly<Record<string, unknown>>): string | undefined {
  let only: string | undefined;
  for (const key in record) {
    if (only !== undefined) return undefined;
    only = key;
  }
  return only;
}

/** True for an object of the wire; a number with its digits is none. */
export function isWireObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && !(value instanceof SentNumber);
}

/** A number, and its digits where they say more. */
export interface Amount {
  /** Missing where it is too large. */
  readonly value?: number;
  /** As they were sent, where `value` is missing, is another number or is written otherwise. */
  readonly digits?: string;
}

/** Reads one wire object tolerantly and notes the paths of fields of an undocumented type. */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #odd: string[];
  readonly #parent: Fields | undefined;
  readonly #name: string;
  readonly #index: number | undefined;

  /** `odd` is shared by all readers of one event and collects the paths. */
  constructor(
    record: Readonly<Record<string, unknown>>,
    odd: string[],
    parent?: Fields,
    name = '',
    index?: number,
  ) {
    this.#record = record;
    this.#odd = odd;
    this.#parent = parent;
    this.#name = name;
    this.#index = index;
  }

  /** Own keys whose value is not null. */
  keys(): readonly string[] {
    return Object.keys(this.#record).filter((key) => this.#record[key] !== null);
  }

  /** True where `name` is the only key, null values counted. */
  hasOnly(name: string): boolean {
    return onlyKey(this.#record) === name;
  }

  /** The value as it came; null and inherited properties are undefined. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#record, name) ? (this.#record[name] ?? undefined) : undefined;
  }

  /** A text; an empty one is as good as none (API notes, 5.3). Numbers are taken, but odd. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') return value;
    this.markOdd(name);
    if (value instanceof SentNumber) return value.text;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** A number. One in a string is taken, but odd where the documents do not show it. */
  number(name: string, options?: { readonly mayBeText?: boolean }): number | undefined {
    return this.amount(name, options).value;
  }

  /** As `number`, with the digits. */
  amount(name: string, { mayBeText = false } = {}): Amount {
    const value = this.raw(name);
    if (value === undefined) return {};
    if (typeof value === 'number') return { value };
    if (value instanceof SentNumber) return amountOf(value.text);
    const text = typeof value === 'string' ? value.trim() : '';
    if (value === '') return {};
    const isNumber = text !== '' && Number.isFinite(Number(text));
    if (!isNumber || !mayBeText) this.markOdd(name);
    return isNumber ? amountOf(text) : {};
  }

  /** A reader of a nested object, or undefined where there is none. */
  object(name: string): Fields | undefined {
    return this.#asObject(name, this.raw(name));
  }

  /** `text` as `{"text": …}` or, odd unless `mayBeText`, as a bare string. */
  wrappedText(name: string, { mayBeText = false } = {}): string | undefined {
    const value = this.raw(name);
    if (typeof value !== 'string') return this.#asObject(name, value)?.text('text');
    if (!mayBeText && value !== '') this.markOdd(name);
    return value === '' ? undefined : value;
  }

  /** Readers of a list's objects; what is none is odd and left out. */
  objects(name: string): readonly Fields[] {
    return this.#list(name).flatMap((value, index) => {
      if (isWireObject(value)) return [new Fields(value, this.#odd, this, name, index)];
      this.markOdd(`${name}[${index}]`);
      return [];
    });
  }

  /** The texts of a list; what is none is odd and left out. */
  texts(name: string): readonly string[] {
    return this.#list(name).flatMap((value, index) => {
      if (typeof value === 'string') return value === '' ? [] : [value];
      this.markOdd(`${name}[${index}]`);
      if (value instanceof SentNumber) return [value.text];
      return typeof value === 'number' ? [String(value)] : [];
    });
  }

  markOdd(name: string): void {
    this.#odd.push(`${this.#prefix()}${name}`);
  }

  #asObject(name: string, value: unknown): Fields | undefined {
    if (value === undefined) return undefined;
    if (isWireObject(value)) return new Fields(value, this.#odd, this, name);
    this.markOdd(name);
    return undefined;
  }

  #list(name: string): readonly unknown[] {
    const value = this.raw(name);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value as readonly unknown[];
    this.markOdd(name);
    return [];
  }

  /** Made only for what is odd: a path for every object read would cost more than the reading. */
  #prefix(): string {
    if (!this.#parent) return '';
    const place = this.#index === undefined ? '' : `[${this.#index}]`;
    return `${this.#parent.#prefix()}${this.#name}${place}.`;
  }
}

function amountOf(digits: string): Amount {
  const value = Number(digits);
  if (!Number.isFinite(value)) return { digits };
  // As JSON writes it, -0 is 0.
  const held = value === 0 ? 0 : value;
  return String(held) === digits ? { value: held } : { value: held, digits };
}
