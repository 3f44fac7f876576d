import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './paths.ts';
import { GiveUp } from './report.ts';

const licenseFile = /^(?:licen[sc]e|notices?|copying|copyright)/i;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/**
 * The licences of the packages whose code is in the bundles, as one text file. `outputs` are those of
 * esbuild's metafiles that are shipped. Throws `GiveUp` when a package has no licence to be found.
 */
export async function thirdPartyNotices(
  outputs: Iterable<Metafile['outputs'][string]>,
): Promise<string> {
  const folders = new Set<string>();
  for (const { inputs } of outputs)
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = packageFolder(path);
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  const notices = await Promise.all([...folders].map(notice));
  return ['This software contains the following packages.', ...notices.toSorted(), ''].join(
    `\n\n${'-'.repeat(80)}\n\n`,
  );
}

/** `node_modules/@scope/name` of a file in it, also when nested in another package. */
function packageFolder(path: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

async function notice(folder: string): Promise<string> {
  const path = join(root, folder);
  const manifest = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license } = manifest;
  const files = (await readdir(path)).filter((file) => licenseFile.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), 'utf8')));
  if (texts.length === 0) texts.push(await standardText(manifest));
  const title = `${name} ${version}${license === undefined ? '' : ` (${license})`}`;
  return [title, ...texts.map((text) => text.replaceAll('\r\n', '\n').trim())].join('\n\n');
}

/** The MIT License is the same for everybody but its copyright line: we have it too. */
async function standardText({ name, license, author }: Manifest): Promise<string> {
  const holder = typeof author === 'object' ? author.name : author;
  if (license !== 'MIT' || holder === undefined)
    throw new GiveUp(`The package ${name} has no licence file, and its licence isn't MIT.`);
  const own = await readFile(join(root, 'LICENSE'), 'utf8');
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
