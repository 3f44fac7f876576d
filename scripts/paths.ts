import { dirname, join } from 'node:path';

/** The repository's root folder. */
export const root = dirname(import.meta.dirname);

/** Downloads and logs; ignored by git. */
export const cacheDir = join(root, '.vscode-test');
