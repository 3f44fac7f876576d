// `npm test`: every layer one after the other, with its time, and a summary at the end. A failing
// layer does not hide the others. All but one are scripts of package.json and can
// be run alone.
import { spawn } from 'node:child_process';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.ts';
import { installVscode } from './installVscode.ts';
import { cacheDir, root } from './paths.ts';
import { runMain, secondsSince } from './report.ts';
import { npmCommand } from './runProcess.ts';

/** A layer that hangs is stopped; Node's test runner then names the file that hung. */
const layerLimitMs = 900_000;

const vsixPath = join(cacheDir, 'ask-sofia.vsix');
/** What the layers produce, for the last one of them; see test/support/artifacts.ts. */
const artifactsDir = join(cacheDir, 'artifacts');

interface Layer {
  readonly name: string;
  readonly command: readonly [string, readonly string[]];
  /**
   * A real VS Code in a real browser may be late on a busy machine: what failed has one more try,
   * said aloud.
   */
  readonly hasSecondTry?: boolean;
}

interface LayerResult {
  readonly name: string;
  readonly hasPassed: boolean;
  readonly time: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Test files with a failure, as the test runner names them. */
  readonly failedFiles: readonly string[];
}

const script = (name: string, ...args: readonly string[]) =>
  npmCommand(['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])]);

const layers: readonly Layer[] = [
  // Packaging runs the check (types, lint, format) and the build first.
  {
    name: 'check, build and package',
    command: script('package', '--out', relative(root, vsixPath)),
  },
  {
    name: 'package and start',
    command: [process.execPath, ['--test', 'test/workbench/*.test.ts']],
  },
  { name: 'unit', command: script('test:unit') },
  { name: 'http', command: script('test:http') },
  { name: 'webview', command: script('test:webview'), hasSecondTry: true },
  { name: 'integration in VS Code', command: script('test:integration') },
  { name: 'end to end in VS Code', command: script('test:e2e'), hasSecondTry: true },
  {
    name: 'no key in what they made',
    command: [process.execPath, ['--test', 'test/workbench/secrets.scan.ts']],
  },
];

/** The last number that a line like "ℹ pass 12" or mocha's "12 passing" names. */
function count(output: string, nodeName: string, mochaName: string): number {
  const pattern = new RegExp(
    `^. ${nodeName} (\\d+)$|^\\|\\s+(\\d+) ${mochaName}( \\(.*\\))?$`,
    'gm',
  );
  const match = [...output.matchAll(pattern)].at(-1);
  return Number(match?.[1] ?? match?.[2] ?? 0);
}

/** The files of lines like "test at test/e2e/chat.test.ts:12:1". */
function failedFilesIn(output: string): readonly string[] {
  const places = output.matchAll(/^test at (\S+\.test\.ts):\d+:\d+$/gm);
  return [...new Set([...places].flatMap(([, file]) => file ?? []))];
}

/** The layer with only the files that failed; the whole of it where none of them is named. */
function secondTry(layer: Layer, { failedFiles }: LayerResult): Layer {
  const name = `${layer.name}, again`;
  if (failedFiles.length === 0) return { ...layer, name };
  return { name, command: [process.execPath, ['--test', ...failedFiles]] };
}

async function runLayer({ name, command: [program, args] }: Layer): Promise<LayerResult> {
  const startedAt = performance.now();
  console.log(`\n▶ ${name}`);
  const child = spawn(program, args, {
    cwd: root,
    timeout: layerLimitMs,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASK_SOFIA_VSIX: vsixPath, ASK_SOFIA_ARTIFACTS: artifactsDir },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
    process.stderr.write(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  // A second try does not make up for what the first one printed.
  const path = join(artifactsDir, 'layers', name.replaceAll(' ', '-'));
  await appendFile(`${path}.stdout.txt`, output);
  await appendFile(`${path}.stderr.txt`, errors);
  const plain = stripVTControlCharacters(output);
  const result: LayerResult = {
    name,
    hasPassed: code === 0,
    time: secondsSince(startedAt),
    passed: count(plain, 'pass', 'passing'),
    failed: count(plain, 'fail', 'failing'),
    skipped: count(plain, 'skipped', 'pending'),
    failedFiles: failedFilesIn(plain),
  };
  console.log(`${result.hasPassed ? '✓' : '✗'} ${name} (${result.time})`);
  return result;
}

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
  // A package that fails must not be tested by what an earlier run left.
  await rm(vsixPath, { force: true });
  await rm(artifactsDir, { recursive: true, force: true });
  await mkdir(join(artifactsDir, 'layers'), { recursive: true });
  await installVscode();
  await ensureChromium();
  const results: LayerResult[] = [];
  let isGreen = true;
  for (const layer of layers) {
    const first = await runLayer(layer);
    results.push(first);
    let { hasPassed } = first;
    if (!hasPassed && layer.hasSecondTry === true) {
      console.log(`↻ ${layer.name}: ${first.failedFiles.join(', ') || 'all of it'} once more`);
      const second = await runLayer(secondTry(layer, first));
      results.push(second);
      ({ hasPassed } = second);
    }
    isGreen &&= hasPassed;
  }
  printSummary(results, secondsSince(startedAt));
  return isGreen ? 0 : 1;
});
