import { isRecord } from '../../shared/guards.ts';
import type { Findings } from './findings.ts';
import { fieldOf } from './labels.ts';
import { addName, isNameKey } from './names.ts';
import { judge } from './values.ts';

/** A JSON value on the way through a document, with the keys that lead to it. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly parentKey: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The document that the text is, or that it becomes in braces: settings are copied without them. */
export function parsedJson(text: string): Json | readonly unknown[] | undefined {
  const trimmed = text.trim();
  const isDocument = /^[[{]/.test(trimmed);
  if (!isDocument && !/^"[^"\n]{1,100}"\s{0,20}:/.test(trimmed)) return undefined;
  try {
    const value: unknown = JSON.parse(isDocument ? trimmed : `{${trimmed.replace(/,$/, '')}}`);
    return isRecord(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a JSON document: fields by their keys, and lists of `{ key, value }` or `{ name, value }`,
 * as Postman and HAR write headers. `readText` gets every other text of the document.
 */
export function scanJson(
  document: unknown,
  findings: Findings,
  readText: (text: string) => void,
): void {
  const places: Place[] = [{ value: document, key: '', parentKey: '' }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, key } = place;
    if (isRecord(value)) {
      readRecord(value, place, findings);
      // A stack: the last one in is the first one read.
      for (const [name, inner] of Object.entries(value).reverse()) {
        places.push({ value: inner, key: name, parentKey: key });
      }
    } else if (Array.isArray(value)) {
      for (const inner of [...(value as unknown[])].reverse()) {
        places.push({ value: inner, key: '', parentKey: key });
      }
    } else if (typeof value === 'string' || Number.isSafeInteger(value)) {
      readPair(key, String(value), findings, readText);
    }
  }
}

function readPair(
  key: string,
  value: string,
  findings: Findings,
  readText: (text: string) => void,
): void {
  const field = fieldOf(key);
  if (field === undefined) {
    if (isNameKey(key)) addName(value, findings);
    else if (/^\s{0,100}[[{]/.test(value) || key === '' || key.length > 80) readText(value);
    // The key tells a session's UUID from one that nothing names.
    else readText(`${key}: ${value}`);
    return;
  }
  const verdict = judge(field, value, 'quoted');
  if (verdict.type === 'value') findings.add(field, verdict.value);
  if (verdict.type === 'masked') findings.addMasked(field);
}

function readRecord(record: Json, { key, parentKey }: Place, findings: Findings): void {
  const label = record['key'] ?? record['name'];
  const { value, name } = record;
  if (typeof label === 'string' && typeof value === 'string') {
    readPair(label, value, findings, () => undefined);
  }
  const isAgent = Object.keys(record).some((one) => fieldOf(one) === 'businessId');
  if (!isAgent) return;
  if (typeof name === 'string') addName(name, findings);
  if (/^(?:askSofia\.)?agents$/.test(parentKey)) addName(key, findings);
}
