// Writes the licenses of the packages that the extension bundles beside its bundles.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './paths.ts';
import { runMain } from './report.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

await runMain(async () => {
  const metafiles = JSON.parse(
    await readFile(join(root, 'dist/metafiles.json'), 'utf8'),
  ) as readonly Metafile[];
  const shipped = metafiles
    .flatMap(({ outputs }) => Object.entries(outputs))
    .flatMap(([path, output]) => (/^dist\/(?:host|pages)\//.test(path) ? [output] : []));
  await writeFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), await thirdPartyNotices(shipped));
  return 0;
});
