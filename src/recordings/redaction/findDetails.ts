import type { CountryCode } from 'libphonenumber-js/max';
import { findCards, findIbans } from './finders/cards.ts';
import { findEmails } from './finders/findEmails.ts';
import { findIpAddresses } from './finders/findIpAddresses.ts';
import { customerFinder, nameFinder } from './finders/literals.ts';
import { findNationalIds } from './finders/findNationalIds.ts';
import { phoneFinder } from './finders/phones.ts';
import { findTokens } from './finders/findTokens.ts';
import type { FoundDetail } from './foundDetail.ts';
import { foldText } from './foldText.ts';

export interface SearchOptions {
  readonly customer: string;
  readonly names: readonly string[];
  /** Must have the g flag. They search the text as it is, before folding. */
  readonly patterns: readonly RegExp[];
  readonly countries: readonly CountryCode[];
}

/** Finds the personal details in a text. Ranges may overlap and are in no order. */
export type FindDetails = (text: string, field: string) => readonly FoundDetail[];

/**
 * The ID of a session or an order. Its groups of digits are not personal, though many pass a check.
 */
const uuid = /(?<![\p{L}\p{N}-])[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}(?![\p{L}\p{N}-])/giu;

/** Finds all kinds of details, in texts of any script and with any escapes. */
export function detailsFinder(options: SearchOptions): FindDetails {
  const { customer, names, patterns, countries } = options;
  const people = [customerFinder(customer), ...names.map(nameFinder)];
  const words = [...people, findEmails, findTokens];
  const numbers = [findIbans, findCards, findNationalIds, findIpAddresses, phoneFinder(countries)];
  return (text, field) => {
    const folded = foldText(text);
    const withoutUuids = folded.text.replace(uuid, ({ length }) => 'u'.repeat(length));
    const inFolded = [
      ...words.flatMap((finder) => [...finder({ text: folded.text, field })]),
      ...numbers.flatMap((finder) => [...finder({ text: withoutUuids, field })]),
    ];
    const found: FoundDetail[] = inFolded.map((one) => ({
      ...one,
      start: folded.startOf(one.start),
      end: folded.endOf(one.end),
    }));
    for (const pattern of patterns)
      for (const { 0: one, index } of text.matchAll(pattern))
        found.push({ start: index, end: index + one.length, reason: 'pattern', isSure: true });
    return found.filter(({ start, end }) => end > start);
  };
}

/**
 * The sure findings, joined where they overlap, and the other findings that do not touch them; in
 * text order.
 */
export function separateFindings(findings: readonly FoundDetail[]): readonly FoundDetail[] {
  const sure = joined(findings.filter(({ isSure }) => isSure));
  const others = joined(findings.filter(({ isSure }) => !isSure));
  let next = 0;
  const free = others.filter(({ start, end }) => {
    while ((sure[next]?.end ?? Infinity) <= start) next += 1;
    return (sure[next]?.start ?? Infinity) >= end;
  });
  return [...sure, ...free].sort((a, b) => a.start - b.start);
}

/** Joins overlapping ranges. The longest one gives the reason. */
function joined(findings: readonly FoundDetail[]): readonly FoundDetail[] {
  const apart: { finding: FoundDetail; longest: number }[] = [];
  for (const one of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = apart.at(-1);
    const length = one.end - one.start;
    if (!last || one.start >= last.finding.end) apart.push({ finding: one, longest: length });
    else {
      const end = Math.max(last.finding.end, one.end);
      const { reason } = length > last.longest ? one : last.finding;
      last.longest = Math.max(last.longest, length);
      last.finding = { ...last.finding, end, reason };
    }
  }
  return apart.map(({ finding }) => finding);
}
