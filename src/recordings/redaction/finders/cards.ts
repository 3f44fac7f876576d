import {
  electronicFormatIBAN,
  getCountrySpecifications,
  validateIBAN,
  ValidationErrorsIBAN,
} from 'ibantools';
import { isAmount, labelBefore } from '../context.ts';
import type { FoundDetail, SearchedText } from '../foundDetail.ts';

const digits = /(?<![\p{N}.,])\d(?:[ ./-]{0,3}\d){12,18}(?![\p{N}]|[.,]\d)/gu;
/** Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Elo, Hipercard, Maestro. */
const issuers: readonly RegExp[] = [
  /^4\d{15}(?:\d{3})?$/,
  /^(?:5[1-5]\d{4}|222[1-9]\d\d|22[3-9]\d{3}|2[3-6]\d{4}|27[01]\d{3}|2720\d\d)\d{10}$/,
  /^3[47]\d{13}$/,
  /^(?:6011|64[4-9]\d|65\d\d)\d{12}$/,
  /^3(?:0[0-5]|[68]\d)\d{11}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
  /^62\d{14,17}$/,
  /^(?:5067|6363|5090|6277|6062|6370|6375)\d{12}$/,
  /^(?:50|5[6-8]|6[37])\d{14}$/,
];

const grouped = /^(?:\d{4}([ ./-])\d{4}\1\d{4}\1\d{4}|\d{4}([ ./-])\d{6}\2\d{4,5})(?!\d)/;

/** Finds card numbers by issuer and Luhn check digit. */
export function* findCards({ text, field }: SearchedText): Generator<FoundDetail> {
  for (const { 0: found, index } of text.matchAll(digits)) {
    const card = cardWithin(found);
    if (!card) continue;
    const { length, isGrouped, isValid } = card;
    const end = index + length;
    if (isAmount(text, index, end)) continue;
    const label = labelBefore(text, index, field);
    const isSure = isValid ? label !== 'harmless' || isGrouped : label === 'card';
    if (isValid || isGrouped || label === 'card')
      yield { start: index, end, reason: 'card', isSure };
  }
}

/**
 * The longest leading piece that is a valid card number, or else the longest one that looks like
 * it.
 */
function cardWithin(found: string) {
  const pieces = [found, grouped.exec(found)?.[0], /^\d+/.exec(found)?.[0]];
  const cards = pieces.flatMap((piece = '') => {
    const number = piece.replace(/\D/g, '');
    const isGrouped = grouped.exec(piece)?.[0] === piece;
    // Dots and slashes occur in prices and dates too.
    const isCard =
      issuers.some((issuer) => issuer.test(number)) && (isGrouped || !/[./]/.test(piece));
    return isCard ? [{ length: piece.length, isGrouped, isValid: isLuhn(number) }] : [];
  });
  return cards.find(({ isValid }) => isValid) ?? cards[0];
}

/** The check digit of ISO/IEC 7812-1. */
function isLuhn(number: string): boolean {
  let sum = 0;
  for (let back = 1; back <= number.length; back += 1) {
    const digit = Number(number.charAt(number.length - back));
    const doubled = back % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const ibanStart = /(?:(?<![\p{L}\p{N}])|(?<=(?<!\p{L})iban))[a-z]{2}[ -]?\d{2}(?=[ .-]?[a-z\d])/giu;

/** Finds IBANs by the country's length and the check digits. */
export function* findIbans({ text }: SearchedText): Generator<FoundDetail> {
  for (const { 0: head, index } of text.matchAll(ibanStart)) {
    const country = head.slice(0, 2).toUpperCase();
    const length = getCountrySpecifications()[country]?.chars;
    const end = length ? endOf(text, index, length) : undefined;
    if (end === undefined) continue;
    const iban =
      electronicFormatIBAN(text.slice(index, end).replaceAll('.', '').toUpperCase()) ?? '';
    // The IBAN's own check digits are enough; a country's further ones are ignored.
    const isValid = validateIBAN(iban).errorCodes.every(
      (code) => code === ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
    );
    if (isValid) yield { start: index, end, reason: 'iban', isSure: true };
  }
}

/**
 * The offset after `count` letters and digits with at most one separator between them; undefined
 * when there are fewer or more.
 */
function endOf(text: string, start: number, count: number): number | undefined {
  let at = start;
  for (let left = count; left > 0; at += 1) {
    if (/[a-z\d]/i.test(text.charAt(at))) left -= 1;
    else if (!/[ .-]/.test(text.charAt(at)) || !/[a-z\d]/i.test(text.charAt(at + 1)))
      return undefined;
  }
  return /[\p{L}\p{N}]/u.test(text.charAt(at)) ? undefined : at;
}
