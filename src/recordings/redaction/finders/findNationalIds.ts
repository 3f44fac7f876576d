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

/** People also write "DNI12345678Z". */
const glued = 'dni|nif|nie|cif|rut|cpf|cnpj|curp|rfc|cuit|cuil|nit|ruc|clabe';

/**
 * IDs of a shape. `distinct`: nothing else is written like this, even with a wrong check digit;
 * `common`: many other kinds of numbers pass its check.
 */
const id =
  (validate: typeof validCpf, likeness?: 'distinct' | 'common') =>
  (pattern: TemplateStringsArray) => ({
    validate,
    likeness,
    shape: new RegExp(
      String.raw`(?:(?<![\p{L}\p{N}]|\p{N}[.,-])|(?<=(?<!\p{L})(?:${glued})))(?:${String.raw(pattern)})(?![\p{L}\p{N}]|[-.,]\p{N})`,
      'giu',
    ),
  });

const kinds = [
  id(validCpf, 'distinct')`\d{3}\.\d{3}\.\d{3}[-/. ]\d\d`,
  id(validCpf)`\d{9}-\d\d|\d{3} \d{3} \d{3}[ -]\d\d|\d{3}-\d{3}-\d{3}-\d\d`,
  id(validCpf)`\d{11}`,
  id(validCnpj, 'distinct')`\d\d\.\d{3}\.\d{3}/\d{4}-\d\d`,
  id(validCnpj)`\d{8}/\d{4}-\d\d|\d{14}|\d\d \d{3} \d{3} \d{4} \d\d`,
  // From July 2026 the root of a CNPJ may have letters. Most companies have a single branch, 0001.
  id(validCnpj)`[a-z\d]{2}\.[a-z\d]{3}\.[a-z\d]{3}/[a-z\d]{4}-\d\d`,
  id(validCnpj)`[a-z\d]{8}/?0001-?\d\d`,
  id(validCnpj, 'common')`[a-z\d]{8}/?[a-z\d]{4}-?\d\d`,
  id(
    validClabe,
  )`\d{18}|\d{3}([ -])\d{3}\1\d{11}\1\d|(?:\d{4}[ -]){4}\d\d|(?:\d{3}[ -]){5}\d{3}|(?:\d{6}[ -]){2}\d{6}`,
  id(validRut, 'distinct')`\d{1,2}\.\d{3}\.\d{3} ?- ?[\dk]`,
  id(validRut)`\d{7,8} ?- ?[\dk]|\d{7,8}k|\d{1,2} \d{3} \d{3} ?- ?[\dk]`,
  id(validRut, 'common')`\d{8,9}`,
  id(validDni)`\d{8}[ -]?[a-z]|\d{1,2}[. ]\d{3}[. ]\d{3}[ -]?[a-z]`,
  id(validNie)`[xyz][ -]?\d{7}[ -]?[a-z]|[xyz][ -]?\d\.\d{3}\.\d{3}[ -]?[a-z]`,
  id(validCif, 'common')`[abcdefghjnpqrsuvw][ -]?\d{8}`,
  id(
    validCurp,
    'distinct',
  )`[a-z][aeioux][a-z]{2}\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])[hmx][a-z]{5}[a-z\d]\d`,
  id(validRfc)`[a-z&]{3,4}[ -]?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?[a-z\d]{3}`,
  id(validPan)`[a-z]{3}[abcfghljpt][a-z]\d{4}[a-z]`,
  id(validCuit, 'distinct')`(?:2[03478]|3[034])[ -]\d{8}[ -]\d`,
  id(validCuit)`(?:2[03478]|3[034])(?:\d{9}|[ -]?\d\d\.\d{3}\.\d{3}[ -]?\d)`,
  id(validNit)`[89]\d\d\.\d{3}\.\d{3} ?- ?\d|[89]\d{8} ?- ?\d`,
  id(validRuc)`(?:10|15|17|20)\d{9}`,
  id(validSsn)`\d{3}-\d\d-\d{4}`,
];

/** A number after a word for an ID, of whatever country: five digits or more, with gaps. */
const labelled =
  /(?<![\p{L}\p{N}]|\p{N}[.,-])[a-z]{0,4}-?\d(?:[ .\-/]?\d|[.\-/]?[a-z]){4,19}(?![\p{L}\p{N}])/giu;

/** Finds national IDs by their check digits or by the word before them. */
export function* findNationalIds({ text, field }: SearchedText): Generator<FoundDetail> {
  if (!/\d/.test(text)) return;
  for (const { shape, validate, likeness } of kinds)
    for (const { 0: found, index } of text.matchAll(shape)) {
      const end = index + found.length;
      if (isAmount(text, index, end)) continue;
      const label = labelBefore(text, index, field);
      if (label === 'harmless' && likeness !== 'distinct') continue;
      const isValid = validate(found.replace(/[ ./-]/g, '').toUpperCase()).isValid;
      if (isValid || likeness === 'distinct' || label === 'id')
        yield { start: index, end, reason: 'id', isSure: label === 'id' || likeness !== 'common' };
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
