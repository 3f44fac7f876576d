import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn, setTimeout } from 'node:timers/promises';
import { fail } from 'node:assert/strict';
import { readConversation } from '../../src/conversation/storage/readConversation.ts';
import { ExchangeLog } from '../../src/recordings/exchangeLog.ts';
import { InspectorFeed } from '../../src/conversation/inspectorFeed.ts';
import { entriesOf } from '../../src/recordings/exchanges.ts';
import { importRecording } from '../../src/recordings/import/importRecording.ts';
import type { WireRow } from '../../src/shared/protocol/inspectorProtocol.ts';
import { lineCount } from './inspectorTalk.ts';
import { interleave } from './measure.ts';

/** Milliseconds of each round, measured in a process of its own. */
export interface InspectorTimes {
  readonly baseline: readonly number[];
  readonly load: readonly number[];
  readonly open: readonly number[];
  readonly filter: readonly number[];
  readonly search: readonly number[];
}

export interface InspectorMemory {
  readonly peakBytesAboveStart: number;
}

/** What the file says, read and parsed once and thrown away: nothing can be shown for less. */
async function parseLines(path: string): Promise<number> {
  let count = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
      if (JSON.parse(bytes.toString('utf8', start, end)) !== undefined) count += 1;
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  return count;
}

async function load(path: string) {
  const imported = await importRecording(path, readConversation);
  if (imported.type !== 'loaded') throw new Error('The recording was not read.');
  return imported;
}

interface Opened {
  readonly feed: InspectorFeed;
  /** How many rows the page got so far. */
  count: number;
}

/** As the editor does when a recording is opened: everything that its first screen waits for. */
async function open(path: string, onRows?: (rows: readonly WireRow[]) => void): Promise<Opened> {
  const { header, exchanges } = await load(path);
  const createdAt = Date.parse(header.createdAt);
  const wire = new ExchangeLog({ createdAt, entries: entriesOf(exchanges), now: Date.now });
  const feed = new InspectorFeed({
    conversations: { wire, onChange: () => () => undefined },
    post(message) {
      if (message.type !== 'wire' && message.type !== 'wireGrew') return;
      opened.count += message.rows.length;
      onRows?.(message.rows);
    },
  });
  const opened = { feed, count: 0 };
  feed.start();
  if (opened.count === 0) throw new Error('The first screen is empty.');
  return opened;
}

/** Waits until the page has all rows. */
async function complete(opened: Opened): Promise<void> {
  while (opened.count < lineCount) await setTimeout(10);
}

async function measureTimes(path: string, rounds: number): Promise<InspectorTimes> {
  const rows: WireRow[] = [];
  const opened = await open(path, (more) => rows.push(...more));
  await complete(opened);
  const reader = opened.feed.reader ?? fail();
  const found = (count: number) => {
    if (count === 0) throw new Error('Nothing was found.');
  };
  return interleave(rounds, {
    baseline: async () => found(await parseLines(path)),
    load: async () => found((await load(path)).exchanges.length),
    open: async () => (await open(path)).feed.stop(),
    filter: () => found(rows.filter(({ kinds }) => kinds.includes('recommendationEvent')).length),
    search: () => found(reader.search('Number 77777 of the shop').length),
  });
}

async function measureMemory(path: string): Promise<InspectorMemory> {
  globalThis.gc?.();
  await nextTurn();
  const startBytes = process.memoryUsage.rss();
  const opened = await open(path);
  await complete(opened);
  opened.feed.stop();
  return { peakBytesAboveStart: process.resourceUsage().maxRSS * 1024 - startBytes };
}

if (process.send !== undefined) {
  const [task, path = '', rounds] = process.argv.slice(2);
  process.send(
    task === 'memory' ? await measureMemory(path) : await measureTimes(path, Number(rounds)),
  );
}
