/** Deepest value to pass on: JSON.stringify overflows the stack at a few thousand levels. */
export const maxDepth = 500;

/** True if a value of this length can exceed 500 levels: each opens and closes a bracket. */
export function mayBeTooDeep(bytes: number): boolean {
  return bytes > 2 * maxDepth;
}

/** True for a value of more than 500 levels, which could overflow the stack in JSON.stringify. */
export function isTooDeep(value: unknown): boolean {
  return isObject(value) && isDeeperThan(value, maxDepth);
}

/** Recursion is bounded by `levels`, so a hostile value cannot overflow the stack here. */
function isDeeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const child of value as readonly unknown[]) {
      if (isObject(child) && isDeeperThan(child, levels - 1)) return true;
    }
    return false;
  }
  // Object.values would build a list per object. JSON.parse results inherit no keys.
  for (const key in value) {
    const child: unknown = value[key as keyof typeof value];
    if (isObject(child) && isDeeperThan(child, levels - 1)) return true;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
