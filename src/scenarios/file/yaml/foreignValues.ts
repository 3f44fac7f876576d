import {
  asText,
  fill,
  onlyReference,
  resolveText,
  rootOf,
  type Found,
  type Scope,
} from '../templates.ts';
import { parsePattern } from '../textPattern.ts';

/**
 * References to values that the file's author wrote (`own`: variables and the data row), and
 * references into a response. Agent data never becomes a pattern or path, only literal text in one.
 */
export interface References {
  readonly found: Found;
  readonly own: Scope;
}

/** True for a reference into a response. */
export function isForeign(name: string, { own }: References): boolean {
  return !Object.hasOwn(own, name) && !Object.hasOwn(own, rootOf(name));
}

/** A text that is a pattern if it has slashes around it; only the author can write those. */
export function resolvePattern(text: string, references: References): unknown {
  const only = onlyReference(text);
  if (only !== undefined) {
    const value = resolveText(text, references.found);
    return isForeign(only, references) ? literals(value) : value;
  }
  const authored = fill(text, references.found, (value, name) =>
    isForeign(name, references) ? 'x' : asText(value),
  );
  if (parsePattern(authored).type === 'regex') return resolveRegex(text, references);
  return literal(asText(resolveText(text, references.found)));
}

/** A regular expression; a foreign value in it matches its own characters literally. */
export function resolveRegex(text: string, references: References): unknown {
  return fill(text, references.found, (value, name) =>
    isForeign(name, references) ? inRegex(asText(value)) : asText(value),
  );
}

/** A JSONPath; a foreign value in it is text or a number to compare with. */
export function resolvePath(text: string, references: References): unknown {
  return fill(text, references.found, (value, name, before) =>
    isForeign(name, references) ? inPath(value, placeIn(before)) : asText(value),
  );
}

/** A leading space keeps foreign text from being a pattern; comparison ignores outer spaces. */
function literal(text: string): string {
  return parsePattern(text).type === 'regex' ? ` ${text}` : text;
}

function literals(value: unknown): unknown {
  if (typeof value === 'string') return literal(value);
  return Array.isArray(value) ? value.map(literals) : value;
}

function inRegex(text: string): string {
  // Outside brackets `\-` is not a valid escape, and some marks have a meaning when doubled.
  return text
    .replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replace(/[-&!#%,:;<=>@`~]/g, (mark) => String.raw`\x${mark.charCodeAt(0).toString(16)}`);
}

interface PlaceInPath {
  /** The quote character around the text at this place. */
  readonly quote?: string;
  /** Inside the pattern of `match` or `search`, the only functions with two arguments. */
  readonly isPattern: boolean;
}

function placeIn(path: string): PlaceInPath {
  const open: string[] = [];
  let quote: string | undefined;
  let isPattern = false;
  let previous = '';
  for (let index = 0; index < path.length; index += 1) {
    const character = path.charAt(index);
    if (quote !== undefined) {
      if (character === '\\') index += 1;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") {
      quote = character;
      isPattern = open.at(-1) === '(' && previous === ',';
    } else if (character === '(' || character === '[') open.push(character);
    else if (character === ')' || character === ']') open.pop();
    if (/\S/.test(character)) previous = character;
  }
  return quote === undefined ? { isPattern: false } : { quote, isPattern };
}

function inPath(value: unknown, { quote, isPattern }: PlaceInPath): string {
  if (quote === undefined) {
    const isText = typeof value === 'string' || typeof value === 'object';
    return JSON.stringify(isText ? asText(value) : value);
  }
  const text = isPattern ? inIRegexp(asText(value)) : asText(value);
  const escaped = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? escaped : escaped.replaceAll(String.raw`\"`, '"').replaceAll("'", "\\'");
}

/** Escapes special characters as RFC 9485 requires. */
function inIRegexp(text: string): string {
  return text.replace(/[\\^.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('$', '[$]');
}
