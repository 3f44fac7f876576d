import { isTooDeep, mayBeTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { isRecord, parseJson } from '../../shared/guards.ts';
import { JsonIndex, type JsonSpan } from '../../shared/json/jsonIndex.ts';
import { jsonValueWithPlaces } from '../../shared/masking/escapes.ts';
import { withMarkers, type MaskedRange } from '../../shared/masking/secretRanges.ts';
import { recordingFormat } from '../recording.ts';
import { bytesOfText, textOfBytes } from './bytesText.ts';
import { rangesInJson, type Search } from './redactJson.ts';

/** How a text in a recording's line is searched. */
type Way = 'text' | 'url' | 'json' | 'base64';

/** A field that is not listed is searched as text. */
const ways: ReadonlyMap<string, Way> = new Map([
  ['url', 'url'],
  ['body', 'json'],
  ['text', 'json'],
  ['base64', 'base64'],
]);

/** The recording's own fields are not searched. */
const unsearched: ReadonlySet<string> = new Set([
  ...['format', 'createdAt', 'recordedBy', 'type', 'endpoint', 'method', 'outcome', 'reason'],
  'connection',
]);

/** Finds the ranges of a text to replace, with their replacements. */
type Find = (text: string, field: string) => readonly MaskedRange[];

/**
 * The ranges to replace in a line of a recording: in the texts of the header or of an entry,
 * whatever their escapes. Any other line is searched as text that may be JSON.
 */
export function rangesInLine(line: string, search: Search): readonly MaskedRange[] {
  const value = parseJson(line);
  const isDeep = mayBeTooDeep(line.length) && isTooDeep(value);
  const isPart = isRecord(value) && (value['format'] === recordingFormat || 'exchange' in value);
  if (!isPart || isDeep) return rangesInJson(line, search);
  const finds: Readonly<Record<Way, Find>> = {
    text: search,
    json: (text) => rangesInJson(text, search),
    url: (text) => rangesInUrl(text, search),
    base64: (text) => rangesInBytes(text, search),
  };
  const index = new JsonIndex(line);
  const found: MaskedRange[] = [];
  const visit = (span: JsonSpan, way: Way, field: string, isHeaders: boolean): void => {
    if (index.isString(span)) found.push(...inString(index.textOf(span), span, field, finds[way]));
    else if (index.isArray(span)) for (const one of index.items(span)) visit(one, way, '', false);
    else if (index.isObject(span))
      for (const { name, value: inner } of index.members(span))
        visit(inner, name === 'baseUrl' ? 'url' : 'text', isHeaders ? name : '', false);
  };
  for (const { name, value: span } of index.members(index.root))
    if (!unsearched.has(name)) visit(span, ways.get(name) ?? 'text', '', name === 'headers');
  return found;
}

/** Converts ranges within a string to ranges of its line. */
function inString(
  quoted: string,
  { start }: JsonSpan,
  field: string,
  find: Find,
): readonly MaskedRange[] {
  const { text, starts } = jsonValueWithPlaces(quoted.slice(1, -1));
  const at = (offset: number) => start + 1 + (starts[offset] ?? quoted.length - 2);
  return find(text, field).map((range) => ({
    start: at(range.start),
    end: at(range.end),
    marker: JSON.stringify(range.marker).slice(1, -1),
  }));
}

/** Skips the host, which is the API's. */
function rangesInUrl(url: string, search: Search): readonly MaskedRange[] {
  const host = /^\w{1,20}:\/\/[^/?#@]*(?=[/?#]|$)/.exec(url)?.[0] ?? '';
  return search(url.slice(host.length), '').map(({ start, end, marker }) => ({
    start: host.length + start,
    end: host.length + end,
    marker: encodeURI(marker),
  }));
}

/** Replaces the whole string: a change within it alters all Base64 after that point. */
function rangesInBytes(base64: string, search: Search): readonly MaskedRange[] {
  const text = textOfBytes(Buffer.from(base64, 'base64'));
  const ranges = rangesInJson(text, search);
  if (ranges.length === 0) return [];
  const marker = bytesOfText(withMarkers(text, ranges)).toString('base64');
  return [{ start: 0, end: base64.length, marker }];
}
