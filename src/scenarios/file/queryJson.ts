import { exec } from 'jsonpath-rfc9535';
import type { NotFollowed, Unsearched } from '../judgement/work.ts';

/** Limit for the values of one path; each of them can contain others. */
const maxValues = 100_000;

/** A path matches too many values. */
export class TooManyValues extends Error {
  constructor() {
    super(`The JSONPath leads to more than ${maxValues} values.`);
  }
}

/** A pattern search was aborted. */
export class GivenUp extends Error {
  readonly result: Unsearched & { readonly regex: string };

  constructor(result: GivenUp['result']) {
    super(result.type);
    this.result = result;
  }
}

/** Not a valid JSONPath, which can result from an inserted value. */
class NoPath extends Error {}

/** A value, and the names and indices that lead to it. */
export interface FoundValue {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/**
 * The values at a JSONPath (RFC 9535). Throws `TooManyValues`, `NoPath`, and a `RangeError` for a
 * path that is nested too deeply. Patterns or several descents can be slow, so only simple paths
 * are followed outside the worker.
 */
export function queryJson(value: unknown, path: string): readonly FoundValue[] {
  const found: FoundValue[] = [];
  follow(value, path, (one, steps) => {
    if (found.length === maxValues) throw new TooManyValues();
    found.push({ value: one, path: steps });
  });
  return found;
}

/** Stops a search that has found enough. */
class Found extends Error {}

/** The first of any number of values at a JSONPath, undefined if none. Throws like above. */
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

/** Unescapes a name: the engine returns names as a path spells them. */
export function plainStep(step: string | number): string | number {
  if (typeof step === 'number' || !step.includes('\\')) return step;
  return step.replace(/\\(?:u([\da-f]{4})|(.))/gs, (_, code?: string, sign: string = '') =>
    code === undefined ? (controls[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The result for a path that cannot be followed; other errors are thrown again. */
export function notFollowed(error: unknown): NotFollowed {
  if (error instanceof NoPath) return { type: 'noPath' };
  if (error instanceof GivenUp) return error.result;
  throw error;
}

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

/** True for a path of names and indices only: it has at most one value and is fast. */
export function isSimplePath(path: string): boolean {
  return /^\$(?:\.[\p{L}_][\p{L}\p{N}_]*|\[-?\d+\])*$/u.test(path);
}
