import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { engineBytes } from './partFiles.ts';
import type { ScriptResult, Work } from './work.ts';

/** TypeScript declares it only together with the DOM globals, which this code does not have. */
declare const WebAssembly: {
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => object;
};

/** Enough for the responses of one conversation; a script that needs more leaks memory. */
const memoryLimitBytes = 96 * 2 ** 20;

/** For the whole engine: its own needs, and whatever it does not count. */
const engineMemory = { initial: pages(16 * 2 ** 20), maximum: pages(192 * 2 ** 20) };

/** Some thousand calls. The engine needs ten times as much of the thread's own 4 MB stack. */
const stackLimitBytes = 384 * 2 ** 10;

/** In characters; no yes-or-no result is longer. */
const maxResultLength = 1_000_000;
const maxMessageLength = 1_000;

/**
 * Captures the built-ins before the script can change them. No object of ours crosses the border:
 * values come in as JSON text, and results go out as text.
 */
const border = `(({ parse, stringify }, { entries }, { defineProperty }, TypeError, SyntaxError) => {
  let unread;
  JSON.parse = (...given) => {
    try {
      return parse(...given);
    } catch (error) {
      if (error instanceof SyntaxError) unread = error;
      throw error;
    }
  };
  return {
    define(json) {
      for (const [name, value] of entries(parse(json))) {
        const property = { value, writable: true, enumerable: true, configurable: true };
        defineProperty(globalThis, name, property);
      }
    },
    json: (value) => stringify(value),
    words: (error) => '' + ((error && error.message) || error),
    isTypeError: (error) => error instanceof TypeError,
    isUnread: (error) => error !== undefined && error === unread,
  };
})(JSON, Object, Reflect, TypeError, SyntaxError)`;

/** The engine's messages for a missing value; other type errors are the expression's fault. */
const missingValue =
  /of (?:undefined|null)$|not iterable|convert (?:undefined |null )?to object|'in' operand|^empty array$/;

// Its types describe a CommonJS module, but it is loaded as an ES module here.
const syncVariant = variant as unknown as QuickJSSyncVariant;
const engine = engineBytes().then((bytes) => WebAssembly.compile(bytes));

/**
 * Prepares an engine that then evaluates the expression, with variables given as JSON. Each script
 * has its own engine with its own memory, so it sees nothing of an earlier script and cannot break
 * the next one.
 */
export async function prepareScript({
  expression,
  timeLimitMs,
}: Omit<Work['script']['task'], 'values'>): Promise<(values: string) => ScriptResult> {
  const quickjs = await loadEngine();
  return (values) => {
    let steps = 0;
    // The engine calls this after every 10,000 loops and calls, and as often during a pattern
    // search. Each call counts as a millisecond, roughly the time it takes, so a script that
    // finishes on one machine finishes on all, whatever their load.
    const isLate = () => steps > timeLimitMs;
    try {
      const context = newContext(quickjs, () => {
        steps += 1;
        return isLate();
      });
      const result = new Script(context).evaluate(expression, values);
      return isLate() ? { type: 'late' } : result;
    } catch (error) {
      // The engine gave up midway: it ran out of thread stack or of its own memory.
      if (isLate()) return { type: 'late' };
      const message = error instanceof RangeError ? 'stack overflow' : String(error);
      return { type: 'failed', message };
    }
  };
}

/** An engine with its own memory. */
export async function loadEngine(): Promise<QuickJSWASMModule> {
  return newQuickJSWASMModuleFromVariant(
    newVariant(syncVariant, {
      wasmModule: await engine,
      wasmMemory: new WebAssembly.Memory(engineMemory),
    }),
  );
}

/** A context in which code runs until `isOver` returns true; it is called at each step. */
export function newContext(quickjs: QuickJSWASMModule, isOver: () => boolean): QuickJSContext {
  const runtime = quickjs.newRuntime({
    memoryLimitBytes,
    maxStackSizeBytes: stackLimitBytes,
    interruptHandler: isOver,
  });
  return runtime.newContext();
}

function pages(bytes: number): number {
  return bytes / 2 ** 16;
}

/** One script in a context. Nothing is freed: the engine is discarded with all its memory. */
class Script {
  readonly #context: QuickJSContext;
  readonly #border: QuickJSHandle;

  constructor(context: QuickJSContext) {
    this.#context = context;
    this.#border = context.unwrapResult(context.evalCode(border));
  }

  evaluate(expression: string, values: string): ScriptResult {
    const context = this.#context;
    const defined = this.#call('define', context.newString(values));
    if (defined.error) return this.#failed(defined.error);
    const evaluated = context.evalCode(`(async () => (${expression}\n))()`, 'script');
    if (evaluated.error) return this.#failed(evaluated.error);
    const jobs = context.runtime.executePendingJobs();
    if (jobs.error) return this.#failed(jobs.error);
    const promise = context.getPromiseState(evaluated.value);
    if (promise.type === 'pending') return { type: 'unsettled' };
    if (promise.type === 'rejected') return this.#failed(promise.error);
    return this.#value(promise.value);
  }

  /** A value as JSON; the script's own `toJSON` may run. */
  #value(value: QuickJSHandle): ScriptResult {
    const context = this.#context;
    const json = this.#call('json', value);
    if (json.error) return this.#failed(json.error);
    if (context.typeof(json.value) !== 'string') return { type: 'value' };
    const length = context.getNumber(context.getProp(json.value, 'length'));
    if (length > maxResultLength) return { type: 'long' };
    return { type: 'value', json: context.getString(json.value) };
  }

  /** The thrown error's message; reading it may throw as well. */
  #failed(error: QuickJSHandle): ScriptResult {
    const words = this.#call('words', error);
    if (words.error) return { type: 'failed', message: 'unknown error' };
    const message = this.#context.getString(words.value).slice(0, maxMessageLength);
    if (message === 'out of memory') return { type: 'memory' };
    // For invalid JSON the response is to blame: an expression has no other texts to parse.
    const isLacking =
      this.#is('isUnread', error) || (this.#is('isTypeError', error) && missingValue.test(message));
    return { type: isLacking ? 'lacking' : 'failed', message };
  }

  #is(name: 'isTypeError' | 'isUnread', error: QuickJSHandle): boolean {
    const said = this.#call(name, error);
    return !said.error && this.#context.dump(said.value) === true;
  }

  #call(name: 'define' | 'json' | 'words' | 'isTypeError' | 'isUnread', argument: QuickJSHandle) {
    const context = this.#context;
    const tool = context.getProp(this.#border, name);
    return context.callFunction(tool, context.undefined, argument);
  }
}
