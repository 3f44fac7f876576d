import { readConstants, resolve, type Constants } from './constants.ts';
import type { Findings } from './findings.ts';
import { uuid } from './findings.ts';
import { findLabels } from './labels.ts';
import { readName } from './names.ts';
import { readTables } from './tables.ts';
import { isRealUuid, judge, originOf } from './values.ts';
import { readValue, type ValueText } from './valueAt.ts';

const addresses = /https?:\/\/[^\s"'`<>\\^|,;(){}[\]]{1,300}/gi;
const uuids = new RegExp(`(?<![\\w-])${uuid}(?![\\w-])`, 'gi');

/** Names whose UUID is of no use here, at the end of what stands before it. */
const otherName =
  /(?:session|request|trace|span|message|conversation|correlation|catalog|store|order|event|state|user|customer|client|account|postman|product|tenant|install|device)\w{0,12}[^\w\n]{0,12}(?:id|key|uuid)?[^\w\n]{0,12}$/i;

/** Reads whatever a person may paste: mails, code, commands, tables. Linear in the text's length. */
export function scanText(text: string, findings: Findings): void {
  const labels = findLabels(text);
  const constants = readConstants(text);
  labels.forEach((label, index) => {
    for (const value of resolved(readValue(text, labels, index), constants)) {
      const verdict = judge(label.field, value.text, value.trust);
      if (verdict.type === 'value') findings.add(label.field, verdict.value);
      if (verdict.type === 'masked') findings.addMasked(label.field);
    }
  });
  readTables(text, findings);
  readName(text, labels, findings);
  for (const [address] of text.matchAll(addresses)) {
    const origin = originOf(address);
    if (origin !== undefined) findings.add('baseUrl', origin);
  }
  for (const match of text.matchAll(uuids)) {
    const before = text.slice(Math.max(0, match.index - 48), match.index);
    if (isRealUuid(match[0]) && !otherName.test(before)) findings.addUnlabelled(match[0]);
  }
}

/** The value, or the values of the constant that it names. */
function resolved(value: ValueText | undefined, constants: Constants) {
  if (!value) return [];
  const values = value.kind === 'literal' ? undefined : resolve(value.text, constants);
  if (!values) return value.kind === 'expression' ? [] : [value];
  return values.map((text) => ({ text, trust: 'quoted' as const }));
}
