import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AgentGraphClient } from '../../src/agentGraph/client.ts';
import type { HttpTransport } from '../../src/agentGraph/transport.ts';
import { recordExchanges } from '../../src/recordings/recordExchanges.ts';
import { recordingLine, type RecordingEntry } from '../../src/recordings/recording.ts';
import { answerOf } from '../../src/recordings/turnsOf.ts';
import { header } from '../support/recordedExchanges.ts';
import type { InspectorMemory, InspectorTimes } from './inspectorChild.ts';
import { interleave, median, pairedRatio, runInChild } from './measure.ts';
import type { BenchOptions, Result } from './measure.ts';

const child = new URL('./inspectorChild.ts', import.meta.url);
const lineCount = 100_000;
const linesOfTurn = 1_000;
/** Of all lines together in the file, about. */
const fileBytes = 100_000_000;

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

/** The same turn with and without a recorder, without a network: what is left is processing. */
async function measureRecording({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  say('inspector: recording');
  const chunks = [...answerLines(1)].map((line) => Buffer.from(line));
  const transport: HttpTransport = {
    post: () =>
      Promise.resolve({
        type: 'done',
        value: { status: 200, headers: {}, body: Readable.from(chunks) },
      }),
    dispose: () => Promise.resolve(),
  };
  let entries = 0;
  const recorded = recordExchanges({ transport, write: () => (entries += 1) });
  const turns = (over: HttpTransport) => async () => {
    for (let turn = 0; turn < 10; turn += 1) await runTurn(over);
  };
  const times = await interleave(4 * rounds, { plain: turns(transport), with: turns(recorded) });
  if (entries === 0) throw new Error('Nothing was recorded.');
  return [
    {
      name: 'a turn that is recorded, of one that is not',
      value: pairedRatio(times.with, times.plain),
      unit: '×',
      target: { atMost: 1.03 },
    },
  ];
}

async function runTurn(transport: HttpTransport): Promise<void> {
  const agent = { ...header.agent };
  const client = new AgentGraphClient({ agent, apiKey: 'bench-key-of-the-recorder', transport });
  const content = { textContent: { text: 'Hi' } };
  const inputEvents = [{ messageEvent: { role: 'USER', content } }] as const;
  const { signal } = new AbortController();
  const { items } = await answerOf(client.invoke({ sessionId: 's', inputEvents, signal }));
  if (items.length < linesOfTurn) throw new Error('Lines were lost.');
}

/** What the agent says in a turn: texts, and every fourth time products, a kilobyte a line. */
function* answerLines(turn: number): Generator<string> {
  // The rest of the kilobyte is what the recording adds to a line.
  const wordsLength = fileBytes / lineCount - 330;
  for (let line = 0; line < linesOfTurn; line += 1) {
    const number = (turn - 1) * linesOfTurn + line;
    const words = `Number ${number} of the shop, a shoe for every road. `.padEnd(
      wordsLength,
      'yes, ',
    );
    const event =
      line % 4 === 3
        ? { recommendationEvent: { products: [{ title: 'Shoe', description: words }] } }
        : { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: words } } } };
    const response = { sessionId: 's', responseEvents: [event] };
    yield `${JSON.stringify({ result: { response } })}\n`;
  }
}

function* recordingText(): Generator<string> {
  yield recordingLine(header);
  for (const entry of recordedEntries()) yield recordingLine(entry);
}

function* recordedEntries(): Generator<RecordingEntry> {
  const { baseUrl } = header.agent;
  for (let exchange = 1; exchange <= lineCount / linesOfTurn; exchange += 1) {
    const atMs = exchange * 10_000;
    const base = { exchange, atMs };
    const input = { messageEvent: { role: 'USER', content: { textContent: { text: 'Hi' } } } };
    yield {
      ...base,
      type: 'request',
      endpoint: 'invoke',
      method: 'POST',
      url: `${baseUrl}/external/v1/ai/agent_graph/invoke`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: 's', inputEvents: [input] }),
    };
    yield { ...base, type: 'response', status: 200, headers: {} };
    let lineMs = atMs;
    for (const text of answerLines(exchange)) {
      lineMs += 1;
      yield { exchange, type: 'line', atMs: lineMs, startedMs: lineMs, text };
    }
    yield { exchange, type: 'end', atMs: lineMs + 1, outcome: 'complete' };
  }
}
