import { isRecord, isString } from '../../../shared/guards.ts';
import { decodedSecret } from './kubernetes.ts';

type Json = Readonly<Record<string, unknown>>;

/** Keys for the name of a pair, and for its value. */
const nameKeys = [
  'key',
  'name',
  'Name',
  'Key',
  'ParameterKey',
  'label',
  'field',
  'title',
  'header',
];
const valueKeys = ['value', 'Value', 'ParameterValue', 'currentValue', 'val', 'content', 'default'];

/** The name and value in a record, as lists of headers and parameters write them. */
export function pairOf(record: Json): readonly [name: string, value: string] | undefined {
  const name = firstText(record, nameKeys);
  const value = firstText(record, valueKeys);
  return name === undefined || value === undefined ? undefined : [name, value];
}

function firstText(record: Json, keys: readonly string[]): string | undefined {
  return keys.map((key) => record[key]).find(isString);
}

/** True for a row that is switched off. */
export function isOff(record: Json): boolean {
  const { disabled, isDisabled, enabled, active, authActive } = record;
  return [disabled, isDisabled].includes(true) || [enabled, active, authActive].includes(false);
}

/**
 * Makes a value readable: Postman's `auth.apikey` list, one pair in pieces, becomes that pair; the
 * data of a Kubernetes Secret are decoded.
 */
export function readable(value: unknown, key: string): unknown {
  if (Array.isArray(value) && /^(?:apikey|api_?key|auth)$/i.test(key)) {
    const pairs = value.filter(isRecord).map(pairOf);
    const members = Object.fromEntries(pairs.filter((pair) => pair !== undefined));
    return 'key' in members && 'value' in members ? members : value;
  }
  if (Array.isArray(value)) return textOfRuns(value) ?? value;
  if (!isRecord(value) || !/^(?:Sealed)?Secret$/.test(String(value['kind']))) return value;
  const { data, ...others } = value;
  return isRecord(data) ? { ...others, data: decodedData(data) } : value;
}

function decodedData(data: Json): Json {
  const decoded = (coded: unknown) => (isString(coded) ? (decodedSecret(coded) ?? '…') : coded);
  return Object.fromEntries(Object.entries(data).map(([name, coded]) => [name, decoded(coded)]));
}

/** The text that Telegram or Slack writes as a list of runs: plain, bold, code. */
function textOfRuns(list: readonly unknown[]): string | undefined {
  const texts = list.map((one) => {
    if (typeof one === 'string') return one;
    const isRun = isRecord(one) && typeof one['type'] === 'string';
    return isRun && typeof one['text'] === 'string' ? one['text'] : undefined;
  });
  const isText = list.length > 1 && list.some(isRecord) && !texts.includes(undefined);
  if (!isText) return undefined;
  // Without a space or mark between two runs, each may be a paragraph, so a line break keeps values
  // apart.
  return texts.reduce((all = '', text = '') => {
    const isOneLine = /[\s:=("'`]$/.test(all) || /^[\s.,;:)"'`]/.test(text);
    return isOneLine ? all + text : `${all}\n${text}`;
  });
}
