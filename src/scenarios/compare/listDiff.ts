import { diffArrays } from 'diff';

/** The items between two equal stretches of two lists. */
export interface Gap<T> {
  readonly before: readonly T[];
  readonly after: readonly T[];
}

/** With more edits than this, the lists count as entirely different, which bounds the work. */
const maxEdits = 1_000;

/** The places where two ordered lists differ. */
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

/** The items that only one of the lists has, in any order; duplicates count separately. */
export function changesOf<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (value: T) => string,
): readonly { readonly change: 'removed' | 'added'; readonly value: T }[] {
  return [
    ...onlyIn(before, after, keyOf).map((value) => ({ change: 'removed', value }) as const),
    ...onlyIn(after, before, keyOf).map((value) => ({ change: 'added', value }) as const),
  ];
}

function onlyIn<T>(list: readonly T[], other: readonly T[], keyOf: (value: T) => string) {
  const left = new Map<string, number>();
  for (const value of other) left.set(keyOf(value), (left.get(keyOf(value)) ?? 0) + 1);
  return list.filter((value) => {
    const key = keyOf(value);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}
