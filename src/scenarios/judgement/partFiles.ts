import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// Files loaded by path. esbuild.mjs replaces this module: there the files lie beside the bundles.

/** The code of the worker thread. */
export const threadPath = fileURLToPath(import.meta.resolve('./workerThread.ts'));

/** QuickJS, the engine for scripts. */
export function engineBytes(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')));
}
