// `npm run package:cli`: the command line as an npm package without dependencies. Makes
// dist/ask-sofia-VERSION.tgz, or in the folder after --out, and prints its path.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Metafile } from 'esbuild';
import { root } from './paths.ts';
import { runMain } from './report.ts';
import { npmCommand, runQuietly } from './runProcess.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

/** Those that people name in their own files. */
const schemas = ['agents', 'recording', 'scenario', 'testReport'].map(
  (name) => `${name}.schema.json`,
);
/** Fields that the package shares with the extension. */
const shared = ['version', 'license', 'author', 'repository', 'homepage', 'bugs'];

await runMain(async () => {
  const { out } = parseArgs({
    options: { out: { type: 'string', default: join(root, 'dist') } },
  }).values;
  const folder = resolve(out, 'npm');
  await rm(folder, { recursive: true, force: true });
  const manifest = await assemble(join(folder, 'package'), join(folder, 'build'));
  const [npm, args] = npmCommand(['pack', '--pack-destination', resolve(out)]);
  await runQuietly(npm, args, {
    cwd: join(folder, 'package'),
    log: 'npm-pack.log',
    sentence: "npm couldn't pack the command line",
  });
  console.log(resolve(out, `${manifest.name}-${manifest.version}.tgz`));
  return 0;
});

/** Builds into one folder and puts what the package holds into another. */
async function assemble(folder: string, build: string) {
  await runQuietly(process.execPath, ['esbuild.mjs', '--production', '--out', build], {
    log: 'build.log',
    sentence: 'The build failed: run "npm run check" for the details',
  });
  const bundles = await commandLineBundles(build);
  const files = new Map([
    ...bundles.map(({ path }) => [relative(build, path), path] as const),
    ...schemas.map((name) => [`schemas/${name}`, join(root, 'media', name)] as const),
    ['LICENSE', join(root, 'LICENSE')] as const,
    ['README.md', join(root, 'scripts/npm/README.md')] as const,
  ]);
  for (const [name, path] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await copyFile(path, join(folder, name));
  }
  const notices = await thirdPartyNotices(bundles.map(({ output }) => output));
  await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices);
  const manifest = await packageManifest();
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

/** The files of the command line that the build made. */
async function commandLineBundles(build: string) {
  const metafiles = JSON.parse(
    await readFile(join(build, 'metafiles.json'), 'utf8'),
  ) as readonly Metafile[];
  return metafiles
    .flatMap(({ outputs }) => Object.entries(outputs))
    .map(([path, output]) => ({ path: resolve(root, path), output }))
    .filter(({ path }) => /^cli[./\\]/.test(relative(build, path)));
}

async function packageManifest() {
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Readonly<
    Record<string, unknown>
  >;
  const { node } = own['engines'] as { readonly node: string };
  const fields = shared.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]));
  return {
    name: 'ask-sofia',
    description: "Chat with Sofia, Connectly's AI sales agent, and test it from the command line",
    keywords: ['sofia', 'connectly', 'conversational ai', 'agent', 'testing', 'cli'],
    ...(Object.fromEntries(fields) as { readonly version: string }),
    engines: { node },
    type: 'module',
    bin: { 'ask-sofia': 'cli.js' },
    files: ['cli.js', 'cli', 'schemas', 'THIRD-PARTY-NOTICES.txt'],
  };
}
