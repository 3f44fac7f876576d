import { validate as validCuit } from 'stdnum/lib/cjs/ar/cuit.js';
import { validate as validCnpj } from 'stdnum/lib/cjs/br/cnpj.js';
import { validate as validCpf } from 'stdnum/lib/cjs/br/cpf.js';
import { validate as validRut } from 'stdnum/lib/cjs/cl/rut.js';
import { validate as validNit } from 'stdnum/lib/cjs/co/nit.js';
import { validate as validCif } from 'stdnum/lib/cjs/es/cif.js';
import { validate as validDni } from 'stdnum/lib/cjs/es/dni.js';
import { validate as validNie } from 'stdnum/lib/cjs/es/nie.js';
import { validate as validPan } from 'stdnum/lib/cjs/in/pan.js';
import { validate as validClabe } from 'stdnum/lib/cjs/mx/clabe.js';
import { validate as validCurp } from 'stdnum/lib/cjs/mx/curp.js';
import { validate as validRfc } from 'stdnum/lib/cjs/mx/rfc.js';
import { validate as validRuc } from 'stdnum/lib/cjs/pe/ruc.js';
import { validate as validSsn } from 'stdnum/lib/cjs/us/ssn.js';
import { isAmount, labelBefore } from '../context.ts';
import type { FoundDetail, SearchedText } from '../foundDetail.ts';

interface IdKind {
  readonly shape: RegExp;
  readonly validate: (value: string) => { readonly isValid: boolean };
  /** Nothing else is written like this, even with a wrong check digit. */
  readonly isDistinct?: boolean;
  /** Many other kinds of numbers pass its check. */
  readonly isCommon?: boolean;
}

/** People also write "DNI12345678Z". */
const glued = 'dni|nif|nie|cif|rut|cpf|cnpj|curp|rfc|cuit|cuil|nit|ruc|clabe';
const shape = (pattern: string) =>
  new RegExp(
    String.raw`(?:(?<![\p{L}\p{N}]|\p{N}[.,-])|(?<=(?<!\p{L})(?:${glued})))(?:${pattern})(?![\p{L}\p{N}]|[-.,]\p{N})`,
    'giu',
  );

const kinds: readonly IdKind[] = [
  { shape: shape(String.raw`\d{3}\.\d{3}\.\d{3}[-/. ]\d\d`), validate: validCpf, isDistinct: true },
  {
    shape: shape(String.raw`\d{9}-\d\d|\d{3} \d{3} \d{3}[ -]\d\d|\d{3}-\d{3}-\d{3}-\d\d`),
    validate: validCpf,
  },
  { shape: shape(String.raw`\d{11}`), validate: validCpf },
  {
    shape: shape(String.raw`\d\d\.\d{3}\.\d{3}/\d{4}-\d\d`),
    validate: validCnpj,
    isDistinct: true,
  },
  {
    shape: shape(String.raw`\d{8}/\d{4}-\d\d|\d{14}|\d\d \d{3} \d{3} \d{4} \d\d`),
    validate: validCnpj,
  },
  // From July 2026 the root of a CNPJ may have letters. Most companies have a single branch, 0001.
  {
    shape: shape(String.raw`[a-z\d]{2}\.[a-z\d]{3}\.[a-z\d]{3}/[a-z\d]{4}-\d\d`),
    validate: validCnpj,
  },
  { shape: shape(String.raw`[a-z\d]{8}/?0001-?\d\d`), validate: validCnpj },
  { shape: shape(String.raw`[a-z\d]{8}/?[a-z\d]{4}-?\d\d`), validate: validCnpj, isCommon: true },
  {
    shape: shape(
      String.raw`\d{18}|\d{3}([ -])\d{3}\1\d{11}\1\d|(?:\d{4}[ -]){4}\d\d|(?:\d{3}[ -]){5}\d{3}|(?:\d{6}[ -]){2}\d{6}`,
    ),
    validate: validClabe,
  },
  {
    shape: shape(String.raw`\d{1,2}\.\d{3}\.\d{3} ?- ?[\dk]`),
    validate: validRut,
    isDistinct: true,
  },
  {
    shape: shape(String.raw`\d{7,8} ?- ?[\dk]|\d{7,8}k|\d{1,2} \d{3} \d{3} ?- ?[\dk]`),
    validate: validRut,
  },
  { shape: shape(String.raw`\d{8,9}`), validate: validRut, isCommon: true },
  {
    shape: shape(String.raw`\d{8}[ -]?[a-z]|\d{1,2}[. ]\d{3}[. ]\d{3}[ -]?[a-z]`),
    validate: validDni,
  },
  {
    shape: shape(String.raw`[xyz][ -]?\d{7}[ -]?[a-z]|[xyz][ -]?\d\.\d{3}\.\d{3}[ -]?[a-z]`),
    validate: validNie,
  },
  { shape: shape(String.raw`[abcdefghjnpqrsuvw][ -]?\d{8}`), validate: validCif, isCommon: true },
  {
    shape: shape(
      String.raw`[a-z][aeioux][a-z]{2}\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])[hmx][a-z]{5}[a-z\d]\d`,
    ),
    validate: validCurp,
    isDistinct: true,
  },
  {
    shape: shape(
      String.raw`[a-z&]{3,4}[ -]?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?[a-z\d]{3}`,
    ),
    validate: validRfc,
  },
  { shape: shape(String.raw`[a-z]{3}[abcfghljpt][a-z]\d{4}[a-z]`), validate: validPan },
  {
    shape: shape(String.raw`(?:2[03478]|3[034])[ -]\d{8}[ -]\d`),
    validate: validCuit,
    isDistinct: true,
  },
  {
    shape: shape(String.raw`(?:2[03478]|3[034])(?:\d{9}|[ -]?\d\d\.\d{3}\.\d{3}[ -]?\d)`),
    validate: validCuit,
  },
  { shape: shape(String.raw`[89]\d\d\.\d{3}\.\d{3} ?- ?\d|[89]\d{8} ?- ?\d`), validate: validNit },
  { shape: shape(String.raw`(?:10|15|17|20)\d{9}`), validate: validRuc },
  { shape: shape(String.raw`\d{3}-\d\d-\d{4}`), validate: validSsn },
];

/** A number after a word for an ID, of whatever country: five digits or more, with gaps. */
const labelled =
  /(?<![\p{L}\p{N}]|\p{N}[.,-])[a-z]{0,4}-?\d(?:[ .\-/]?\d|[.\-/]?[a-z]){4,19}(?![\p{L}\p{N}])/giu;

/** Finds national IDs by their check digits or by the word before them. */
export function* findNationalIds({ text, field }: SearchedText): Generator<FoundDetail> {
  if (!/\d/.test(text)) return;
  for (const { shape: pattern, validate, isDistinct = false, isCommon = false } of kinds)
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const end = index + found.length;
      if (isAmount(text, index, end)) continue;
      const label = labelBefore(text, index, field);
      if (label === 'harmless' && !isDistinct) continue;
      const isValid = validate(found.replace(/[ ./-]/g, '').toUpperCase()).isValid;
      if (isValid || isDistinct || label === 'id')
        yield { start: index, end, reason: 'id', isSure: label === 'id' || !isCommon };
    }
  for (const { 0: found, index } of text.matchAll(labelled)) {
    const number = idWithin(found);
    if (number === undefined || labelBefore(text, index, field) !== 'id') continue;
    yield { start: index, end: index + number.length, reason: 'id', isSure: true };
  }
}

/** The number without the words that follow: ends at its last digit, or one letter after it. */
function idWithin(found: string): string | undefined {
  const id = /^.*\d(?:[ .\-/]?[a-z](?![a-z]))?/i.exec(found)?.[0];
  return id !== undefined && id.replace(/\D/g, '').length >= 5 ? id : undefined;
}
