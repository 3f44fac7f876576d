import type { Finding } from './findings.ts';

/** A comparison of values line by line, such as `Ridge Boot: $90.00`, in a few words. */
export interface ShortDiff {
  /** What each of the other values should have been; missing if that differs. */
  readonly wanted?: string;
  /** The values that are not as wanted, each once: `$79.90`. */
  readonly got: readonly string[];
  /** How many lines are not as wanted, of how many. */
  readonly wrong: number;
  readonly all: number;
}

/** Undefined unless both texts have a line for each of the same names. */
export function shortDiff({ expected, actual }: Finding): ShortDiff | undefined {
  if (expected === undefined || actual === undefined) return undefined;
  const wanted = expected.split('\n').map(valueOf);
  const got = actual.split('\n').map(valueOf);
  const isList =
    wanted.length === got.length &&
    wanted.every((one, index) => one.name !== '' && one.name === got[index]?.name);
  if (!isList) return undefined;
  const differing = got.flatMap(({ value }, index) => {
    const other = wanted[index]?.value ?? '';
    return other === value ? [] : [{ wanted: other, got: value }];
  });
  const [first] = differing;
  if (!first) return undefined;
  const isSame = differing.every((one) => one.wanted === first.wanted);
  return {
    ...(isSame && { wanted: first.wanted }),
    got: [...new Set(differing.map((one) => one.got))],
    wrong: differing.length,
    all: got.length,
  };
}

/** Names hold colons too: the value is behind the last one. */
function valueOf(line: string): { readonly name: string; readonly value: string } {
  const colon = line.lastIndexOf(': ');
  return colon < 0
    ? { name: '', value: line }
    : { name: line.slice(0, colon), value: line.slice(colon + 2) };
}

/** The least and the greatest of numbers of one form; undefined for other texts, and for one value. */
export function spanOf(
  values: readonly string[],
): { readonly least: string; readonly greatest: string } | undefined {
  const form = (value: string): string => value.replace(/\d[\d.,]*/, '#');
  const isOneForm = new Set(values.map(form)).size === 1 && values.every((one) => /\d/.test(one));
  if (!isOneForm || values.length < 2) return undefined;
  // Written by one format, they have the same number of decimals.
  const digits = (value: string): number => Number(value.replace(/\D/g, ''));
  const sorted = values.toSorted((one, other) => digits(one) - digits(other));
  const [least = ''] = sorted;
  return { least, greatest: sorted.at(-1) ?? '' };
}
