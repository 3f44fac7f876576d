import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { recordingText } from './inspectorTalk.ts';
import type { InspectorMemory, InspectorTimes } from './inspectorChild.ts';
import { median, pairedRatio, runInChild } from './measure.ts';
import type { BenchOptions, Result } from './measure.ts';
import type { RecordingTimes } from './recordingChild.ts';

const child = new URL('./inspectorChild.ts', import.meta.url);
const recordingChild = new URL('./recordingChild.ts', import.meta.url);

/** A recording of 100,000 lines: opened, filtered, searched, and what recording costs. */
export async function run(options: BenchOptions): Promise<readonly Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ask-sofia-bench-'));
  try {
    const path = join(folder, 'talk.ndjson');
    await pipeline(Readable.from(recordingText()), createWriteStream(path));
    return [
      ...(await measureOpening(path, options)),
      ...(await measureMemory(path, options)),
      ...(await measureRecording(options)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOpening(
  path: string,
  { rounds, say }: BenchOptions,
): Promise<readonly Result[]> {
  say('inspector: opening, filtering, searching');
  const times = (await runInChild(child, ['times', path, String(rounds)])) as InspectorTimes;
  const { baseline, load, open, filter, search } = times;
  const ofBaseline = (name: string, part: readonly number[], atMost?: number): Result => ({
    name: `${name}, of one pass of JSON.parse`,
    value: pairedRatio(part, baseline),
    unit: '×',
    ...(atMost !== undefined && { target: { atMost } }),
  });
  return [
    { name: 'reading the file and JSON.parse of each line', value: median(baseline), unit: 'ms' },
    ofBaseline('loaded', load),
    ofBaseline('on screen', open, 1.5),
    ofBaseline('filter by kind', filter, 0.5),
    ofBaseline('search over raw lines', search, 0.5),
  ];
}

async function measureMemory(path: string, { say }: BenchOptions): Promise<readonly Result[]> {
  say('inspector: memory');
  const { peakBytesAboveStart } = (await runInChild(child, ['memory', path])) as InspectorMemory;
  const { size } = await stat(path);
  return [
    { name: 'size of the recording', value: size / 1e6, unit: 'MB' },
    {
      name: 'peak memory, of the file',
      value: peakBytesAboveStart / size,
      unit: '×',
      target: { atMost: 2 },
    },
  ];
}

async function measureRecording({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  say('inspector: recording');
  const { plain, recorded, read } = (await runInChild(recordingChild, [
    String(20 * rounds),
  ])) as RecordingTimes;
  return [
    {
      name: 'a turn that is recorded, of one that is not',
      value: pairedRatio(recorded, plain),
      unit: '×',
      target: { atMost: 1.03 },
    },
    {
      name: 'the same with what is done after the answer',
      value: pairedRatio(read, plain),
      unit: '×',
    },
  ];
}
