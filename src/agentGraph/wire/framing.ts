import type { Framing } from '../../shared/failure/failure.ts';
import { parseJson } from '../../shared/guards.ts';

/** How a stream's lines are misframed, as seen in a line that is not JSON. */
export interface Misframed {
  readonly framing: Framing;
  /** The JSON values that can still be read from the line, as they were sent. */
  readonly texts: readonly string[];
  /** True if the line holds nothing else. */
  readonly isWhole: boolean;
}

/** With more values in one line, missing line breaks are not the explanation. */
const maxValues = 10_000;
const quote = 0x22;
const backslash = 0x5c;

/**
 * Explains a line that is not JSON: missing line breaks, a prefix, or a value spread over lines.
 * Undefined if none applies. Linear in the length of the line.
 */
export function readMisframed(text: string): Misframed | undefined {
  const field = /^(?:data|event|id|retry):/.exec(text)?.[0];
  if (field !== undefined) return readField(field, text.slice(field.length));
  if (isOpenLine(text)) return { framing: 'spread', texts: [], isWhole: false };
  return readConcatenated(text);
}

/**
 * True for a line that stops right after a bracket, comma or colon: pretty-printed JSON, not a cut.
 */
function isOpenLine(text: string): boolean {
  if (!/^\s*[[{]/.test(text) || !'[{,:'.includes(text.trimEnd().slice(-1))) return false;
  const { ends, isInside } = scan(text);
  return isInside && ends.length === 0;
}

/** True if the text is the beginning of a longer JSON text. */
export function isBeginningOfJson(text: string): boolean {
  if (/^\s*(?:-?\d[\d.eE+-]*|-|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(text)) return true;
  return /^\s*[[{"]/.test(text) && scan(text).isInside;
}

/** A line of server-sent events, whose data may be JSON. */
function readField(field: string, text: string): Misframed {
  const isJson = field === 'data:' && parseJson(text) !== undefined;
  const isRead = isJson || field !== 'data:' || ['', '[DONE]'].includes(text.trim());
  return { framing: 'sse', texts: isJson ? [text] : [], isWhole: isRead };
}

function readConcatenated(text: string): Misframed | undefined {
  const { ends, isInside } = scan(text);
  const texts: string[] = [];
  let at = 0;
  for (const end of ends) {
    const one = text.slice(at, end);
    if (parseJson(one) === undefined) break;
    texts.push(one);
    at = end;
  }
  if (texts.length === 0 || (texts.length === 1 && !isInside)) return undefined;
  const isSeparated = ends.some((end) => text[end] === '\r');
  const isWhole = text.slice(at).trim() === '';
  return { framing: isSeparated ? 'carriageReturns' : 'concatenated', texts, isWhole };
}

/**
 * Where a text's objects and lists end, and whether the text ends inside one or inside a string.
 */
function scan(text: string): { readonly ends: readonly number[]; readonly isInside: boolean } {
  const ends: number[] = [];
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
      if (depth < 0) return { ends, isInside: false };
      if (depth === 0 && ends.push(at + 1) > maxValues) return { ends: [], isInside: false };
    }
  }
  return { ends, isInside: depth > 0 || inString };
}
