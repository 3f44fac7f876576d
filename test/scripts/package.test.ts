import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipEntries } from '../support/programs/zipEntries.ts';
import manifest from '../../package.json' with { type: 'json' };
import { cacheDir, root } from '../../scripts/paths.ts';

const maxVsixBytes = 1_500_000;
/** Loaded by every window that uses the extension, so it counts for more. */
const maxActivationBytes = 160 * 1024;
/** Beside what the build makes. */
const allowed = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/l10n/bundle.l10n.es.json',
  'extension/l10n/bundle.l10n.pt-br.json',
  'extension/media/agents.schema.json',
  'extension/media/icon.png',
  'extension/media/scenario.schema.json',
  'extension/media/sofia.svg',
  'extension/media/walkthrough/agent.svg',
  'extension/media/walkthrough/connection.svg',
  'extension/media/walkthrough/demo.svg',
  'extension/media/walkthrough/hello.svg',
  'extension/media/walkthrough/saved.svg',
  'extension/package.json',
  'extension/package.nls.es.json',
  'extension/package.nls.json',
  'extension/package.nls.pt-br.json',
  'extension/readme.md',
];

const vsix = await readFile(process.env['ASK_SOFIA_VSIX'] ?? join(cacheDir, 'ask-sofia.vsix'));
const entries = zipEntries(vsix);

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Output>>;
}

interface Output {
  /** In bytes. */
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly Import[];
}

interface Import {
  readonly path: string;
  readonly kind: string;
  readonly external?: boolean;
}

/** Of the production build that made the VSIX. */
const metafiles = JSON.parse(
  await readFile(join(root, 'dist', 'metafiles.json'), 'utf8'),
) as readonly Metafile[];

/** The build that made a bundle. */
function metafileOf(bundle: string): Metafile {
  const metafile = metafiles.find(({ outputs }) => Object.hasOwn(outputs, bundle));
  assert.ok(metafile, `${bundle} is not in dist/metafiles.json`);
  return metafile;
}

/** What is loaded with a bundle, before any `import()`: its size and the files that it was made of. */
function loadedWith(bundle: string): {
  readonly bytes: number;
  readonly inputs: readonly string[];
} {
  const { outputs } = metafileOf(bundle);
  const loaded = new Set([bundle]);
  for (const name of loaded)
    for (const { path, kind, external } of outputs[name]?.imports ?? [])
      if (kind !== 'dynamic-import' && !external) loaded.add(path);
  const files = [...loaded].flatMap((name) => outputs[name] ?? []);
  return {
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    inputs: files.flatMap(({ inputs }) => Object.keys(inputs)),
  };
}

test('the VSIX stays under 1.5 MB', () => {
  assert.ok(vsix.length < maxVsixBytes, `${vsix.length} bytes`);
});

test('the VSIX holds the allowed files, what the build made of host and pages, and no other', () => {
  const names = entries.map(({ name }) => name);
  const isBuilt = (name: string) => /^extension\/dist\/.*\.(?:js|css|wasm)$/.test(name);
  assert.deepEqual(names.filter((name) => !isBuilt(name)).toSorted(), allowed);
  const made = metafiles.flatMap(({ outputs }) => Object.keys(outputs));
  assert.deepEqual(
    names.filter(isBuilt).toSorted(),
    made
      .filter((name) => !/^dist\/cli[./]/.test(name))
      .map((name) => `extension/${name}`)
      .toSorted(),
  );
});

test('on the Marketplace, every link and picture of the README leads to the repository', () => {
  const address = manifest.repository.url.replace(/\.git$/, '');
  const text = entries.find(({ name }) => name === 'extension/readme.md')?.text() ?? '';
  const prose = text.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)];
  assert.ok(links.some(([, mark]) => mark === '!'));
  for (const [, mark, target = ''] of links) {
    if (mark === '!') assert.ok(target.startsWith(`${address}/raw/HEAD/media/`), target);
    else assert.match(target, /^(?:https:\/\/|#)/);
  }
});

test('no shipped file tells a path of the machine that built it', () => {
  const telltale = entries.filter((entry) => entry.text().includes(root));
  assert.deepEqual(
    telltale.map(({ name }) => name),
    [],
  );
});

test('what VS Code loads at activation is small: no undici, no demo, no QuickJS', () => {
  const { bytes, inputs } = loadedWith('dist/host/extension.js');
  const isLazy = (path: string) =>
    /node_modules\/(undici|@jitl|quickjs-\w+-core)\/|src\/simulator\//.test(path);
  assert.ok(inputs.includes('src/extension.ts'));
  assert.deepEqual(inputs.filter(isLazy), []);
  assert.ok(bytes < maxActivationBytes, `${bytes} bytes`);
});

test('the engine of scripts is loaded with the first script', () => {
  const { inputs } = loadedWith('dist/host/judgementThread.js');
  assert.ok(inputs.includes('src/scenarios/judgement/workerThread.ts'));
  const isEngine = (path: string) => /node_modules\/(@jitl|quickjs-\w+-core)\//.test(path);
  assert.deepEqual(inputs.filter(isEngine), []);
});

test('no bundle holds the part of undici that takes over the global fetch', () => {
  for (const bundle of ['dist/host/extension.js', 'dist/cli.js']) {
    const inputs = Object.keys(metafileOf(bundle).inputs);
    assert.ok(inputs.some((path) => path.includes('node_modules/undici/')));
    assert.deepEqual(
      inputs.filter((path) => /undici\/(lib\/global|index)\.js$/.test(path)),
      [],
      bundle,
    );
  }
});

test('the pages hold nothing of Node and of src only what is shared', () => {
  const inputs = Object.keys(metafileOf('dist/pages/chat.js').inputs);
  assert.deepEqual(
    inputs.filter((path) => path.startsWith('src/') && !path.startsWith('src/shared/')),
    [],
  );
});

test('the notices have the license of what a page and the host bundle', () => {
  const notices =
    entries.find(({ name }) => name.endsWith('/THIRD-PARTY-NOTICES.txt'))?.text() ?? '';
  for (const name of ['lit-html', 'undici', 'dompurify', 'yaml'])
    assert.match(
      notices,
      new RegExp(`^${name} \\d[^\\n]*\\n\\n[^]{0,200}(?:Copyright|License)`, 'm'),
    );
});
