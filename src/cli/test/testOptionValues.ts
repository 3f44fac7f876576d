import { existsSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { parsePassRate } from '../../scenarios/file/passRate.ts';

// Parsers for option values of `test`. Each throws with a sentence about what is allowed.

export function several(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

export const positive = aboveZero('It must be a whole number above 0.');
export const milliseconds = aboveZero('It must be a whole number of milliseconds above 0.');

function aboveZero(problem: string) {
  return (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value <= 0) throw new InvalidArgumentError(problem);
    return value;
  };
}

export function count(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function share(text: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
  const value = percent === undefined ? Number(text) : Number(percent) / 100;
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Use a share such as 5% or 0.05.');
  return value;
}

export function passRate(text: string): number {
  const parsed = parsePassRate(text);
  if (!parsed) throw new InvalidArgumentError('Use a rate such as "4 of 5", 80%, or 0.8.');
  return parsed.rate;
}

export function shard(text: string): { readonly index: number; readonly total: number } {
  const [, index = 0, total = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > total) throw new InvalidArgumentError('Use a shard such as 1/4.');
  return { index, total };
}

export function regex(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new InvalidArgumentError("It isn't a valid regular expression.");
  }
}

/** A scenario file given where an option expects a word; accepting it would leave the file out. */
export function swallowedFile({
  tag = [],
  agent = [],
  offline,
}: {
  readonly tag?: readonly string[];
  readonly agent?: readonly string[];
  readonly offline?: string | true;
}): string | undefined {
  const given = [
    ...tag.map((value) => ['--tag', value, '--tag smoke'] as const),
    ...agent.map((value) => ['--agent', value, '--agent NAME'] as const),
    ['--offline', String(offline ?? ''), '--offline'] as const,
  ];
  const [found] = given.filter(([, value]) => /\.ya?ml$/i.test(value) && existsSync(value));
  if (!found) return undefined;
  const [option, value, better] = found;
  return `${option} ${value}: this is a file. To run it, write "${better} -- ${value}".`;
}
