import { isRecord } from '../../shared/guards.ts';
import { SentNumber } from '../../shared/json/exactJson.ts';

/**
 * The only key of a JSON object, else undefined. Runs for every line and event, so it builds no
 * list of keys; JSON.parse results inherit none.
 */
export function onlyKey(record: Readonly<Record<string, unknown>>): string | undefined {
  let only: string | undefined;
  for (const key in record) {
    if (only !== undefined) return undefined;
    only = key;
  }
  return only;
}

/** True for an object on the wire, as opposed to a SentNumber. */
export function isWireObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && !(value instanceof SentNumber);
}

/** A number, and its digits if they say more. */
export interface Amount {
  /** Missing if it is too large. */
  readonly value?: number;
  /** The digits as sent, if `value` is missing, differs from them or is written differently. */
  readonly digits?: string;
}

/** Reads one wire object tolerantly and notes the paths of fields with an undocumented type. */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #odd: string[];
  readonly #parent: Fields | undefined;
  readonly #name: string;
  readonly #index: number | undefined;

  /** `odd` collects the paths and is shared by all readers of one event. */
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

  /** True if `name` is the only key, counting null values. */
  hasOnly(name: string): boolean {
    return onlyKey(this.#record) === name;
  }

  /** The value as sent; undefined for null and inherited properties. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#record, name) ? (this.#record[name] ?? undefined) : undefined;
  }

  /** A text; undefined if empty (API notes, 5.3). Accepts and reports a number or boolean. */
  text(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') return value;
    this.markOdd(name);
    if (value instanceof SentNumber) return value.text;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** A number. Accepts one in a string, and reports it unless `mayBeText`. */
  number(name: string, options?: { readonly mayBeText?: boolean }): number | undefined {
    return this.amount(name, options).value;
  }

  /** Like `number`, with the digits. */
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

  /** A reader of a nested object; undefined if there is none. */
  object(name: string): Fields | undefined {
    return this.#asObject(name, this.raw(name));
  }

  /** `text` as `{"text": …}` or a bare string, which is reported unless `mayBeText`. */
  wrappedText(name: string, { mayBeText = false } = {}): string | undefined {
    const value = this.raw(name);
    if (typeof value !== 'string') return this.#asObject(name, value)?.text('text');
    if (!mayBeText && value !== '') this.markOdd(name);
    return value === '' ? undefined : value;
  }

  /** Readers of a list's objects; anything else is reported and skipped. */
  objects(name: string): readonly Fields[] {
    return this.#list(name).flatMap((value, index) => {
      if (isWireObject(value)) return [new Fields(value, this.#odd, this, name, index)];
      this.markOdd(`${name}[${index}]`);
      return [];
    });
  }

  /**
   * The texts of a list; numbers become text. Anything but a text is reported, the rest skipped.
   */
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

  /** Built only for reported fields: a path for every object would cost more than reading it. */
  #prefix(): string {
    if (!this.#parent) return '';
    const place = this.#index === undefined ? '' : `[${this.#index}]`;
    return `${this.#parent.#prefix()}${this.#name}${place}.`;
  }
}

function amountOf(digits: string): Amount {
  const value = Number(digits);
  if (!Number.isFinite(value)) return { digits };
  // JSON writes -0 as 0.
  const held = value === 0 ? 0 : value;
  return String(held) === digits ? { value: held } : { value: held, digits };
}
