import { query } from 'jsonpath-rfc9535';
import { t } from '../../shared/l10n.ts';
import { inTime } from './textPattern.ts';

/** The values at a JSONPath (RFC 9535). Its functions `match` and `search` have regular expressions. */
export function queryJson(value: unknown, path: string): readonly unknown[] {
  const find = (): readonly unknown[] => query(value as Parameters<typeof query>[0], path);
  if (!/\b(?:match|search)\b/.test(path)) return find();
  return inTime(find, (limit) =>
    t('The JSONPath {path} took longer than {limit} ms. Make it simpler.', { path, limit }),
  );
}
