import { compact } from '../../../shared/compact.ts';
import { isRecord, parseJson } from '../../../shared/guards.ts';
import type { ValueOrigin, FieldScope } from '../choice/candidates.ts';
import type { PasteFindings } from '../choice/pasteFindings.ts';
import { isOff, pairOf, readable } from './jsonPairs.ts';
import { fieldOf } from '../fields/labels.ts';
import { addName, isNameKey } from '../fields/names.ts';
import { scopeOf } from '../fields/scopes.ts';
import { wordsOf } from '../fields/surroundings.ts';
import { joinedPieces } from '../fields/joinedPieces.ts';
import { judgeValue } from '../fields/values.ts';

/** A JSON value during the walk, with the keys that lead to it. */
interface Place {
  readonly value: unknown;
  readonly key: string;
  readonly parentKey: string;
  /** The names of its ancestors, innermost last. */
  readonly path: string;
  readonly isOff: boolean;
  /** The request that contains it. */
  readonly scope: FieldScope | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** Longest request URL and longest body to read, in characters. */
const maxRequest = 20_000;

/**
 * Parses the text as a JSON document, adding braces if needed: settings are copied without them.
 */
export function parsedJson(text: string): Json | readonly unknown[] | undefined {
  const trimmed = text.trim();
  const isDocument = /^[[{]/.test(trimmed);
  if (!isDocument && !/^"[^"\n]{1,100}"\s{0,20}:/.test(trimmed)) return undefined;
  const value = parseJson(isDocument ? trimmed : `{${trimmed.replace(/,$/, '')}}`);
  return isRecord(value) || Array.isArray(value) ? value : undefined;
}

/**
 * Reads a JSON document: fields by their keys, and lists of `{ key, value }` or `{ name, value }`,
 * as Postman and HAR write headers. `readText` receives every other text of the document.
 */
export function scanPastedJson(
  document: unknown,
  findings: PasteFindings,
  readText: (text: string) => void,
): void {
  const start = { key: '', parentKey: '', path: '', isOff: false, scope: undefined };
  const places: Place[] = [{ value: document, ...start }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { key, path } = place;
    const value = readable(place.value, key);
    if (isRecord(value)) {
      const inner = insideOf(value, place);
      readRecord(value, inner, findings);
      // Reversed, because this is a stack.
      for (const [name, one] of Object.entries(value).reverse()) {
        places.push({ ...inner, value: one, key: name, parentKey: key });
      }
    } else if (Array.isArray(value)) {
      for (const one of [...(value as unknown[])].reverse()) {
        places.push({ ...place, value: one, key: '', parentKey: key, path });
      }
    } else if (typeof value === 'string' || Number.isSafeInteger(value)) {
      readPair(key, String(value), place, findings, readText);
    }
  }
}

/** The place of a record's members. */
function insideOf(record: Json, place: Place): Place {
  const { key, path } = place;
  const name = typeof record['name'] === 'string' ? record['name'] : key;
  return {
    ...place,
    path: wordsOf(`${path} ${fieldOf(name) ? '' : name.slice(0, 40)}`).slice(-60),
    isOff: place.isOff || isOff(record),
    scope: requestOf(record) ?? place.scope,
  };
}

/** The request in a record that has a URL, and headers or a body. */
function requestOf(record: Json): FieldScope | undefined {
  const address = record['url'] ?? record['uri'] ?? record['endpoint'];
  const raw = isRecord(address) ? address['raw'] : address;
  if (typeof raw !== 'string') return undefined;
  const { header, headers, body, postData, data } = record;
  const content = JSON.stringify([body, postData, data]).slice(0, maxRequest);
  const isRequest = header !== undefined || headers !== undefined || content !== '[null,null,null]';
  return isRequest ? scopeOf(`curl ${raw.slice(0, maxRequest)}\n${content}`) : undefined;
}

function originOf(label: string, place: Place): ValueOrigin {
  const { path, isOff: isDisabled, scope } = place;
  return compact({
    label: wordsOf(label) || undefined,
    heading: path || undefined,
    standing: isDisabled ? ('disabled' as const) : undefined,
    scope,
  });
}

function readPair(
  key: string,
  value: string,
  place: Place,
  findings: PasteFindings,
  readText: (text: string) => void,
): void {
  const field = fieldOf(key);
  if (field === undefined) {
    if (isNameKey(key)) addName(value, findings);
    else if (/^\s{0,100}[[{]/.test(value) || key === '' || key.length > 80) readText(value);
    // The key tells a session's UUID from an unlabelled one.
    else readText(`${key}: ${value}`);
    return;
  }
  const { scope } = place;
  if (field === 'apiKey' && scope?.isForeign) {
    if (scope.hasIds) findings.addUnreadableAddress();
    else if (/^x-/i.test(key)) return;
  }
  const joined = joinedPieces(value);
  const verdict = judgeValue(field, joined ?? value, 'quoted');
  const origin = { written: value, isJoined: joined !== undefined, ...originOf(key, place) };
  findings.addVerdict(field, verdict, origin, !place.isOff);
  if (verdict.type === 'gap' && verdict.gap === 'unreadable' && !place.isOff)
    findings.addUnreadableAddress();
}

function readRecord(record: Json, place: Place, findings: PasteFindings): void {
  const { key, parentKey } = place;
  const { name } = record;
  const pair = pairOf(record);
  if (pair) readPair(...pair, place, findings, () => undefined);
  const isAgent = Object.keys(record).some((one) => fieldOf(one) === 'businessId');
  if (!isAgent) return;
  if (typeof name === 'string') addName(name, findings);
  if (/^(?:askSofia\.)?agents$/.test(parentKey)) addName(key, findings);
}
