import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BuildOptions, Metafile } from 'esbuild';
import { build } from 'esbuild';
import { startServer } from '../../support/servers/testServer.ts';

const source = fileURLToPath(
  new URL('../../../src/agentGraph/http/undici/undiciTransport.ts', import.meta.url),
);

/** Runs in a process of its own: loads a build of the transport, asks, and looks at the slots. */
const probe = `
  const [moduleUrl, url] = process.argv.slice(1);
  const slots = [1, 2].map((n) => Symbol.for('undici.globalDispatcher.' + n));
  const look = () => slots.map((slot) => globalThis[slot]);
  const before = look();
  const { createUndiciTransport } = await import(moduleUrl);
  const untouchedByLoading = look().every((value, index) => value === before[index]);
  const transport = createUndiciTransport({ proxy: () => undefined });
  const limitMs = 20000;
  const timeouts = { connectMs: limitMs, firstByteMs: limitMs, idleMs: limitMs, totalMs: limitMs };
  const outcome = await transport.post({
    url, headers: {}, body: '{}', timeouts, retry: true, signal: new AbortController().signal,
  });
  let bytes = 0;
  for await (const chunk of outcome.value.body) bytes += chunk.length;
  const untouchedByAsking = look().every((value, index) => value === before[index]);
  const fetched = await (await fetch(url, { method: 'POST', body: '{}' })).text();
  await transport.dispose();
  console.log(JSON.stringify({ untouchedByLoading, untouchedByAsking, bytes, fetched }));
`;

async function runProbe(moduleUrl: string, url: string): Promise<unknown> {
  const argv = ['--input-type=module', '-e', probe, moduleUrl, url];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  return JSON.parse(stdout);
}

const intact = { untouchedByLoading: true, untouchedByAsking: true, bytes: 5, fetched: 'hello' };

/** Bundles the transport as esbuild.mjs does. */
async function bundle(t: TestContext): Promise<{ moduleUrl: string; metafile: Metafile }> {
  const directory = await mkdtemp(join(tmpdir(), 'ask-sofia-'));
  t.after(() => rm(directory, { recursive: true }));
  const outfile = join(directory, 'bundle.mjs');
  const require =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  const options: BuildOptions = {
    entryPoints: [source],
    outfile,
    format: 'esm',
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    banner: { js: require },
  };
  const { metafile } = await build({ ...options, metafile: true, logLevel: 'error' });
  return { moduleUrl: pathToFileURL(outfile).href, metafile };
}

test('loading and using the transport leaves the process-wide fetch alone', async (t) => {
  const server = await startServer(t, (response) => void response.end('hello'));
  assert.deepEqual(await runProbe(pathToFileURL(source).href, server.origin), intact);
});

test('the bundle works, without undici’s global parts', async (t) => {
  const server = await startServer(t, (response) => void response.end('hello'));
  const { moduleUrl, metafile } = await bundle(t);
  const inputs = Object.keys(metafile.inputs);
  assert.ok(inputs.some((path) => path.endsWith('undici/lib/dispatcher/client.js')));
  const global = /undici\/(index|lib\/global|lib\/web\/fetch\/index)\.js$/;
  assert.deepEqual(
    inputs.filter((path) => global.test(path)),
    [],
  );
  assert.deepEqual(await runProbe(moduleUrl, server.origin), intact);
});
