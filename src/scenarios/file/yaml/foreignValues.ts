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
 * References of which the file's author wrote the value (`own`: variables and the row of the data), and
 * those that lead into an answer. What an agent sent is never a pattern nor a path, only text in it.
 */
export interface References {
  readonly found: Found;
  readonly own: Scope;
}

/** True for a reference into an answer. */
export function isForeign(name: string, { own }: References): boolean {
  return !Object.hasOwn(own, name) && !Object.hasOwn(own, rootOf(name));
}

/** A text that is a pattern where it stands between slashes, which only its author can write. */
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

/** A regular expression, in which a foreign value stands for its own characters. */
export function resolveRegex(text: string, references: References): unknown {
  return fill(text, references.found, (value, name) =>
    isForeign(name, references) ? inRegex(asText(value)) : asText(value),
  );
}

/** A JSONPath, in which a foreign value is a text or a number to compare with. */
export function resolvePath(text: string, references: References): unknown {
  return fill(text, references.found, (value, name, before) =>
    isForeign(name, references) ? inPath(value, placeIn(before)) : asText(value),
  );
}

/** Texts are compared without the white space around them, and a pattern has none before it. */
function literal(text: string): string {
  return parsePattern(text).type === 'regex' ? ` ${text}` : text;
}

function literals(value: unknown): unknown {
  if (typeof value === 'string') return literal(value);
  return Array.isArray(value) ? value.map(literals) : value;
}

function inRegex(text: string): string {
  // A dash has no escape of its own outside of brackets, and a mark that is doubled means something.
  return text
    .replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
    .replace(/[-&!#%,:;<=>@`~]/g, (mark) => String.raw`\x${mark.charCodeAt(0).toString(16)}`);
}

interface PlaceInPath {
  /** The quotes in which a text stands there. */
  readonly quote?: string;
  /** In the pattern of `match` or `search`, the only functions of two arguments. */
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

/** As RFC 9485 writes a character that means something. */
function inIRegexp(text: string): string {
  return text.replace(/[\\^.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('$', '[$]');
}
