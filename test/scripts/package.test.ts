import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zipEntries } from '../support/programs/zipEntries.ts';
import { cacheDir, root } from '../../scripts/paths.ts';

const maxVsixBytes = 1_500_000;
/** Loaded by every window that uses the extension, so it counts for more. */
const maxActivationBytes = 160 * 1024;
const allowed = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/addAgent.cjs',
  'extension/dist/agentEditor.cjs',
  'extension/dist/agentLinks.cjs',
  'extension/dist/client.cjs',
  'extension/dist/compare.css',
  'extension/dist/compare.js',
  'extension/dist/compareAgents.cjs',
  'extension/dist/connectionCheck.cjs',
  'extension/dist/conversationSearchPick.cjs',
  'extension/dist/exportConversation.cjs',
  'extension/dist/extension.cjs',
  'extension/dist/fetchTransport.cjs',
  'extension/dist/imageHosts.cjs',
  'extension/dist/inspector.cjs',
  'extension/dist/inspectorPage.js',
  'extension/dist/judgementThread.cjs',
  'extension/dist/openRecording.cjs',
  'extension/dist/quickjs.wasm',
  'extension/dist/recordExchanges.cjs',
  'extension/dist/replayWithFault.cjs',
  'extension/dist/report.css',
  'extension/dist/report.js',
  'extension/dist/scenarioAuthoring.cjs',
  'extension/dist/shareConversation.cjs',
  'extension/dist/simulator.cjs',
  'extension/dist/transcriptFormats.cjs',
  'extension/dist/undiciTransport.cjs',
  'extension/dist/webview.css',
  'extension/dist/webview.js',
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
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

/** Of the production build that made a bundle. */
async function metafileOf(bundle: string): Promise<Metafile> {
  const json = await readFile(join(root, 'dist', 'metafiles.json'), 'utf8');
  const metafile = (JSON.parse(json) as readonly Metafile[]).find(({ outputs }) =>
    Object.hasOwn(outputs, bundle),
  );
  assert.ok(metafile, `${bundle} is not in dist/metafiles.json`);
  return metafile;
}

/** The inputs of the build that made a bundle. */
async function inputsOf(bundle: string): Promise<readonly string[]> {
  return Object.keys((await metafileOf(bundle)).inputs);
}

test('the VSIX stays under 1.5 MB', () => {
  assert.ok(vsix.length < maxVsixBytes, `${vsix.length} bytes`);
});

/** What several bundles share; their names are hashes. */
const isChunk = (name: string) => /^extension\/dist\/chunk-\w+\.c?js$/.test(name);

test('the VSIX holds the allowed files and no other', () => {
  const names = entries.map(({ name }) => name).filter((name) => !isChunk(name));
  assert.deepEqual(names.toSorted(), allowed);
});

test('every chunk that a shipped bundle asks for is there, and no other', () => {
  const scripts = entries.filter(({ name }) => /\.c?js$/.test(name));
  const asked = scripts.flatMap((entry) => [...entry.text().matchAll(/\.\/(chunk-\w+\.c?js)/g)]);
  assert.deepEqual(
    [...new Set(asked.map(([, name]) => `extension/dist/${name ?? ''}`))].toSorted(),
    scripts
      .map(({ name }) => name)
      .filter(isChunk)
      .toSorted(),
  );
});

test('no shipped file tells a path of the machine that built it', () => {
  const telltale = entries.filter((entry) => entry.text().includes(root));
  assert.deepEqual(
    telltale.map(({ name }) => name),
    [],
  );
});

test('the bundle that VS Code loads at activation is small: no undici, no demo, no QuickJS', async () => {
  const inputs = await inputsOf('dist/extension.cjs');
  const isLazy = (path: string) =>
    /node_modules\/(undici|@jitl|quickjs-\w+-core)\/|src\/simulator\//.test(path);
  assert.deepEqual(inputs.filter(isLazy), []);
  const bundle = entries.find(({ name }) => name === 'extension/dist/extension.cjs');
  assert(bundle);
  assert(bundle.text().length < maxActivationBytes, `${bundle.text().length} bytes`);
});

test('the engine of scripts is loaded with the first script', async () => {
  const { outputs } = await metafileOf('dist/judgementThread.cjs');
  const loaded = new Set(['dist/judgementThread.cjs']);
  for (const name of loaded)
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind !== 'dynamic-import') loaded.add(path);
  const inputs = [...loaded].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
  assert.ok(inputs.includes('src/scenarios/judgement/workerThread.ts'));
  const isEngine = (path: string) => /node_modules\/(@jitl|quickjs-\w+-core)\//.test(path);
  assert.deepEqual(inputs.filter(isEngine), []);
});

test('no bundle holds the part of undici that takes over the global fetch', async () => {
  for (const bundle of ['dist/extension.cjs', 'dist/undiciTransport.cjs', 'dist/cli.js']) {
    const inputs = await inputsOf(bundle);
    assert.deepEqual(
      inputs.filter((path) => /undici\/(lib\/global|index)\.js$/.test(path)),
      [],
      bundle,
    );
  }
});

test('the webview bundles hold nothing of Node and of src only what is shared', async () => {
  for (const bundle of ['dist/webview.js', 'dist/inspectorPage.js']) {
    const inputs = await inputsOf(bundle);
    assert.deepEqual(
      inputs.filter((path) => path.startsWith('src/') && !path.startsWith('src/shared/')),
      [],
      bundle,
    );
  }
});
