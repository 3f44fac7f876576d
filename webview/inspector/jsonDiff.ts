import { SentNumber } from '../../src/shared/json/exactJson.ts';
import { childrenOf, type JsonPath, pathText } from './jsonTree.ts';

/** A difference between two JSON values. */
export interface JsonChange {
  readonly type: 'added' | 'removed' | 'changed';
  /** A JSONPath. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Beyond this many differences, the two values simply have little in common. */
const maxChanges = 500;

/**
 * The differences between two JSON values, in the order of the first. Array elements are compared
 * by index. At most 500 differences.
 */
export function jsonDiff(before: unknown, after: unknown): readonly JsonChange[] {
  const changes: JsonChange[] = [];
  compare(changes, [], before, after);
  return changes.slice(0, maxChanges);
}

function compare(changes: JsonChange[], path: JsonPath, before: unknown, after: unknown): void {
  if (isSame(before, after) || changes.length >= maxChanges) return;
  const shape = shapeOf(before);
  if (shape === 'scalar' || shape !== shapeOf(after)) {
    changes.push({ type: 'changed', path: pathText(path), before, after });
    return;
  }
  const old = new Map(childrenOf(before));
  const now = new Map(childrenOf(after));
  for (const [key, value] of old) {
    const at = [...path, key];
    if (now.has(key)) compare(changes, at, value, now.get(key));
    else changes.push({ type: 'removed', path: pathText(at), before: value });
  }
  for (const [key, value] of now) {
    if (!old.has(key))
      changes.push({ type: 'added', path: pathText([...path, key]), after: value });
  }
}

/** True for the same scalar; numbers with different spellings are different. */
function isSame(before: unknown, after: unknown): boolean {
  if (before instanceof SentNumber && after instanceof SentNumber)
    return before.text === after.text;
  return Object.is(before, after);
}

function shapeOf(value: unknown): 'array' | 'object' | 'scalar' {
  if (value instanceof SentNumber) return 'scalar';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && value !== null ? 'object' : 'scalar';
}
