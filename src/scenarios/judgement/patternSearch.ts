import { prepareScript } from './scriptIsolate.ts';
import type { SearchResult } from './work.ts';

export interface SearchedPattern {
  readonly source: string;
  readonly flags: string;
  readonly timeLimitMs: number;
}

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
    switch (result.type) {
      case 'value':
        return { type: 'searched', isFound: JSON.parse(result.json ?? '[]') as readonly boolean[] };
      case 'late':
      case 'memory':
        return { type: result.type };
      case 'failed':
      case 'lacking':
        return { type: 'unusable', reason: result.message };
      case 'long':
      case 'unsettled':
        return { type: 'memory' };
    }
  };
}
