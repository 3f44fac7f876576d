import { diffArrays } from 'diff';

/** What stands between two equal stretches of two lists. */
export interface Gap<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/** Lists that differ in more than this many places are taken as wholly different: the work is bounded. */
const maxEdits = 1_000;

/** Where two lists differ in their order. */
export function gapsOf<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (value: T) => string,
): readonly Gap<T>[] {
  const options = { maxEditLength: maxEdits };
  const changes = diffArrays(before.map(keyOf), after.map(keyOf), options);
  if (!changes) return [{ before, after }];
  const gaps: Gap<T>[] = [];
  let [left, right] = [0, 0];
  let open: { before: T[]; after: T[] } | undefined;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      open = undefined;
      left += count;
      right += count;
      continue;
    }
    if (!open) gaps.push((open = { before: [], after: [] }));
    if (removed) open.before.push(...before.slice(left, (left += count)));
    else open.after.push(...after.slice(right, (right += count)));
  }
  return gaps;
}

/** What only one of two lists has, whatever the order; a value that comes twice counts twice. */
export function onlyIn<T>(
  list: readonly T[],
  other: readonly T[],
  keyOf: (value: T) => string,
): readonly T[] {
  const left = new Map<string, number>();
  for (const value of other) left.set(keyOf(value), (left.get(keyOf(value)) ?? 0) + 1);
  return list.filter((value) => {
    const key = keyOf(value);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}
