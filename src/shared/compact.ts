type Compact<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The object without its undefined properties, for `exactOptionalPropertyTypes`. For objects with
 * our own names only, not the wire's.
 */
export function compact<T extends object>(fields: T): Compact<T> {
  // Runs for every event; Object.entries with fromEntries takes five times as long.
  const kept: Record<string, unknown> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept as Compact<T>;
}
