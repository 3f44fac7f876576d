import { keyShapeRanges } from '../shared/masking/keyShapes.ts';
import {
  apart,
  type CompiledSecrets,
  compileSecrets,
  hidden,
  type MaskedRange,
  secretRanges,
  withMarkers,
} from '../shared/masking/secretRanges.ts';
import { type RecordingEntry, type RecordingHeader, recordingLine } from './recording.ts';
import { detailsFinder, type FindDetails, separateFindings } from './redaction/findDetails.ts';
import { defaultCountries } from './redaction/finders/defaultCountries.ts';
import { isCountry } from './redaction/finders/phones.ts';
import type { FindingReason } from './redaction/foundDetail.ts';
import { foldText } from './redaction/foldText.ts';
import { rangesInLine } from './redaction/rangesInLine.ts';
import { rangesInJson, type Search } from './redaction/redactJson.ts';

/** Why a text is replaced; `secret`: a key, or something that looks like one. */
export type RedactionReason = FindingReason | 'secret';

/** A text that is likely to be personal, how often it was found, and why. */
export interface LikelyDetail {
  readonly reason: RedactionReason;
  readonly original: string;
  readonly count: number;
}

/** A text that was replaced, and how often. */
export interface Replacement extends LikelyDetail {
  /** The same for each occurrence of a text, for example `[email 2]`. */
  readonly placeholder: string;
}

export interface RedactionOptions {
  /** Names of people. Found in any case and word order, with or without accents, with any gaps. */
  readonly names?: readonly string[];
  /** Further texts to replace; must have the g flag. */
  readonly patterns?: readonly RegExp[];
  /** Keys that must never be in the file, whatever `kept` says. */
  readonly secrets?: readonly string[];
  /** Originals that stay; keys are replaced even so. */
  readonly kept?: readonly string[];
  /**
   * Originals to replace although they are only likely to be personal; `all` means each of them.
   */
  readonly taken?: readonly string[] | 'all';
  /** Countries (ISO 3166-1 alpha-2) whose phone numbers are found without their country code. */
  readonly countries?: readonly string[];
}

/**
 * Replaces personal details, with the same placeholder for the same text in the whole recording.
 * Nothing else in its lines changes.
 */
export class Redaction {
  readonly #secrets: CompiledSecrets;
  readonly #kept: ReadonlySet<string>;
  readonly #taken: ReadonlySet<string> | 'all';
  readonly #find: FindDetails;
  /** Keyed by the original's normal form. */
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

  /** The texts replaced so far, in the order in which they were found. */
  get replacements(): readonly Replacement[] {
    return [...this.#found.values()];
  }

  /** The texts that may be personal and were left, in the order in which they were found. */
  get likely(): readonly LikelyDetail[] {
    return [...this.#likely.values()];
  }

  /**
   * Redacts a line of a recording, including its line break. Every byte that is not replaced stays.
   */
  line(line: string): string {
    const [bom = ''] = /^\ufeff/.exec(line) ?? [];
    const text = line.slice(bom.length);
    return bom + withMarkers(text, rangesInLine(text, this.#search));
  }

  /** Redacts a text; `field` is the name of the field that holds it. */
  text(text: string, field = ''): string {
    return withMarkers(text, this.#search(text, field));
  }

  /** Redacts a JSON text without changing anything else in it; other text as `text` does. */
  json(text: string): string {
    return withMarkers(text, rangesInJson(text, this.#search));
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

/** Normalises spellings of the same text: an email address in a URL, a number with other gaps. */
function normal(text: string): string {
  const plain = foldText(text).text.toLowerCase();
  return /[a-z]/.test(plain)
    ? plain.split(/[\s,]/).filter(Boolean).join(' ')
    : plain.replace(/[\s+().\-/]/g, '');
}

/**
 * The text of a recording that is safe to share, without personal details and secrets; what was
 * replaced in it, and what may be personal and was left. See `Redaction`.
 */
export function redactedCopy(
  header: RecordingHeader,
  entries: readonly RecordingEntry[],
  options: RedactionOptions,
) {
  const redaction = new Redaction(options, header.agent.clientKey);
  const lines = [header, ...entries].map((one) => redaction.line(recordingLine(one)));
  return { text: lines.join(''), replacements: redaction.replacements, likely: redaction.likely };
}

/**
 * The kinds of details in a recording that are surely personal or secret, in the order in which
 * they are found. Leaves out the customer ID, which every recording has.
 */
export function personalKinds(
  header: RecordingHeader,
  entries: readonly RecordingEntry[],
): readonly RedactionReason[] {
  const { replacements } = redactedCopy(header, entries, {});
  const kinds = new Set(replacements.map(({ reason }) => reason));
  kinds.delete('customer');
  return [...kinds];
}
