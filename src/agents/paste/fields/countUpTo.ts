/** How many of the ascending numbers are at most that one. O(log n). */
export function countUpTo<T>(
  ascending: readonly T[],
  numberOf: (item: T) => number,
  limit: number,
): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = ascending[middle];
    if (item !== undefined && numberOf(item) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
