import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

// Files loaded by path. esbuild.mjs replaces this module: in VS Code the files lie next to the
// bundles; the command line is one file that contains them.

/** The code of the worker thread: a file's path, or the code itself. */
export const thread = {
  code: fileURLToPath(import.meta.resolve('./workerThread.ts')),
  isPath: true,
};

/** QuickJS, the engine for scripts. */
export function engineBytes(): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm')));
}
