import { setImmediate as nextTurn } from 'node:timers/promises';
import { cutAtRandom, cutEvenly, makeCorpus } from './corpus.ts';
import { interleave, median, pairedRatio, time } from './measure.ts';
import { type ContenderName, contenderNames, contenders } from './ndjsonContenders.ts';

/** What one contender did, measured in a process of its own. */
export interface ThroughputReport {
  /** Medians of the paired ratios: 1 is as fast as JSON.parse of lines already split. */
  readonly evenOfLimit: number;
  readonly randomOfLimit: number;
  readonly evenMBps: number;
  readonly limitMBps: number;
  /** A line of 1 MiB in pieces of 1 KiB, and one of 64 KiB byte by byte. */
  readonly longLineMs: number;
  readonly byteByByteMs: number;
}

export interface MemoryReport {
  readonly peakBytesAboveStart: number;
}

/** The limit and the contender take turns on slices, so that a busy moment meets both. */
const sliceMiB = 4;

/** A text message as one line of about `sizeBytes`, in chunks made only when they are read. */
export function* longLine(sizeBytes: number, chunkBytes: number, text: string): Generator<Buffer> {
  const piece = Buffer.from(text.repeat(Math.ceil(chunkBytes / Buffer.byteLength(text))));
  yield Buffer.from('{"messageEvent":{"content":{"textContent":{"text":"');
  let left = Math.ceil(sizeBytes / piece.length);
  while (left-- > 0) {
    for (let at = 0; at < piece.length; at += chunkBytes) yield piece.subarray(at, at + chunkBytes);
  }
  yield Buffer.from('"}}}}\n');
}

async function measureThroughput(
  name: ContenderName,
  sizeMiB: number,
  rounds: number,
): Promise<ThroughputReport> {
  const slices = Array.from({ length: Math.ceil(sizeMiB / sliceMiB) }, (_, index) => {
    const corpus = makeCorpus(sliceMiB * 1024 * 1024, index + 1);
    return {
      megabytes: corpus.bytes.length / 1e6,
      lines: splitLines(corpus.bytes),
      even: cutEvenly(corpus.bytes, 16_384),
      random: cutAtRandom(corpus.bytes, index + 1),
    };
  });
  const contender = contenders[name];
  const slice = (round: number) => slices[round % slices.length] ?? slices[0];
  const parseAll = async (round: number, cut: 'even' | 'random') => {
    const { [cut]: chunks = [], lines = [] } = slice(round) ?? {};
    const count = await contender(chunks);
    if (count !== lines.length) throw new Error(`${name} found ${String(count)} lines`);
  };
  const parseLines = (round: number) => {
    const lines = slice(round)?.lines ?? [];
    let count = 0;
    for (const line of lines) if (JSON.parse(line) !== undefined) count += 1;
    if (count !== lines.length) throw new Error('The limit lost lines.');
  };
  const times = await interleave(rounds * slices.length, {
    limit: parseLines,
    even: (round) => parseAll(round, 'even'),
    limitAgain: parseLines,
    random: (round) => parseAll(round, 'random'),
  });
  const megabytes = median(slices.map((one) => one.megabytes));
  const parseLongLine = async (sizeBytes: number, chunkBytes: number) => {
    const chunks = [...longLine(sizeBytes, chunkBytes, 'sí, ')];
    return time(async () => void (await contender(chunks)));
  };
  return {
    evenOfLimit: pairedRatio(times.limit, times.even),
    randomOfLimit: pairedRatio(times.limitAgain, times.random),
    evenMBps: (megabytes / median(times.even)) * 1000,
    limitMBps: (megabytes / median(times.limit)) * 1000,
    longLineMs: await parseLongLine(1024 * 1024, 1024),
    byteByByteMs: await parseLongLine(64 * 1024, 1),
  };
}

/** The lines as `JSON.parse` likes them best: each a flat string of its own. */
function splitLines(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const lines: string[] = [];
  for (let at = 0; at < buffer.length;) {
    const end = buffer.indexOf(0x0a, at);
    lines.push(buffer.toString('utf8', at, end));
    at = end + 1;
  }
  return lines;
}

async function measureMemory(text: string, sizeMiB: number): Promise<MemoryReport> {
  // Loads and compiles everything before the baseline is taken.
  await contenders['ask-sofia'](longLine(1024 * 1024, 1024, text));
  globalThis.gc?.();
  await nextTurn();
  const startBytes = process.memoryUsage.rss();
  const count = await contenders['ask-sofia'](longLine(sizeMiB * 1024 * 1024, 1024, text));
  if (count !== 1) throw new Error('The long line was lost.');
  return { peakBytesAboveStart: process.resourceUsage().maxRSS * 1024 - startBytes };
}

if (process.send !== undefined) {
  const [task, subject = '', size, rounds] = process.argv.slice(2);
  const name = contenderNames.find((known) => known === subject);
  if (task === 'memory') process.send(await measureMemory(subject, Number(size)));
  else if (name !== undefined) {
    process.send(await measureThroughput(name, Number(size), Number(rounds)));
  }
}
