import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../paths.ts';
import { generateDocs } from './generateDocs.ts';

for (const [file, text] of await generateDocs()) await writeFile(join(root, file), text);
