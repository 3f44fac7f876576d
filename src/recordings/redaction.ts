import { hideSecrets, redact } from '../agentGraph/redact.ts';
import { hidden } from '../shared/masking/secretRanges.ts';
import { isRecord, isString, parseJson } from '../shared/guards.ts';
import { mapTexts } from './mapTexts.ts';
import {
  lineBytes,
  type LineEntry,
  type RecordingEntry,
  type RecordingHeader,
} from './recording.ts';

/** Why a text was replaced; `secret`: a key, or what looks like one. */
export type RedactionReason = 'customer' | 'name' | 'email' | 'phone' | 'pattern' | 'secret';

/** One text that was replaced, and how often. */
export interface Replacement {
  readonly reason: RedactionReason;
  readonly original: string;
  /** The same for the same text everywhere, for example `[email 2]`. */
  readonly placeholder: string;
  readonly count: number;
}

export interface RedactionOptions {
  /** Names of people; found in any case, and with any white space in them. */
  readonly names?: readonly string[];
  /** Further texts to replace; with the flag g. */
  readonly patterns?: readonly RegExp[];
  /** Keys that must not be in the file, whatever else is kept. */
  readonly secrets?: readonly string[];
  /** Originals that stay. Not keys: they never do. */
  readonly kept?: readonly string[];
}

/**
 * Looked for from its @, and backwards from there to its beginning: tried at each letter of a long word
 * it would take the square of the word's length.
 */
const email =
  /(?:@|%40)(?<=(?<name>[\p{L}\p{N}._+-]+)(?:@|%40))[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
/** Eight digits or more, grouped or not, that are no date and no part of an id. */
const phone =
  /(?<![\w.-])(?!\d{4}-\d\d-\d\d)(?:\+|%2B)?(?:\(|%28)?\d(?:(?:[ ().\-/]|%2[089F]){0,2}\d){7,14}(?![\w-])/gi;

interface Rule {
  readonly reason: RedactionReason;
  readonly pattern: RegExp;
}

/** Replaces what is personal, the same text by the same placeholder in the whole recording. */
export class Redaction {
  readonly #rules: readonly Rule[];
  readonly #secrets: readonly string[];
  readonly #kept: ReadonlySet<string>;
  /** By the normal form of the original. */
  readonly #found = new Map<string, Replacement>();
  readonly #numbers = new Map<RedactionReason, number>();

  constructor(
    { names = [], patterns = [], secrets = [], kept = [] }: RedactionOptions,
    customer: string,
  ) {
    this.#secrets = secrets;
    this.#kept = new Set(kept.map(normal));
    this.#rules = [
      { reason: 'customer', pattern: literal(customer) },
      ...patterns.map((pattern) => ({ reason: 'pattern', pattern }) as const),
      ...names.map((name) => ({ reason: 'name', pattern: literal(name) }) as const),
      { reason: 'email', pattern: email },
      { reason: 'phone', pattern: phone },
    ];
  }

  /** What was replaced so far, in the order in which it was found. */
  get replacements(): readonly Replacement[] {
    return [...this.#found.values()];
  }

  header(header: RecordingHeader): RecordingHeader {
    return { ...header, agent: this.#texts(header.agent) };
  }

  entry(entry: RecordingEntry): RecordingEntry {
    switch (entry.type) {
      case 'request': {
        const { url, headers, body } = entry;
        const safe = { url: this.#url(url), headers: this.#texts(headers) };
        return { ...entry, ...safe, body: this.#json(body) };
      }
      case 'response':
        return { ...entry, headers: this.#texts(entry.headers) };
      case 'line':
        return this.#line(entry);
      case 'end':
        return entry.failure ? { ...entry, failure: this.#texts(entry.failure) } : entry;
      case 'retry':
        return entry;
    }
  }

  #line({ text, base64, ...rest }: LineEntry): LineEntry {
    if (base64 === undefined) return { ...rest, text: this.#json(text ?? '') };
    // With U+FFFD for what is no UTF-8: a text that is found costs the line its bad bytes.
    const lossy = lineBytes({ base64 }).toString();
    const safe = this.text(lossy);
    return safe === lossy ? { ...rest, base64 } : { ...rest, text: safe };
  }

  #texts<T>(value: T): T {
    return mapTexts(value, (text) => this.text(text)) as T;
  }

  #url(url: string): string {
    let plain: string;
    try {
      plain = decodeURIComponent(url);
    } catch {
      return this.text(url);
    }
    const safe = this.text(plain);
    return safe === plain ? url : encodeURI(safe);
  }

  /** JSON is read and written anew: what is escaped in it, or a number, is found as well. */
  #json(text: string): string {
    const value = parseJson(text);
    if (value === undefined) return this.text(text);
    return JSON.stringify(this.#value(value)) + (/\r?\n$/.exec(text)?.[0] ?? '');
  }

  #value(value: unknown): unknown {
    if (isString(value)) return this.text(value);
    // A number with a fraction is a price, a time or a place.
    if (Number.isInteger(value)) {
      const text = this.text(String(value));
      return text === String(value) ? value : text;
    }
    if (Array.isArray(value)) return value.map((one) => this.#value(one));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [this.text(name), this.#value(one)]),
    );
  }

  /** The text without what is personal or secret. */
  text(text: string): string {
    const keyless = hideSecrets(text, this.#secrets);
    if (keyless !== text) this.#count('secret', 'the key', hidden);
    let safe = keyless;
    for (const { reason, pattern } of this.#rules)
      safe = replaceFinds(safe, pattern, (original) => this.#placeholder(reason, original));
    const last = redact(safe, []);
    if (last !== safe) this.#count('secret', 'what looks like a key', hidden);
    return last;
  }

  #placeholder(reason: RedactionReason, original: string): string {
    const id = normal(original);
    if (this.#kept.has(id) || original === '') return original;
    const known = this.#found.get(id);
    const placeholder = known?.placeholder ?? this.#newPlaceholder(reason);
    this.#count(reason, original, placeholder);
    return placeholder;
  }

  #newPlaceholder(reason: RedactionReason): string {
    const number = (this.#numbers.get(reason) ?? 0) + 1;
    this.#numbers.set(reason, number);
    return `[${reason} ${number}]`;
  }

  #count(reason: RedactionReason, original: string, placeholder: string): void {
    const id = normal(original);
    const known = this.#found.get(id) ?? { reason, original, placeholder, count: 0 };
    this.#found.set(id, { ...known, count: known.count + 1 });
  }
}

/** Replaces what the pattern finds, with the `name` that stands before it where the pattern has one. */
function replaceFinds(text: string, pattern: RegExp, replace: (found: string) => string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: found, index, groups } of text.matchAll(pattern)) {
    const start = Math.max(from, index - (groups?.['name']?.length ?? 0));
    const end = index + found.length;
    pieces.push(text.slice(from, start), replace(text.slice(start, end)));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

/** Spellings of the same text: an e-mail address in a URL, a number with other gaps. */
function normal(text: string): string {
  const plain = text.toLowerCase().replaceAll('%40', '@').replaceAll('%2b', '+');
  return /\p{L}/u.test(plain)
    ? plain.replace(/(?:\s|%20)+/g, ' ')
    : plain.replace(/[ ().\-/]/g, '');
}

/** The text in any case, with any white space, plain or as it stands in a URL. */
function literal(text: string): RegExp {
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const plain = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const inUrl = encodeURIComponent(word.replace(/\p{Surrogate}/gu, '')).replace(
        /[.*+?^${}()|[\]\\]/g,
        '\\$&',
      );
      return plain === inUrl ? plain : `(?:${plain}|${inUrl})`;
    });
  const whole = words.join(String.raw`(?:\s+|%20|\+)`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${whole}(?![\p{L}\p{N}])`, 'giu');
}
