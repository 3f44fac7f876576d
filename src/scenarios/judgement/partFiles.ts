import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// What is loaded by its path. esbuild.mjs puts another module in the place of this one: in VS Code the
// files lie beside the bundles, and the command line, which is one file, has all of it in itself.

/** The code of the worker's thread: the path of a file, or the code itself. */
export const thread = {
  code: fileURLToPath(import.meta.resolve('./workerThread.ts')),
  isPath: true,
};

/** QuickJS, the engine of scripts. */
export function engineBytes(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')));
}
