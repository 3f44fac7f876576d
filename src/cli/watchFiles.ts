import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Editors write a file in several steps; in milliseconds. */
const settleMs = 150;

/**
 * All files that `find` gives at first, then those that changed or are new in their folders, until the
 * abort. A change during a run waits for it.
 */
export async function* watchFiles(
  find: () => Promise<readonly string[]>,
  signal: AbortSignal,
): AsyncGenerator<readonly string[], void, undefined> {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let wake: () => void = () => undefined;
  const watchFolder = (folder: string) => {
    const watcher = watch(folder, (_, name) => {
      if (name === null) return;
      changed.add(normalize(join(folder, basename(name))));
      wake();
    });
    // A folder that is deleted has nothing more to tell.
    watcher.on('error', () => watcher.close());
    watchers.set(folder, watcher);
  };
  signal.addEventListener('abort', () => wake());
  try {
    let known = await find();
    let batch = known;
    while (!signal.aborted) {
      for (const folder of new Set(known.map((path) => dirname(path))))
        if (!watchers.has(folder)) watchFolder(folder);
      if (batch.length > 0) yield batch;
      if (changed.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      await setTimeout(settleMs, undefined, { signal }).catch(() => undefined);
      const before = new Set(known);
      known = await find();
      batch = known.filter((path) => changed.has(normalize(path)) || !before.has(path));
      changed.clear();
    }
  } finally {
    for (const watcher of watchers.values()) watcher.close();
  }
}
