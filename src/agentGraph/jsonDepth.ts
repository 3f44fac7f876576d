const maxDepth = 500;
/** An object in an object begins at least four characters behind it. */
const objectStep = '{"":'.length;
/** So many levels of objects are taken for granted at each bracket, and their text skipped. */
const strideObjects = 8;

/**
 * True for a value of more than 500 levels, which would overflow the stack of whoever walks it
 * later. `text` is the JSON it came from: most lines are cleared by a look at that alone.
 */
export function isTooDeep(value: unknown, text: string): boolean {
  return isObject(value) && mayBeDeep(text) && isDeeperThan(value, maxDepth);
}

/** Counts opening brackets, those in strings too: with few of them no value is deep. */
function mayBeDeep(text: string): boolean {
  // The innermost opening bracket is followed by a closing one for each level.
  const end = text.length - maxDepth;
  let levels = 0;
  for (let at = text.indexOf('['); at !== -1 && at < end; at = text.indexOf('[', at + 1)) {
    levels += 1;
    if (levels > maxDepth) return true;
  }
  // Objects alone must make up for the rest, and the text may be too short for that.
  for (
    let at = text.indexOf('{');
    at !== -1 && at + (maxDepth - levels) * objectStep < end;
    at = text.indexOf('{', at + strideObjects * objectStep)
  ) {
    levels += strideObjects;
    if (levels > maxDepth) return true;
  }
  return false;
}

/** Recursion is bounded by `levels`, so a hostile value cannot overflow the stack here. */
function isDeeperThan(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const child of value as readonly unknown[]) {
      if (isObject(child) && isDeeperThan(child, levels - 1)) {
        return true;
      }
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
