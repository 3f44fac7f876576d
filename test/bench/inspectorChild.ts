import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readConversation } from '../../src/conversation/readConversation.ts';
import { entriesOf } from '../../src/recordings/exchanges.ts';
import { importRecording } from '../../src/recordings/importRecording.ts';
import { WireReader } from '../../src/recordings/wireReader.ts';
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

/** As the editor does when a recording is opened: everything that its first screen waits for. */
async function open(path: string): Promise<WireReader> {
  const { header, exchanges } = await load(path);
  const createdAt = Date.parse(header.createdAt);
  const reader = new WireReader({ createdAt, isUnderWay: () => false });
  for (const entry of entriesOf(exchanges)) reader.add(entry);
  return reader;
}

async function measureTimes(path: string, rounds: number): Promise<InspectorTimes> {
  const reader = await open(path);
  const found = (count: number) => {
    if (count === 0) throw new Error('Nothing was found.');
  };
  return interleave(rounds, {
    baseline: async () => found(await parseLines(path)),
    load: async () => found((await load(path)).exchanges.length),
    open: async () => found((await open(path)).rows.length),
    filter: () =>
      found(reader.rows.filter(({ kinds }) => kinds.includes('recommendationEvent')).length),
    search: () => found(reader.search('Number 77777 of the shop').length),
  });
}

async function measureMemory(path: string): Promise<InspectorMemory> {
  globalThis.gc?.();
  await nextTurn();
  const startBytes = process.memoryUsage.rss();
  const reader = await open(path);
  if (reader.rows.length === 0) throw new Error('No line was read.');
  return { peakBytesAboveStart: process.resourceUsage().maxRSS * 1024 - startBytes };
}

if (process.send !== undefined) {
  const [task, path = '', rounds] = process.argv.slice(2);
  process.send(
    task === 'memory' ? await measureMemory(path) : await measureTimes(path, Number(rounds)),
  );
}
