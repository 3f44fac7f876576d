import type { PastedField, Standing, ValueOrigin, ValueVerdict } from '../choice/candidates.ts';
import { type PasteFindings, uuid } from '../choice/pasteFindings.ts';
import { offRows, readRows, tableRows } from '../containers/tables.ts';
import { readAsides, type StandingAt } from './asides.ts';
import { findLabels, type Label } from './labels.ts';
import { readName } from './names.ts';
import { readAddresses } from './readAddresses.ts';
import { readScopes } from './scopes.ts';
import { readSurroundings } from './surroundings.ts';
import { readValue, type ValueText } from './valueAt.ts';
import { isRealUuid, judgeValue, type ValueTrust } from './values.ts';

const uuids = new RegExp(`(?<![\\w-])${uuid}(?![\\w-])`, 'gi');

/** Labels right before a UUID that mean another kind of ID. */
const otherName =
  /(?:session|request|trace|span|message|conversation|correlation|catalog|store|order|event|state|user|customer|client|account|postman|product|tenant|install|device|uid)\w{0,12}[^\w\n]{0,12}(?:id|key|uuid)?[^\w\n]{0,12}$|:key\/$/i;

/** Reads any paste: mails, code, commands, tables. Linear in the text's length. */
export function scanText(text: string, findings: PasteFindings): void {
  const labels = findLabels(text);
  const constants = readConstants(text);
  const rows = tableRows(text);
  const standingAt = readAsides(text, offRows(rows));
  const scopeAt = readScopes(text);
  const wordsAround = readSurroundings(text);
  labels.forEach((label, index) => {
    const value = readValue(text, labels, index);
    if (!value) return;
    const standing = standingOf(text, label, value, standingAt);
    const scope = scopeAt(label.start);
    const isOthers = scope.isForeign && label.field === 'apiKey' && standing === 'plain';
    if (isOthers && !scope.hasIds && isHeader(text, label)) return;
    // A gateway with its own paths: the key is for the gateway.
    if (isOthers && scope.hasIds) findings.addUnreadableAddress();
    const origin: ValueOrigin = {
      standing,
      scope,
      ...wordsAround(label.start, value.start),
      ...(value.isJoined ? { isJoined: true } : {}),
    };
    note(label, value, resolved(value, constants), findings, origin);
  });
  readRows(rows, standingAt, findings);
  readName(text, labels, findings);
  readAddresses(text, findings, standingAt);
  for (const match of text.matchAll(uuids)) {
    const before = text.slice(Math.max(0, match.index - 48), match.index);
    if (isRealUuid(match[0]) && !otherName.test(before)) findings.addUnlabelled(match[0]);
  }
}

function note(
  { field, isWeak }: Label,
  value: ValueText,
  texts: readonly Pick<ValueText, 'text' | 'trust'>[] | undefined,
  findings: PasteFindings,
  origin: ValueOrigin,
): void {
  const isLive = origin.standing === 'plain';
  // `base_url: ${GATEWAY}`: the base URL is elsewhere, so the default must not be assumed.
  if (!texts) {
    if (field === 'baseUrl' && !isWeak && isLive) findings.addGap(field, 'reference');
    return;
  }
  for (const { text, trust } of texts) {
    const verdict = verdictOn(field, value, text, trust);
    findings.addVerdict(field, verdict, { written: value.written ?? text, ...origin }, isLive);
    const isUnreadable = verdict.type === 'gap' && verdict.gap === 'unreadable';
    if (isUnreadable && isLive && (!isWeak || /^https?:/i.test(text)))
      findings.addUnreadableAddress();
  }
}

function verdictOn(
  field: PastedField,
  value: ValueText,
  text: string,
  trust: ValueTrust,
): ValueVerdict {
  if (field !== 'baseUrl' && value.isBroken) return { type: 'gap', gap: 'broken' };
  // `https://gateway.shop/{tenant}`: only part of the URL was read.
  if (field === 'baseUrl' && value.isOpen) return { type: 'gap', gap: 'unreadable' };
  return judgeValue(field, text, trust);
}

/**
 * The values of the constant that `value` names, or `value` itself; undefined for an unknown
 * expression.
 */
function resolved(value: ValueText, constants: Constants) {
  const values = value.kind === 'literal' ? undefined : constantValues(value.text, constants);
  if (!values) return value.kind === 'expression' ? undefined : [value];
  return values.map((text) => ({ text, trust: 'quoted' as const }));
}

/** True for `x-api-key`, which all kinds of services use. */
function isHeader(text: string, { field, start, end }: Label): boolean {
  return field === 'apiKey' && /^x[-_]/i.test(text.slice(start, end));
}

/** Words, in brackets or in the next cell, that mark a value as no longer in use. */
const retired =
  '(?:old|previous|former|revoked|disabled|inactive|deprecated|expired|obsolete|retired|rotated out|do not use' +
  '|antigu[ao]|anterior|revocad[ao]|desactivad[ao]|inactiv[ao]|caducad[ao]|expirad[ao]|vencid[ao]' +
  '|revogad[ao]|desativad[ao]|inativ[ao]|obsolet[ao]|no usar|não usar)';
const retiredBefore = new RegExp(`(?<!\\p{L})${retired} (?:sofia )?$`, 'iu');
const retiredBetween = new RegExp(`(?:[([,–—_-] ?| )${retired}(?!\\p{L})`, 'iu');
const retiredAfter = new RegExp(
  `^["'\`]{0,2}[ \\t]{0,20}(?:[([|,;\\t#–—-]|//|<-)[ \\t]{0,20}["'\`]?${retired}(?!\\p{L})`,
  'iu',
);

function standingOf(
  text: string,
  label: Label,
  value: ValueText,
  standingAt: StandingAt,
): Standing {
  const own = standingAt(value.start);
  const standing = own === 'plain' ? standingAt(label.start) : own;
  if (standing !== 'plain' && standing !== 'remark') return standing;
  const isRetired =
    retiredBefore.test(text.slice(Math.max(0, label.start - 24), label.start)) ||
    retiredBetween.test(text.slice(label.start, Math.min(value.start, label.end + 80))) ||
    retiredAfter.test(text.slice(value.end, value.end + 60));
  return isRetired ? 'disabled' : standing;
}

const quoted =
  /(?<![\w$.-])\$?(?:env:)?([a-z_]\w{0,60})[ \t]{0,8}(?::[ \t]{0,4}\w{1,20}[ \t]{0,4})?=[ \t]{0,8}(["'`])([^"'`\n]{1,512})\2/gi;
const unquoted = /^[ \t]{0,8}(?:export |set |@)?([a-z_]\w{0,60})=([^\s"'`]{1,512})/gim;

/** A reference and nothing else: `KEY`, `$KEY`, `${KEY}`, `{{key}}`, `$env:KEY`, `%KEY%`. */
const reference =
  /^(?:\$\{(?:env:)?(\w{1,60})\}|\{{1,2} ?(\w{1,60}) ?\}{1,2}|\$(?:env:)?(\w{1,60})|%(\w{1,60})%|([a-z_]\w{0,60}))$/i;

const maxConstants = 2000;

/** Name to values; a name can be set twice. */
type Constants = ReadonlyMap<string, ReadonlySet<string>>;

/** The constants in a program or file: `const KEY = '…'`, `export KEY=…`, `@key = …`. */
function readConstants(text: string): Constants {
  const constants = new Map<string, Set<string>>();
  const note = (name: string, value: string) => {
    if (!constants.has(name) && constants.size >= maxConstants) return;
    constants.set(name, (constants.get(name) ?? new Set<string>()).add(value));
  };
  for (const [, name = '', , value = ''] of text.matchAll(quoted)) note(name, value);
  for (const [, name = '', value = ''] of text.matchAll(unquoted)) note(name, value);
  return constants;
}

/** The values that the text refers to; undefined unless it references a known name. */
function constantValues(text: string, constants: Constants): readonly string[] | undefined {
  const match = reference.exec(text.trim());
  const name = match?.slice(1).find((group) => group !== undefined);
  const values = name === undefined ? undefined : constants.get(name);
  return values && [...values];
}
