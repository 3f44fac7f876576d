import type { FieldScope } from '../choice/candidates.ts';
import { countUpTo } from './countUpTo.ts';
import { agentGraphPath, originOf } from './values.ts';

/** Where a new part of a text begins: a blank line, a rule, the next command or request. */
const borders =
  /\n[ \t]{0,80}\n|\n(?=[ \t]{0,20}(?:curl |#{2,6} |-{3,}|={3,}|(?:GET|POST|PUT|PATCH|DELETE|HEAD) [\/h]|http (?:get|post) ))/gi;

/** How commands and programs send a request. */
const requestWords =
  /\b(?:curl|wget|Invoke-RestMethod|Invoke-WebRequest) |\b(?:fetch|got|ky|axios|urlopen|URLRequest|HttpPost|NewRequest)\(|\b(?:axios|requests|httpx?|HTTParty|client|session|Http)\.\w|^[ \t]{0,8}(?:GET|POST|PUT|PATCH|DELETE|HEAD) [\/h]|^Host:/im;
const addresses = /https?:\/\/[^\s"'`<>\\^|,;(){}[\]]{1,300}/gi;
const hostHeader = /^Host: {0,4}([\w.-]{1,200})/im;
const ids = /(?:business|agent)[ _-]?(?:descriptor[ _-]?)?id|client[ _-]?key/i;

/** More than a handwritten request has; the rest is ignored. */
const maxLength = 20_000;

const maxLine = 2000;

/**
 * Finds the independent parts of a text: paragraphs, commands, requests. The function returns the
 * request in the line at an offset, or else the part of the text around it.
 */
export function readScopes(text: string): (offset: number) => FieldScope {
  const starts = [0, ...[...text.matchAll(borders)].map(({ index }) => index + 1)];
  const lines = new Map<number, FieldScope>();
  const parts = new Map<number, FieldScope>();
  const partAt = (offset: number): FieldScope => {
    const next = countUpTo(starts, (start) => start, offset);
    const start = starts[next - 1] ?? 0;
    const end = Math.min(starts[next] ?? Infinity, start + maxLength);
    const part = parts.get(start) ?? scopeOf(text.slice(start, end));
    parts.set(start, part);
    return part;
  };
  return (offset) => {
    const part = partAt(offset);
    const before = text.slice(Math.max(0, offset - maxLine), offset);
    const lineBreak = before.lastIndexOf('\n');
    // A line this long was not written by hand, so it says nothing.
    if (lineBreak === -1 && before.length === maxLine) return part;
    const start = offset - before.length + lineBreak + 1;
    const line =
      lines.get(start) ?? scopeOf(text.slice(start, start + maxLine).split('\n', 1)[0] ?? '');
    lines.set(start, line);
    if (!line.isGraph && !line.isForeign) return part;
    return { ...line, hasIds: line.hasIds || (part.hasIds && !part.isGraph) };
  };
}

/** The facts about the request that a text belongs to. */
export function scopeOf(text: string): FieldScope {
  const found = [...text.matchAll(addresses)].map(([address]) => address);
  const host = hostHeader.exec(text)?.[1];
  const all = host === undefined ? found : [...found, `https://${host}`];
  const isGraph = text.includes(agentGraphPath) || all.some((one) => originOf(one) !== undefined);
  const isForeign = !isGraph && all.length > 0 && requestWords.test(text);
  return { isGraph, isForeign, hasIds: ids.test(text) };
}
