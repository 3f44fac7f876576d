/** Runs path queries while `RegExp` is replaced by the pattern engine. */
type WithPatterns = <T>(work: () => T) => T;

/**
 * Handles the patterns of a path's `match()` and `search()`, from the path's author or the
 * response. The JSONPath library creates them with the global `RegExp`, so that is replaced
 * meanwhile, in this thread only.
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
