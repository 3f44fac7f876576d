/** Deepest value that is handed on: JSON.stringify overflows the stack at a few thousand levels. */
export const maxDepth = 500;

/** True for lengths that a value of more than 500 levels can have: each opens and closes a bracket. */
export function mayBeTooDeep(bytes: number): boolean {
  return bytes > 2 * maxDepth;
}

/** True for a value of more than 500 levels, which would overflow the stack of whoever writes it. */
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
  // Object.values would make a list of each object. What JSON.parse makes inherits no key.
  for (const key in value) {
    const child: unknown = value[key as keyof typeof value];
    if (isObject(child) && isDeeperThan(child, levels - 1)) return true;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
