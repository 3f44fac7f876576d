import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import { chatEntry, startWebviewBench, type PageEntry, type WebviewBench } from './webviewPage.ts';

/** A bench that is there for all cases of a process. */
export interface SharedBench extends Pick<WebviewBench, 'open'> {
  /** Where the pages are served. */
  origin(): Promise<string>;
}

const benches = new Map<PageEntry, SharedBench>();

/**
 * The bench of this process for these sources: the first case that needs it starts it, and after the
 * last one it is closed. Each case gives its pages back; what the content policy refused in them, and
 * errors nobody caught, fail the case.
 */
export function sharedBench(entry: PageEntry = chatEntry): SharedBench {
  const known = benches.get(entry);
  if (known) return known;
  let started: Promise<WebviewBench> | undefined;
  const start = () => (started ??= startWebviewBench('toolkit', entry));
  const bench: SharedBench = {
    origin: async () => (await start()).origin,
    open: async (options) => (await start()).open(options),
  };
  benches.set(entry, bench);
  afterEach(async () => assert.deepEqual((await (await started)?.closePages()) ?? [], []));
  after(async () => (await started)?.close());
  return bench;
}
