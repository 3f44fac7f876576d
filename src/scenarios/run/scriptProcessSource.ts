/**
 * What runs in the process of a `ScriptSandbox`. A text, because each bundle would else need a file of
 * its own for it. Scripts get a context that has no prototype of ours, makes no code from texts, gets its
 * values as JSON and runs what it promised before it is left. Strict, so that no script finds a function
 * of ours among its callers. What is left out of the context takes memory that no limit counts, or
 * would go on when the script is over.
 */
export const scriptProcessSource = `'use strict';
const { createContext, runInContext } = require('node:vm');
const send = process.send.bind(process);
process.on('unhandledRejection', () => undefined);
process.on('message', (task) => send(evaluate(task)));
for (const name of ['process', 'require', 'module', 'exports', 'Buffer', 'fetch']) {
  delete globalThis[name];
}
send({});

const leftOut = [
  'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'WebAssembly',
  'FinalizationRegistry', 'WeakRef', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array',
  'Uint16Array', 'Int32Array', 'Uint32Array', 'Float16Array', 'Float32Array', 'Float64Array',
  'BigInt64Array', 'BigUint64Array',
];
const begin = 'for (const name of ' + JSON.stringify(leftOut) + ') delete globalThis[name];' +
  'for (const [k, v] of Object.entries(JSON.parse(__values))) globalThis[k] = v;' +
  'delete globalThis.__values;';

function evaluate({ expression, values, timeLimitMs }) {
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
    microtaskMode: 'afterEvaluate',
  });
  context.__values = values;
  try {
    runInContext(begin, context);
    const script = 'JSON.stringify((' + expression + '\\n))';
    const json = runInContext(script, context, { timeout: timeLimitMs });
    return { json: typeof json === 'string' ? json : undefined };
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error) {
  try {
    if (error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { isLate: true };
    return { error: String((error && error.message) || error).slice(0, 1000) };
  } catch {
    return { error: 'unknown error' };
  }
}
`;
