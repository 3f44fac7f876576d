/** Facts about a JSON text from one pass over it. */
export interface JsonFeatures {
  /** Nesting levels of arrays and objects; 0 for a scalar. */
  readonly depth: number;
  /** Number of members in all objects, counting repeated names each time. */
  readonly names: number;
  /** True if JavaScript spells every number the same, so that parsing changes none. */
  readonly hasPlainNumbers: boolean;
}

/** Where a text's arrays and objects end, numbered in the order in which they begin. */
export interface JsonContainers {
  /** Offset after the closing bracket. */
  readonly ends: number[];
  /** Number of the next one that does not begin inside this one. */
  readonly following: number[];
}

const backslash = 0x5c;
const colon = 0x3a;

/**
 * Scans a text that JSON.parse accepts. Runs for every line of a response, so it builds only the
 * lists that are asked for. Linear, without recursion over the depth of the value.
 */
export function scanJson(text: string, containers?: JsonContainers): JsonFeatures {
  let depth = 0;
  let deepest = 0;
  let names = 0;
  let hasPlainNumbers = true;
  /** Numbers of the open arrays and objects. */
  const open: number[] | undefined = containers && [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    switch (code) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case colon:
        names += 1;
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        if (depth > deepest) deepest = depth;
        if (containers && open) {
          open.push(containers.ends.length);
          containers.ends.push(0);
          containers.following.push(0);
        }
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        if (containers && open) {
          const number = open.pop() ?? 0;
          containers.ends[number] = at + 1;
          containers.following[number] = containers.ends.length;
        }
        break;
      case 0x2d: // -
      case 0x30:
      case 0x31:
      case 0x32:
      case 0x33:
      case 0x34:
      case 0x35:
      case 0x36:
      case 0x37:
      case 0x38:
      case 0x39: {
        const end = endOfNumber(text, at);
        if (hasPlainNumbers) hasPlainNumbers = isPlainNumber(text, at, end);
        at = end - 1;
        break;
      }
    }
  }
  return { depth: deepest, names, hasPlainNumbers };
}

/** Offset of the quote that ends the string whose first quote is at `start`. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

/** Offset after the number that begins at `start`. */
export function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 0x30 && code <= 0x39;
    // . E e + -
    if (!isDigit && code !== 0x2e && (code | 0x20) !== 0x65 && code !== 0x2b && code !== 0x2d)
      break;
  }
  return at;
}

const word = /[-+.\w]*/y;

/**
 * The strings, numbers, words and marks of a JSON text in order, as sent, without the white space
 * between them. Text that is not JSON comes in pieces too.
 */
export function* jsonTokens(text: string): Generator<string, void, undefined> {
  for (let at = 0; at < text.length;) {
    const first = text.charAt(at);
    let end = at + 1;
    if (first === '"') end = endOfString(text, at) + 1;
    else if (/[-\w]/.test(first)) {
      word.lastIndex = end;
      end += word.exec(text)?.[0].length ?? 0;
    }
    if (!/\s/.test(first)) yield text.slice(at, end);
    at = end;
  }
}

function isPlainNumber(text: string, start: number, end: number): boolean {
  if (end - start === 1) return true;
  const token = text.slice(start, end);
  return String(Number(token)) === token;
}

/** Number of members in all objects of a value. The value must not be deep: see `maxDepth`. */
export function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let names = 0;
  if (Array.isArray(value)) {
    for (const child of value as readonly unknown[])
      if (typeof child === 'object') names += countNames(child);
    return names;
  }
  // Object.values would build a list per object. JSON.parse results inherit no names.
  for (const name in value) {
    names += 1;
    const child: unknown = value[name as keyof typeof value];
    if (typeof child === 'object') names += countNames(child);
  }
  return names;
}
