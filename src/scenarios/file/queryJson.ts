import { query } from 'jsonpath-rfc9535';
import { inTime } from './textPattern.ts';

/** The values at a JSONPath (RFC 9535). Its functions `match` and `search` have regular expressions. */
export function queryJson(value: unknown, path: string): readonly unknown[] {
  const find = (): readonly unknown[] => query(value as Parameters<typeof query>[0], path);
  return /\b(?:match|search)\b/.test(path) ? inTime(`The JSONPath ${path}`, find) : find();
}
