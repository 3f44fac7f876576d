import { setTimeout as sleep } from 'node:timers/promises';
import { parseNdjson } from '../../src/agentGraph/wire/ndjson.ts';
import { cutEvenly } from './corpus.ts';
import { type BenchOptions, interleave, pairedRatio, type Result, runInChild } from './measure.ts';
import { longLine, type MemoryReport, type ThroughputReport } from './ndjsonChild.ts';
import { type ContenderName, contenderNames, contenders } from './ndjsonContenders.ts';

const child = new URL('./ndjsonChild.ts', import.meta.url);
const mebibyte = 1024 * 1024;
const ours = contenders['ask-sofia'];

/** Bytes to values, against the limit (JSON.parse of lines already split) and the peers. */
export async function run(options: BenchOptions): Promise<readonly Result[]> {
  return [
    ...(await measureThroughput(options)),
    ...(await measureLongLines(options)),
    ...(await measureManyLines(options)),
    ...(await measureMemory(options)),
    ...(await measureReading(options)),
  ];
}

async function measureThroughput(options: BenchOptions): Promise<readonly Result[]> {
  const { sizeMiB, rounds, say } = options;
  const reports = {} as Record<ContenderName, ThroughputReport>;
  for (const name of contenderNames) {
    say(`ndjson: ${name}`);
    const args = ['throughput', name, String(sizeMiB), String(rounds)];
    reports[name] = (await runInChild(child, args)) as ThroughputReport;
  }
  const own = reports['ask-sofia'];
  const split2 = reports['split2 + JSON.parse'];
  const peers = contenderNames
    .filter((name) => !name.startsWith('ask-sofia'))
    .map((name) => reports[name]);
  const fastest = (pick: (report: ThroughputReport) => number) => Math.max(...peers.map(pick));
  const compare = (name: string, value: number, atLeast: number): Result => ({
    name,
    value,
    unit: '×',
    target: { atLeast },
  });
  const { evenOfLimit, randomOfLimit } = own;
  return [
    { name: 'limit', value: own.limitMBps, unit: 'MB/s' },
    compare('16 KiB chunks, of limit', evenOfLimit, 0.65),
    compare('random cuts, of limit', randomOfLimit, 0.65),
    compare('16 KiB, of fastest peer', evenOfLimit / fastest((peer) => peer.evenOfLimit), 1.15),
    compare('random, of fastest peer', randomOfLimit / fastest((peer) => peer.randomOfLimit), 1.15),
    compare('16 KiB, of split2', evenOfLimit / split2.evenOfLimit, 1.5),
    compare('random, of split2', randomOfLimit / split2.randomOfLimit, 1.5),
    ...contenderNames.flatMap((name) => [
      { name: `${name}: 16 KiB chunks`, value: reports[name].evenMBps, unit: 'MB/s' },
      { name: `${name}: 16 KiB, of limit`, value: reports[name].evenOfLimit, unit: '×' },
      { name: `${name}: random, of limit`, value: reports[name].randomOfLimit, unit: '×' },
      { name: `${name}: 1 MiB line in 1 KiB`, value: reports[name].longLineMs, unit: 'ms' },
      { name: `${name}: 64 KiB line in 1 B`, value: reports[name].byteByByteMs, unit: 'ms' },
    ]),
  ];
}

async function measureLongLines({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  say('ndjson: long lines');
  const parse = (sizeBytes: number, chunkBytes: number) => async () => {
    await ours(longLine(sizeBytes, chunkBytes, 'sí, '));
  };
  const long = await interleave(rounds, {
    small: parse(16 * mebibyte, 1024),
    large: parse(64 * mebibyte, 1024),
  });
  const bytewise = await interleave(2 * rounds, {
    small: parse(64 * 1024, 1),
    large: parse(128 * 1024, 1),
  });
  return [
    {
      name: '64 MiB line in 1 KiB chunks, of a 16 MiB one',
      value: pairedRatio(long.large, long.small),
      unit: '×',
      target: { atMost: 5 },
    },
    {
      name: '128 KiB line byte by byte, of a 64 KiB one',
      value: pairedRatio(bytewise.large, bytewise.small),
      unit: '×',
      target: { atMost: 2.4 },
    },
  ];
}

async function measureManyLines({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  say('ndjson: many lines in one chunk');
  const line = `{"messageEvent":{"content":{"textContent":{"text":"${'y'.repeat(96)}"}}}}\n`;
  const bytes = Buffer.from(line.repeat(Math.floor((16 * mebibyte) / line.length)));
  const small = cutEvenly(bytes, 16_384);
  const times = await interleave(rounds, {
    small: async () => void (await ours(small)),
    whole: async () => void (await ours([bytes])),
  });
  const name = `${String(bytes.length / line.length)} lines in one chunk, speed of 16 KiB chunks`;
  const value = pairedRatio(times.small, times.whole);
  return [{ name, value, unit: '×', target: { atLeast: 0.9 } }];
}

async function measureMemory({ say }: BenchOptions): Promise<readonly Result[]> {
  const lineMiB = 64;
  const results: Result[] = [];
  for (const [name, text] of Object.entries({
    ASCII: 'yes, ',
    'two-byte': 'да, ',
    wide: 'ok 👟',
  })) {
    say(`ndjson: memory, ${name}`);
    const report = (await runInChild(child, ['memory', text, String(lineMiB)])) as MemoryReport;
    results.push({
      name: `peak memory for a line of ${String(lineMiB)} MiB, ${name}`,
      value: report.peakBytesAboveStart / mebibyte,
      unit: 'MiB',
      target: { atMost: 4 * lineMiB + 80 },
    });
  }
  return results;
}

async function measureReading({ say }: BenchOptions): Promise<readonly Result[]> {
  say('ndjson: read-ahead');
  let readCount = 0;
  let usedCount = 0;
  let isClosed = false;
  let readAhead = 0;
  async function* source(): AsyncGenerator<Uint8Array, void> {
    try {
      while (readCount < 100) {
        readCount += 1;
        await Promise.resolve();
        yield Buffer.from('{"a":1}\n');
      }
    } finally {
      isClosed = true;
    }
  }
  for await (const batch of parseNdjson(source())) {
    await sleep(2);
    readAhead = Math.max(readAhead, readCount - usedCount - batch.length);
    usedCount += batch.length;
    if (usedCount === 20) break;
  }
  return [
    {
      name: 'chunks read ahead of a slow consumer',
      value: readAhead,
      unit: '',
      target: { atMost: 2 },
    },
    {
      name: 'source closed on leaving the loop',
      value: isClosed ? 1 : 0,
      unit: '',
      target: { atLeast: 1 },
    },
  ];
}
