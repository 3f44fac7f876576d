import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import { GivenUp } from '../file/queryJson.ts';
import { loadEngine, newContext } from './scriptIsolate.ts';

interface Pattern {
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/** The global one may be replaced by ours. */
const OwnRegExp = RegExp;

/** Each pattern is compiled once, and each text searched from its beginning. */
const search = `((known) => (source, flags, text) => {
  const name = flags + '/' + source;
  const pattern = known.get(name) || new RegExp(source, flags);
  known.set(name, pattern);
  pattern.lastIndex = 0;
  return pattern.test(text);
})(new Map())`;

/**
 * Patterns for libraries that make their own. What compiles and searches is the engine of scripts: nothing
 * can end our own while it compiles, and a process that ends would wait for it.
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

  /** `timeLimitMs` counts for each search. */
  static async load(timeLimitMs: number): Promise<PatternEngine> {
    const quickjs = await loadEngine();
    return new PatternEngine((isLate) => newContext(quickjs, isLate), timeLimitMs);
  }

  /**
   * A pattern as `RegExp` makes it, with `new` and without, also what it throws; with the one method that
   * libraries call.
   */
  get regExp(): (source: string, flags?: string) => Pattern {
    const search = (source: string, flags: string, text: string) => this.#test(source, flags, text);
    // Not an arrow, which nobody could call with `new`.
    return function (source, flags = '') {
      // Our own engine reads it, and compiles it with the first search only.
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
