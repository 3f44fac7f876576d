import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import { GivenUp } from '../file/queryJson.ts';
import { loadEngine, newContext } from './scriptIsolate.ts';

/** Kept, because the global `RegExp` may be replaced by ours. */
const OwnRegExp = RegExp;

/** Compiles each pattern once, and searches each text from its start. */
const search = `((known) => (source, flags, text) => {
  const name = flags + '/' + source;
  const pattern = known.get(name) || new RegExp(source, flags);
  known.set(name, pattern);
  pattern.lastIndex = 0;
  return pattern.test(text);
})(new Map())`;

/**
 * Patterns for libraries that create their own. The script engine compiles and searches them:
 * Node's engine cannot be interrupted while compiling, and even process exit would wait for it.
 */
export class PatternEngine {
  readonly #context: QuickJSContext;
  readonly #search: QuickJSHandle;
  #steps = 0;

  private constructor(context: (isLate: () => boolean) => QuickJSContext, timeLimitMs: number) {
    // A step counts as a millisecond, as in scripts.
    this.#context = context(() => (this.#steps += 1) > timeLimitMs);
    this.#search = this.#context.unwrapResult(this.#context.evalCode(search));
  }

  /** `timeLimitMs` applies to each search. */
  static async load(timeLimitMs: number): Promise<PatternEngine> {
    const quickjs = await loadEngine();
    return new PatternEngine((isLate) => newContext(quickjs, isLate), timeLimitMs);
  }

  /**
   * Creates a pattern like `RegExp`, with or without `new`, and throws like it. It has only the
   * methods that the libraries call.
   */
  get regExp(): (source: string, flags?: string) => Pick<RegExp, 'test'> {
    const search = (source: string, flags: string, text: string) => this.#test(source, flags, text);
    // An arrow function could not be called with `new`.
    return function (source, flags = '') {
      // Node's engine only validates it here; it compiles at the first search.
      const own = new OwnRegExp(source, flags);
      return { test: (text) => search(source, flags, text), toString: () => String(own) };
    };
  }

  /** Throws `GivenUp`. */
  #test(source: string, flags: string, text: string): boolean {
    const context = this.#context;
    const regex = `/${source}/${flags}`;
    this.#steps = 0;
    const given = [source, flags, text].map((one) => context.newString(one));
    try {
      const result = context.callFunction(this.#search, context.undefined, ...given);
      if (!result.error) return context.dump(result.value) === true;
      const { message = '' } = context.dump(result.error) as { readonly message?: string };
      if (message === 'interrupted') throw new GivenUp({ type: 'late', regex });
      if (message === 'out of memory') throw new GivenUp({ type: 'memory', regex });
      throw new GivenUp({ type: 'unusable', reason: message, regex });
    } finally {
      for (const one of given) one.dispose();
    }
  }
}
