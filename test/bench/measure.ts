import { fork } from 'node:child_process';
import { once } from 'node:events';

/** What a figure must reach to count as met. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** One figure of a suite. Without a target it only illustrates. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: Target;
}

export interface BenchOptions {
  readonly sizeMiB: number;
  readonly rounds: number;
  /** Says on standard error what is being measured. */
  readonly say: (text: string) => void;
}

/** A suite measures everything it has and returns its rows in the order of the table. */
export type Suite = (options: BenchOptions) => Promise<readonly Result[]>;

export function isMet(result: Result): boolean | undefined {
  if (result.target === undefined) return undefined;
  return 'atLeast' in result.target
    ? result.value >= result.target.atLeast
    : result.value <= result.target.atMost;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/**
 * Milliseconds of processor time that the work takes in this process, collecting its garbage
 * included: on a machine that does other things too, elapsed time measures those.
 */
export async function time(work: () => Promise<void> | void): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Times each work once a round, one after the other, so that a slow moment of the machine meets
 * neighbours alike; the first round warms up and is thrown away. Milliseconds per round. `between`
 * runs before each work and is not timed.
 */
export async function interleave<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, (round: number) => Promise<void> | void>>,
  between?: () => Promise<void>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      await between?.();
      const tookMs = await time(() => works[name](round));
      if (round > 0) times[name].push(tookMs);
    }
  }
  return times;
}

/** The median of the ratios of each round: how often `part` goes into `whole`. */
export function pairedRatio(whole: readonly number[], part: readonly number[]): number {
  return median(whole.map((value, round) => value / (part[round] ?? Number.NaN)));
}

/**
 * Runs a module in a process of its own, where no other measurement has shaped the heap or the
 * compiled code, and returns the one message it sends.
 */
export async function runInChild(module: URL, args: readonly string[]): Promise<unknown> {
  const child = fork(module, args, { execArgv: ['--expose-gc'], serialization: 'advanced' });
  let message: unknown;
  child.once('message', (received) => (message = received));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(`${module.pathname} ${args.join(' ')} ended with ${String(code)}`);
  return message;
}

/** The rows as a table for people. */
export function formatTable(results: readonly Result[]): string {
  const rows = results.map((result) => {
    const met = isMet(result);
    return [
      result.name,
      `${formatNumber(result.value)} ${result.unit}`.trimEnd(),
      formatTarget(result.target),
      met === undefined ? '' : met ? 'yes' : 'NO',
    ];
  });
  const table = [['', 'measured', 'target', 'met'], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatTarget(target: Target | undefined): string {
  if (target === undefined) return '';
  return 'atLeast' in target ? `>= ${String(target.atLeast)}` : `<= ${String(target.atMost)}`;
}

function formatNumber(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}
