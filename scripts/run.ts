// `npm test`: runs every layer in order with its time and prints a summary. A failing layer does
// not stop the others. All but two layers are package.json scripts and can be run alone.
import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { hangLimitMs } from '../test/support/hangLimit.ts';
import { ensureChromium } from './chromium.ts';
import { installVscode } from './vscode/installVscode.ts';
import { cacheDir, root } from './paths.ts';
import { runMain, secondsSince } from './report.ts';
import { runLayer, type Layer, type LayerResult } from './runLayer.ts';
import { npmCommand } from './runProcess.ts';

/** Longer than the timeouts inside a layer, which report better what they waited for. */
const silenceLimitMs = 4 * hangLimitMs;

const vsixPath = join(cacheDir, 'ask-sofia.vsix');
/** The bundle of the command line that packaging leaves; starting it takes a third of the time. */
const cliPath = join(root, 'dist/cli.js');
/** Artifacts of the layers, checked by the last layer; see test/support/artifacts.ts. */
const artifactsDir = join(cacheDir, 'artifacts');

const script = (name: string, ...args: readonly string[]) =>
  npmCommand(['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])]);

const layers: readonly Layer[] = [
  // Packaging first runs the check (types, lint, format) and the build.
  {
    name: 'check, build and package',
    command: script('package', '--out', relative(root, vsixPath)),
  },
  {
    name: 'package and start',
    command: [process.execPath, ['--test', 'test/scripts/*.test.ts']],
  },
  { name: 'unit', command: script('test:unit') },
  { name: 'http', command: script('test:http') },
  { name: 'webview', command: script('test:webview') },
  { name: 'integration in VS Code', command: script('test:integration') },
  { name: 'end to end in VS Code', command: script('test:e2e') },
  {
    name: 'no key in what they made',
    command: [process.execPath, ['--test', 'test/scripts/secrets.scan.ts']],
  },
];

function printSummary(results: readonly LayerResult[], time: string): void {
  console.log('\nSummary');
  for (const { name, hasPassed, time: layerTime, passed, failed, skipped } of results) {
    const tests = `${passed} passed, ${failed} failed, ${skipped} skipped`;
    const counts = passed + failed + skipped > 0 ? tests : '';
    console.log(
      `  ${hasPassed ? '✓' : '✗'} ${name.padEnd(29)} ${layerTime.padStart(8)}  ${counts}`,
    );
  }
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    results.reduce((total, result) => total + result[key], 0);
  console.log(
    `  ${sum('passed')} tests passed, ${sum('failed')} failed, ${sum('skipped')} skipped in ${time}`,
  );
}

await runMain(async () => {
  const startedAt = performance.now();
  await mkdir(cacheDir, { recursive: true });
  // If packaging fails, the tests must not use what an earlier run made.
  await rm(vsixPath, { force: true });
  await rm(cliPath, { force: true });
  await rm(artifactsDir, { recursive: true, force: true });
  await mkdir(join(artifactsDir, 'layers'), { recursive: true });
  await installVscode();
  await ensureChromium();
  const results: LayerResult[] = [];
  const env = {
    ASK_SOFIA_VSIX: vsixPath,
    ASK_SOFIA_CLI: cliPath,
    ASK_SOFIA_ARTIFACTS: artifactsDir,
  };
  const options = { env, keptIn: join(artifactsDir, 'layers'), silenceLimitMs };
  for (const layer of layers) results.push(await runLayer(layer, options));
  printSummary(results, secondsSince(startedAt));
  return results.every(({ hasPassed }) => hasPassed) ? 0 : 1;
});
