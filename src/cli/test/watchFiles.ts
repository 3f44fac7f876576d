import { existsSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Editors write a file in several steps. In milliseconds. */
const settleMs = 150;

export interface WatchedFiles {
  readonly find: () => Promise<readonly string[]>;
  /** Paths of the files that a file uses, whether or not they exist. */
  readonly sourcesOf: (path: string) => Promise<readonly string[]>;
}

/**
 * Yields `paths` first, then the files of `find` that changed, whose sources changed, or that are
 * new in their folders, until the abort. A change during a run waits for its end.
 */
export async function* watchFiles(
  paths: readonly string[],
  { find, sourcesOf }: WatchedFiles,
  signal: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  const sources = new Map<string, readonly string[]>();
  let known = paths;
  let wake: () => void = () => undefined;
  const watchFolders = async (batch: readonly string[]) => {
    for (const path of batch) sources.set(path, await sourcesOf(path));
    const all = known.flatMap((path) => [path, ...(sources.get(path) ?? [])]);
    for (const folder of new Set(all.map((path) => dirname(path)))) {
      if (watchers.has(folder) || !existsSync(folder)) continue;
      const watcher = watch(folder, (_, name) => {
        // Reports and recordings written beside the scenarios do not start another run.
        if (name === null || !/\.(ya?ml|csv)$/i.test(name)) return;
        changed.add(normalize(join(folder, name)));
        wake();
      });
      watcher.on('error', () => watcher.close());
      watchers.set(folder, watcher);
    }
  };
  signal.addEventListener('abort', () => wake());
  try {
    await watchFolders(paths);
    yield paths;
    while (!signal.aborted) {
      if (changed.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      await setTimeout(settleMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const before = new Set(known);
      known = await find();
      const isChanged = (path: string) => changed.has(normalize(path));
      const batch = known.filter(
        (path) => isChanged(path) || !before.has(path) || (sources.get(path) ?? []).some(isChanged),
      );
      changed.clear();
      await watchFolders(batch);
      if (batch.length > 0) yield batch;
    }
  } finally {
    for (const watcher of watchers.values()) watcher.close();
  }
}
