import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths below the folder whose name or bytes hold the secret, plain or as base64. */
export async function filesThatContain(folder: string, secret: string): Promise<readonly string[]> {
  const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, '')];
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (forms.some((form) => path.includes(form) || bytes.includes(form))) found.push(path);
  }
  return found;
}
