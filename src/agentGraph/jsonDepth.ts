const maxDepth = 500;
const shortestObjectLevel = '{"":}'.length;

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
  const arrays = countOpening(text, '[', maxDepth, 0);
  const objects = countOpening(text, '{', maxDepth - arrays, shortestObjectLevel);
  return arrays + objects > maxDepth;
}

/**
 * Counts until there are more than `limit`, or until the rest of the text is too short for as many
 * more levels of `levelLength` characters as that would take.
 */
function countOpening(text: string, bracket: string, limit: number, levelLength: number): number {
  let count = 0;
  let at = text.indexOf(bracket);
  while (at !== -1 && count <= limit && text.length - at > (limit - count) * levelLength) {
    count += 1;
    at = text.indexOf(bracket, at + 1);
  }
  return count;
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
