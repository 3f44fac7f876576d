/** Does something with paths, in the place of `RegExp` with the engine of patterns. */
type WithPatterns = <T>(work: () => T) => T;

/**
 * The patterns of a path's `match()` and `search()`, whoever wrote them: the path or the answer. What follows
 * paths makes them itself with the global `RegExp`, which is another one meanwhile, in this thread alone.
 */
export async function patternsOf(path: string, timeLimitMs: number): Promise<WithPatterns> {
  if (!/match|search/.test(path)) return (work) => work();
  const { PatternEngine } = await import('./patternEngine.ts');
  const { regExp } = await PatternEngine.load(timeLimitMs);
  return (work) => {
    const own = globalThis.RegExp;
    try {
      globalThis.RegExp = regExp as unknown as RegExpConstructor;
      return work();
    } finally {
      globalThis.RegExp = own;
    }
  };
}
