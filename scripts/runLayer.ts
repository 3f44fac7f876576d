import { spawn } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './paths.ts';
import { signalGroup } from './processGroup.ts';
import { GiveUp, secondsSince } from './report.ts';

export interface Layer {
  readonly name: string;
  readonly command: readonly [string, readonly string[]];
}

export interface LayerResult {
  readonly name: string;
  readonly hasPassed: boolean;
  readonly time: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface LayerOptions {
  /** Extra environment variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder for the layer's output, which the final scan reads. */
  readonly keptIn: string;
  /**
   * A layer that prints nothing for this long is considered hung and stopped, whatever its total
   * time.
   */
  readonly silenceLimitMs: number;
}

/** Milliseconds that a stopped layer has to exit on its own. */
const graceMs = 30_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs one layer of `npm test` and shows its output. */
export async function runLayer(
  { name, command: [program, args] }: Layer,
  { env, keptIn, silenceLimitMs }: LayerOptions,
): Promise<LayerResult> {
  const startedAt = performance.now();
  console.log(`\n▶ ${name}`);
  const child = spawn(program, args, {
    cwd: root,
    // A process group, so that a signal also reaches the children of npm and of Node's test runner.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const silence = setTimeout(() => {
    console.error(
      `✗ ${name} printed nothing for ${silenceLimitMs / 1_000} seconds and was stopped.`,
    );
    // On SIGTERM, Node's test runner names the file that hung.
    child.kill();
    setTimeout(giveUp, graceMs).unref();
  }, silenceLimitMs);
  // Processes that the layer started may keep its pipes open forever.
  const giveUp = () => {
    signalGroup(child, 'SIGKILL');
    child.stdout.destroy();
    child.stderr.destroy();
  };
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    signalGroup(child, 'SIGTERM');
    setTimeout(giveUp, graceMs).unref();
  };
  for (const signal of signals) process.on(signal, interrupt);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    silence.refresh();
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    silence.refresh();
    errors += chunk.toString();
    process.stderr.write(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(silence);
  for (const signal of signals) process.off(signal, interrupt);
  const path = join(keptIn, name.replaceAll(' ', '-'));
  await appendFile(`${path}.stdout.txt`, output);
  await appendFile(`${path}.stderr.txt`, errors);
  if (isInterrupted) throw new GiveUp('The run was interrupted');
  const plain = stripVTControlCharacters(output);
  const result: LayerResult = {
    name,
    hasPassed: code === 0,
    time: secondsSince(startedAt),
    passed: count(plain, 'pass', 'passing'),
    failed: count(plain, 'fail', 'failing'),
    skipped: count(plain, 'skipped', 'pending'),
  };
  console.log(`${result.hasPassed ? '✓' : '✗'} ${name} (${result.time})`);
  return result;
}

/** The number in the last line such as "ℹ pass 12" or mocha's "12 passing". */
function count(output: string, nodeName: string, mochaName: string): number {
  const pattern = new RegExp(
    `^. ${nodeName} (\\d+)$|^\\|\\s+(\\d+) ${mochaName}( \\(.*\\))?$`,
    'gm',
  );
  const match = [...output.matchAll(pattern)].at(-1);
  return Number(match?.[1] ?? match?.[2] ?? 0);
}
