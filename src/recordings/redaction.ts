import { keyShapeRanges } from '../shared/masking/keyShapes.ts';
import {
  apart,
  compileSecrets,
  hidden,
  secretRanges,
  withMarkers,
  type CompiledSecrets,
  type MaskedRange,
} from '../shared/masking/secretRanges.ts';
import { mapTexts } from './mapTexts.ts';
import type { LineEntry, RecordingEntry, RecordingHeader } from './recording.ts';
import { bytesOfText, textOfBytes } from './redaction/bytesText.ts';
import { defaultCountries, isCountry } from './redaction/finders/phones.ts';
import type { RedactionReason as FindingReason } from './redaction/finding.ts';
import { detailsFinder, separateFindings, type FindDetails } from './redaction/findDetails.ts';
import { foldText } from './redaction/foldText.ts';
import { rangesInJson, type Search } from './redaction/redactJson.ts';

/** Why a text is replaced; `secret`: a key, or what looks like one. */
export type RedactionReason = FindingReason | 'secret';

/** A text that is likely to be personal, how often it was found, and why. */
export interface LikelyDetail {
  readonly reason: RedactionReason;
  readonly original: string;
  readonly count: number;
}

/** One text that was replaced, and how often. */
export interface Replacement extends LikelyDetail {
  /** The same for the same text everywhere, for example `[email 2]`. */
  readonly placeholder: string;
}

export interface RedactionOptions {
  /** Names of people; found in any case and order, with or without accents, with any gaps. */
  readonly names?: readonly string[];
  /** Further texts to replace; with the flag g. */
  readonly patterns?: readonly RegExp[];
  /** Keys that must not be in the file, whatever else is kept. */
  readonly secrets?: readonly string[];
  /** Originals that stay. Not keys: they never do. */
  readonly kept?: readonly string[];
  /** Originals that are replaced although they are only likely to be personal; `all` of them. */
  readonly taken?: readonly string[] | 'all';
  /** Countries (ISO 3166-1 alpha-2) whose phone numbers are found without their code. */
  readonly countries?: readonly string[];
}

/**
 * Replaces what is personal, the same text by the same placeholder in the whole recording. Nothing else
 * of a body or a line changes.
 */
export class Redaction {
  readonly #secrets: CompiledSecrets;
  readonly #kept: ReadonlySet<string>;
  readonly #taken: ReadonlySet<string> | 'all';
  readonly #find: FindDetails;
  /** By the normal form of the original. */
  readonly #found = new Map<string, Replacement>();
  readonly #likely = new Map<string, LikelyDetail>();
  readonly #numbers = new Map<RedactionReason, number>();

  constructor(options: RedactionOptions, customer: string) {
    const { names = [], patterns = [], secrets = [], kept = [], taken = [] } = options;
    const countries = options.countries?.filter(isCountry) ?? defaultCountries;
    this.#secrets = compileSecrets(secrets);
    this.#kept = new Set(kept.map(normal));
    this.#taken = taken === 'all' ? taken : new Set(taken.map(normal));
    this.#find = detailsFinder({ customer, names, patterns, countries });
  }

  /** Each text that was replaced so far, in the order in which they were found. */
  get replacements(): readonly Replacement[] {
    return [...this.#found.values()];
  }

  /** Each text that may be personal and was left as it is, in the order in which they were found. */
  get likely(): readonly LikelyDetail[] {
    return [...this.#likely.values()];
  }

  header(header: RecordingHeader): RecordingHeader {
    const { baseUrl, ...agent } = header.agent;
    const safe = { ...this.#texts(agent), baseUrl: this.#url(baseUrl) };
    return { ...header, agent: { ...header.agent, ...safe } };
  }

  entry(entry: RecordingEntry): RecordingEntry {
    switch (entry.type) {
      case 'request': {
        const { url, headers, body } = entry;
        const safe = { url: this.#url(url), headers: this.#headers(headers) };
        return { ...entry, ...safe, body: this.json(body) };
      }
      case 'response':
        return { ...entry, headers: this.#headers(entry.headers) };
      case 'line':
        return this.#line(entry);
      case 'end':
        return entry.failure ? { ...entry, failure: this.#texts(entry.failure) } : entry;
      case 'retry':
        return entry;
    }
  }

  /** The text, the value of a field of that name, without what is personal or secret. */
  text(text: string, field = ''): string {
    return withMarkers(text, this.#search(text, field));
  }

  #line(entry: LineEntry): LineEntry {
    const { base64, text } = entry;
    if (base64 === undefined) {
      const safe = this.json(text ?? '');
      return safe === text ? entry : { ...entry, text: safe };
    }
    const found = textOfBytes(Buffer.from(base64, 'base64'));
    const safe = this.json(found);
    return safe === found ? entry : { ...entry, base64: bytesOfText(safe).toString('base64') };
  }

  /** A JSON text in which only what is replaced is otherwise; a text that is none as `text` has it. */
  json(text: string): string {
    return withMarkers(text, rangesInJson(text, this.#search));
  }

  #texts<T>(value: T): T {
    return mapTexts(value, (text) => this.text(text)) as T;
  }

  #headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, this.text(value, name)]),
    );
  }

  /** The host stays: it is the API's. */
  #url(url: string): string {
    const host = /^\w{1,20}:\/\/[^/?#@]*(?=[/?#]|$)/.exec(url)?.[0] ?? '';
    const rest = url.slice(host.length);
    const ranges = this.#search(rest, '');
    const encoded = ranges.map((range) => ({ ...range, marker: encodeURI(range.marker) }));
    return host + withMarkers(rest, encoded);
  }

  readonly #search: Search = (text, field) => {
    const keys = apart([...secretRanges(text, this.#secrets), ...keyShapeRanges(text)]);
    keys.forEach(() => this.#count('secret', 'what is or looks like a key', hidden));
    const findings = this.#find(text, field).map((one) => {
      const id = normal(text.slice(one.start, one.end));
      const isTaken = one.isSure || this.#taken === 'all' || this.#taken.has(id);
      return { ...one, id, isSure: isTaken };
    });
    const wanted = findings.filter(
      ({ id, start, end }) =>
        !this.#kept.has(id) && !keys.some((key) => key.start <= start && key.end >= end),
    );
    const ranges: MaskedRange[] = [...keys];
    for (const { start, end, reason, isSure } of separateFindings(wanted)) {
      const original = text.slice(start, end);
      if (isSure) ranges.push({ start, end, marker: this.#placeholder(reason, original) });
      else this.#propose(reason, original);
    }
    return apart(ranges);
  };

  #propose(reason: RedactionReason, original: string): void {
    const id = normal(original);
    const count = (this.#likely.get(id)?.count ?? 0) + 1;
    this.#likely.set(id, { reason, original, count });
  }

  #placeholder(reason: RedactionReason, original: string): string {
    const known = this.#found.get(normal(original));
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

/** Spellings of the same text: an e-mail address in a URL, a number with other gaps. */
function normal(text: string): string {
  const plain = foldText(text).text.toLowerCase();
  return /[a-z]/.test(plain)
    ? plain.split(/[\s,]/).filter(Boolean).join(' ')
    : plain.replace(/[\s+().\-/]/g, '');
}
