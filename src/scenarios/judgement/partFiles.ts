import { fileURLToPath } from 'node:url';

// Files that are loaded by their path. esbuild.mjs puts those of the build in the place of this module.

/** The code of the worker's thread. */
export const workerFile = fileURLToPath(import.meta.resolve('./workerThread.ts'));

/** QuickJS, the engine of scripts. */
export const engineFile = fileURLToPath(
  import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'),
);
