import { prepareScript } from './scriptIsolate.ts';
import type { SearchResult, Work } from './work.ts';

export type SearchedPattern = Omit<Work['search']['task'], 'texts'>;

/** Each text is searched from its start, whatever the flags. */
const expression = `((pattern) => texts.map((text) => {
  pattern.lastIndex = 0;
  return pattern.test(text);
}))(new RegExp(source, flags))`;

/**
 * Prepares a search that tells for each text whether it matches. It runs in the script engine:
 * Node's engine cannot be interrupted while it compiles a pattern, which can take a minute even for
 * a short one.
 */
export async function prepareSearch({
  source,
  flags,
  timeLimitMs,
}: SearchedPattern): Promise<(texts: readonly string[]) => SearchResult> {
  const run = await prepareScript({ expression, timeLimitMs });
  return (texts) => {
    const result = run(JSON.stringify({ source, flags, texts }));
    if (result.type === 'value')
      return { type: 'searched', isFound: JSON.parse(result.json ?? '[]') as readonly boolean[] };
    if ('message' in result) return { type: 'unusable', reason: result.message };
    return { type: result.type === 'late' ? 'late' : 'memory' };
  };
}
