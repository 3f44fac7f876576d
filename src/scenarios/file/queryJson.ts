import { exec } from 'jsonpath-rfc9535';
import type { Unsearched } from '../judgement/work.ts';

/** Most values that a path may lead to; each of them may hold others. */
const maxValues = 100_000;

/** A path leads to more values than anybody could mean. */
export class TooManyValues extends Error {
  constructor() {
    super(`The JSONPath leads to more than ${maxValues} values.`);
    this.name = 'TooManyValues';
  }
}

/** A search for a pattern was given up. */
export class GivenUp extends Error {
  readonly result: Unsearched & { readonly regex: string };

  constructor(result: GivenUp['result']) {
    super(result.type);
    this.result = result;
  }
}

/** A text is no JSONPath, which it may be only since a value stands in it. */
export class NoPath extends Error {}

/** A value, and the names and indexes that lead to it. */
export interface FoundValue {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/**
 * The values at a JSONPath (RFC 9535); throws `TooManyValues`, `NoPath`, and a `RangeError` for a path that
 * is nested too deeply. May take long, with patterns or where it descends more than once: only a simple
 * path is followed outside the worker.
 */
export function queryJson(value: unknown, path: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  follow(value, path, (one, steps) => {
    if (found.length === maxValues) throw new TooManyValues();
    found.push({ value: one, path: steps });
  });
  return found;
}

/** Ends a search that has found enough. */
class Found extends Error {}

/** The first value at a JSONPath, undefined where nothing is; however many there are. Throws as above. */
export function queryFirst(value: unknown, path: string): unknown {
  let first: unknown;
  try {
    follow(value, path, (one) => {
      first = one;
      throw new Found();
    });
  } catch (error) {
    if (!(error instanceof Found)) throw error;
  }
  return first;
}

/** The engine writes the names of a path as they stand in one. */
export function plainStep(step: string | number): string | number {
  if (typeof step === 'number' || !step.includes('\\')) return step;
  return step.replace(/\\(?:u([\da-f]{4})|(.))/gs, (_, code?: string, sign: string = '') =>
    code === undefined ? (controls[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const controls: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function follow(
  value: unknown,
  path: string,
  found: (one: unknown, steps: FoundValue['path']) => void,
): void {
  try {
    exec(value as Parameters<typeof exec>[0], path, found);
  } catch (error) {
    const isKnown = [RangeError, TooManyValues, Found, GivenUp].some(
      (kind) => error instanceof kind,
    );
    throw isKnown ? error : new NoPath(String(error), { cause: error });
  }
}

/** True for a path of names and indices alone: it leads to one value, and takes no time. */
export function isSimplePath(path: string): boolean {
  return /^\$(?:\.[\p{L}_][\p{L}\p{N}_]*|\[-?\d+\])*$/u.test(path);
}
