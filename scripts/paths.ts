import { dirname, join } from 'node:path';

/** The repository. */
export const root = dirname(import.meta.dirname);

/** Downloads and logs; not in git. */
export const cacheDir = join(root, '.vscode-test');
