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
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Where what it prints is kept, for the scan that ends a run. */
  readonly keptIn: string;
  /** A layer that printed nothing for as long hangs and is stopped, however long it ran before. */
  readonly silenceLimitMs: number;
}

/** A layer that is stopped has this long to end by itself, in milliseconds. */
const graceMs = 30_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs one layer of `npm test` to its end and shows what it prints. */
export async function runLayer(
  { name, command: [program, args] }: Layer,
  { env, keptIn, silenceLimitMs }: LayerOptions,
): Promise<LayerResult> {
  const startedAt = performance.now();
  console.log(`\n▶ ${name}`);
  const child = spawn(program, args, {
    cwd: root,
    // A process group, so that an end reaches all that npm and Node's test runner have started.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const silence = setTimeout(() => {
    console.error(
      `✗ ${name} printed nothing for ${silenceLimitMs / 1_000} seconds and was stopped.`,
    );
    // Node's test runner then names the file that hung.
    child.kill();
    setTimeout(giveUp, graceMs).unref();
  }, silenceLimitMs);
  // What it started may hold its pipes open for ever.
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

/** The last number that a line like "ℹ pass 12" or mocha's "12 passing" names. */
function count(output: string, nodeName: string, mochaName: string): number {
  const pattern = new RegExp(
    `^. ${nodeName} (\\d+)$|^\\|\\s+(\\d+) ${mochaName}( \\(.*\\))?$`,
    'gm',
  );
  const match = [...output.matchAll(pattern)].at(-1);
  return Number(match?.[1] ?? match?.[2] ?? 0);
}
