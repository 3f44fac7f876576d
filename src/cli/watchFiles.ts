import { watch } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Editors write a file in several steps; in milliseconds. */
const settleMs = 150;

/** All files at first, then those that changed, until the abort. A change during a run waits for it. */
export async function* watchFiles(
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  const byPath = new Map(paths.map((path) => [normalize(path), path]));
  const changed = new Set<string>();
  let wake: () => void = () => undefined;
  const folders = new Set(paths.map((path) => dirname(path)));
  const watchers = [...folders].map((folder) =>
    watch(folder, (_, name) => {
      const path = name === null ? undefined : byPath.get(normalize(join(folder, basename(name))));
      if (path === undefined) return;
      changed.add(path);
      wake();
    }),
  );
  signal.addEventListener('abort', () => wake());
  try {
    yield paths;
    while (!signal.aborted) {
      if (changed.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      await setTimeout(settleMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const batch = [...changed];
      changed.clear();
      yield batch.toSorted();
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
