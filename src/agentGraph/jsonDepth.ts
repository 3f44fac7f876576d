const maxDepth = 500;

/**
 * True for a value of more than 500 levels, which would overflow the stack of whoever walks it
 * later. `text` is the JSON it came from: most lines are cleared by a look at that alone.
 */
export function isTooDeep(value: unknown, text: string): boolean {
  return mayBeDeep(text) && isDeeperThan(value, maxDepth);
}

/** Counts opening brackets, those in strings too: with few of them no value is deep. */
function mayBeDeep(text: string): boolean {
  // Each level takes two characters.
  if (text.length <= 2 * maxDepth) return false;
  let count = 0;
  for (const bracket of ['{', '[']) {
    let at = text.indexOf(bracket);
    while (at !== -1 && count <= maxDepth) {
      count += 1;
      at = text.indexOf(bracket, at + 1);
    }
  }
  return count > maxDepth;
}

/** Recursion is bounded by `levels`, so a hostile value cannot overflow the stack here. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const child of children) {
    if (typeof child === 'object' && isDeeperThan(child, levels - 1)) return true;
  }
  return false;
}
