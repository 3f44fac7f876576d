import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
import { isAmount, isPhoneBefore, labelBefore } from '../context.ts';
import type { Finder, FoundDetail, SearchedText } from '../foundDetail.ts';

const candidate =
  /(?<!\p{N}|\p{N}[.,:]|[.,]\p{N}|#)(?:\(?\+ ?|\b00[ -]?(?=[1-9])|\b0xx(?=\d))?[([]?\p{N}(?:[ ()[\].\-/]{0,3}\p{N}){5,16}(?!\p{N})/gu;
/** The part of a link that shows that a phone number follows. */
const link =
  /(?:wa\.me\/(?:message\/)?\+?|tel:\+?|sms:\+?|whatsapp:\+?|callto:\+?|[?&;](?:phone|tel|telefono|telefone|celular|mobile|msisdn|wa|whatsapp|to)=\+?)$/i;
/** Seconds or milliseconds since 1970, not a phone: no area code begins with 1. */
const timestamp = /^1[4-9]\d{8}(?:\d{3})?$/;
const dateOrTime =
  /^(?:(?:19|20)\d\d[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:0?[1-9]|[12]\d|3[01])(?!\d)|(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|[12]\d|3[01])[-/. ](?:19|20)?\d\d(?!\d)|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|\(?(?:19|20)\d\d\)?[ \-/](?:19|20)\d\d(?!\d))/;

/** True for a country whose phone numbers can be found. */
export function isCountry(code: string): code is CountryCode {
  return isSupportedCountry(code);
}

/** Finds phone numbers as people in these countries write them, and those with a country code. */
export function phoneFinder(countries: readonly CountryCode[]): Finder {
  return function* findPhones({ text, field }: SearchedText): Generator<FoundDetail> {
    for (const { 0: found, index } of text.matchAll(candidate)) {
      const verdict = judge({ found, text, index, field, countries });
      if (!verdict) continue;
      const { from = 0, length, isSure } = verdict;
      const start = index + from;
      yield { start, end: start + length, reason: 'phone', isSure };
    }
  };
}

interface Candidate extends SearchedText {
  readonly found: string;
  readonly index: number;
  readonly countries: readonly CountryCode[];
}
interface Verdict {
  /** Offset within the candidate; 0 by default. */
  readonly from?: number;
  readonly length: number;
  readonly isSure: boolean;
}

function judge(candidate: Candidate): Verdict | undefined {
  const { found, text, index, field, countries } = candidate;
  const before = text.slice(Math.max(0, index - 40), index);
  const whole = { length: found.length };
  const count = found.replace(/\D/g, '').length;
  if (link.test(before) && count <= 15) return { ...whole, isSure: true };
  const isWithinWord =
    /[\p{L}]$/u.test(before) || /[\p{L}_]/u.test(text.charAt(index + found.length));
  const isSaidBehind = isPhoneBefore(text, index + found.length);
  const label = labelBefore(text, index, field) ?? (isSaidBehind ? 'phone' : undefined);
  if (/^\(?(?:\+|00)/.test(found)) {
    const length = international(found);
    // A plus sign with as many digits as an international number: no price is written like that.
    if (length !== undefined)
      return { length, isSure: label !== 'harmless' || found.includes('+') };
    const isPhone = found.includes('+') && count >= 10 && count <= 15;
    if (isPhone) return { ...whole, isSure: true };
  }
  if (isAmount(text, index, index + found.length)) return undefined;
  const date = dateOrTime.exec(found)?.[0].length;
  if (date !== undefined) return behindDate(candidate, date);
  if (label === 'harmless' || label === 'id' || label === 'card' || label === 'ip')
    return undefined;
  if (isWithinUrl(before) || isParcel(before, text.slice(index))) return undefined;
  if (label === 'phone' && count >= 6) return labelled(found, countries);
  if (isWithinWord || count < 8 || isSeries(found)) return undefined;
  return unlabelled(found, countries);
}

/** A separate number may follow a date. */
function behindDate(candidate: Candidate, date: number): Verdict | undefined {
  const { found, index } = candidate;
  const rest = found.slice(date).search(/[(+\d]/);
  if (rest === -1) return undefined;
  const from = date + rest;
  const verdict = judge({ ...candidate, found: found.slice(from), index: index + from });
  return verdict && { ...verdict, from: (verdict.from ?? 0) + from };
}

function labelled(found: string, countries: readonly CountryCode[]): Verdict | undefined {
  if (isSeries(found)) return undefined;
  for (const length of pieces(found)) {
    const isPhone = countries.some((country) => parse(found.slice(0, length), country)?.isValid());
    if (isPhone || withCode(found.slice(0, length), countries)) return { length, isSure: true };
  }
  const count = found.replace(/\D/g, '').length;
  return { length: found.length, isSure: count >= 7 && count <= 15 };
}

function unlabelled(found: string, countries: readonly CountryCode[]): Verdict | undefined {
  const digits = found.replace(/\D/g, '');
  const { length: whole } = found;
  if (withCode(found, countries)) return { length: whole, isSure: true };
  if (timestamp.test(found) || /^(?:\d{1,3}\.\d{4,}|\d{1,2}(?:\.\d{3}){2})$/.test(found))
    return undefined;
  const isNorthAmerican = /^\(\d{3}\)[ .-]?\d{3}[ .-]\d{4}$/.test(found);
  if (isNorthAmerican) return { length: whole, isSure: true };
  for (const length of pieces(found)) {
    const part = found.slice(0, length);
    const numbers = countries.flatMap((country) => parse(part, country) ?? []);
    const valid = numbers.filter((number) => number.isValid());
    if (valid.length === 0) continue;
    // Part numbers have a hyphen like this: 910-005647.
    const isPart = /^\d{3}-\d{6}$/.test(part);
    return { length, isSure: !isPart && valid.some((number) => isWrittenLike(part, number)) };
  }
  // Twice as many digits as a size has, but not a phone number of these countries.
  return digits.length >= 10 && digits.length <= 13 && !/\d[. ]\d{3}[. ]\d{3}$/.test(found)
    ? { length: whole, isSure: false }
    : undefined;
}

/** Length of the longest leading piece that is a number with a country code. */
function international(found: string): number | undefined {
  const plus = found.replace(/^\(?00/, '+');
  const shift = found.length - plus.length;
  for (const length of pieces(plus))
    if (parse(plus.slice(0, length))?.isValid()) return length + shift;
  return undefined;
}

/** True for a mobile number of these countries with the country code but no plus sign. */
function withCode(found: string, countries: readonly CountryCode[]): boolean {
  const digits = found.replace(/\D/g, '');
  if (digits.length < 11 || digits.length > 13 || /^\d{3}-\d{8}$/.test(found)) return false;
  const number = parse(`+${digits}`);
  const isOurs = number?.country !== undefined && countries.includes(number.country);
  return isOurs && number.isValid() && /MOBILE/.test(number.getType() ?? '');
}

/**
 * Until 2019, Mexican mobile numbers had a 1 after the country code, or 044 or 045 in front; many
 * people still write them.
 */
function parse(text: string, country?: CountryCode): PhoneNumber | undefined {
  const mexican = text.replace(/^(?:(\(?\+52\)?[ .-]?)1|04[45])[ .-]?(?=[\d ().-]{10,}$)/, '$1');
  return parsePhoneNumberFromString(mexican, country);
}

/**
 * Lengths of the whole and of what remains without its last groups, because those may be another
 * number.
 */
function pieces(found: string): readonly number[] {
  const lengths = [found.length];
  for (let at = found.length - 1; at > 6 && lengths.length < 8; at -= 1)
    if (/\D/.test(found.charAt(at)) && /\d/.test(found.charAt(at - 1))) lengths.push(at);
  return lengths;
}

/** True when the number is grouped as people in its country write it, or has brackets. */
function isWrittenLike(part: string, number: PhoneNumber): boolean {
  const groups = groupsOf(part);
  if (groups.length < 2) return false;
  const usual = [number.formatNational(), number.formatInternational()].map(groupsOf);
  const text = groups.join();
  const isUsual = usual.some((one) => one.join() === text || one.slice(1).join() === text);
  const sizes = groups.map((one) => one.length).join();
  const isCustomary = customary.test(sizes) && groups.join('').length >= 9;
  return isUsual || isCustomary || (/[()]/.test(part) && groups.length <= 4);
}

const customary =
  /^(?:3,3,4|2,4,4|3,3,3|3,2,2,2|2,3,2,2|3,7|2,5,4|1,4,4|2,4,5|3,3,2,2|2,3,3,2|2,8|2,9|1,8|3,6|1,3,3,4|2,1,4,4|3,4,4|3,4,3|3,2,4,4)$/;

function groupsOf(text: string): readonly string[] {
  return text.match(/\d+/g) ?? [];
}

/**
 * True for a series of sizes, amounts or years: groups that grow, have the same length or are all
 * round.
 */
function isSeries(found: string): boolean {
  const groups = groupsOf(found).map(Number);
  if (groups.length < 3) return false;
  const isGrowing = groups.every((one, at) => at === 0 || one > (groups[at - 1] ?? 0));
  const steps = new Set(groups.slice(1).map((one, at) => one - (groups[at] ?? 0)));
  const isRound = groups.every((one) => one % 10 === 0);
  const isSmall = groups.every((one) => one < 100) && groups.length >= 4;
  const sizes = new Set(groupsOf(found).map((one) => one.length));
  return (
    isRound ||
    (isGrowing &&
      (steps.size === 1 || isSmall || (groups.length > 3 && groups.every((one) => one < 3000)))) ||
    (isSmall && sizes.size === 1 && groups.length > 4)
  );
}

/**
 * A parcel's number by the rules of the Universal Postal Union: two letters, nine digits, two
 * letters.
 */
function isParcel(before: string, rest: string): boolean {
  return /\b[A-Z]{2} ?$/.test(before) && /^(?:\d ?){9}[A-Z]{2}\b/.test(rest);
}

/** A number within a URL's path names a page. */
function isWithinUrl(before: string): boolean {
  return /(?:https?:|www\.|\w\/)\S*$/i.test(before);
}
