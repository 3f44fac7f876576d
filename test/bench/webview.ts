import { gzipSync } from 'node:zlib';
import {
  startWebviewBench,
  type ChatPage,
  type WebviewBench,
} from '../support/pages/webviewPage.ts';
import { median, type BenchOptions, type Result } from './measure.ts';
import { conversationOf, MessageStream, type Streamed } from './webviewStream.ts';

const perFrame = 50;
const slice = 1_000;
const slicesAtASize = 4;
const sizes = [100, 10_000, 50_000] as const;
const grownTo = 10_000;

/** The built chat in a real Chromium: how it streams, how it grows, how it comes back. */
export async function run({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  const bench = await startWebviewBench();
  try {
    return [
      ...(await measureSizes(bench, say)),
      ...(await measureGrowth(bench, rounds, say)),
      await measureReads(bench),
      ...(await measureFirstPaint(bench, rounds, say)),
      await measureBundle(bench),
    ];
  } finally {
    await bench.close();
  }
}

/** Frames while messages come into a conversation that has so many already, and its heap. */
async function measureSizes(
  bench: WebviewBench,
  say: BenchOptions['say'],
): Promise<readonly Result[]> {
  const rows: Result[] = [];
  const heaps: number[] = [];
  for (const size of sizes) {
    say(`webview: ${perFrame} messages with each frame, after ${size}`);
    const opened = await bench.open({ isFresh: true });
    const stream = await MessageStream.start(opened, size);
    heaps.push(await stream.heapBytes());
    const idle = quantile(await opened.page.evaluate(idleFrames), 0.5);
    const frameMs: number[] = [];
    for (let count = 0; count < slicesAtASize; count += 1) {
      frameMs.push(...(await stream.send(slice, perFrame)).frameMs);
    }
    const p50 = quantile(frameMs, 0.5);
    rows.push(
      { name: `frame p50 with ${size} messages`, value: p50, unit: 'ms' },
      {
        name: '  of a frame with nothing to do',
        value: p50 / idle,
        unit: '×',
        target: { atMost: 1.05 },
      },
      { name: '  frame p99', value: quantile(frameMs, 0.99), unit: 'ms' },
    );
    if (size === sizes[2]) rows.push(await countNodes(opened));
    await opened.page.context().close();
  }
  return [...rows, ...heapRows(heaps)];
}

async function countNodes({ page }: ChatPage): Promise<Result> {
  const value = await page.locator('[role=log] .rows > *').count();
  return { name: 'message nodes in the document', value, unit: '', target: { atMost: 300 } };
}

/** Bytes for each message between the small and the middle size, and from there to the big one. */
function heapRows([small = 0, middle = 0, big = 0]: readonly number[]): readonly Result[] {
  const early = (middle - small) / (sizes[1] - sizes[0]);
  const late = (big - middle) / (sizes[2] - sizes[1]);
  return [
    { name: `heap per message up to ${sizes[1]}`, value: early, unit: 'B' },
    {
      name: `  from there to ${sizes[2]}, of that`,
      value: late / early,
      unit: '×',
      target: { atMost: 1.1 },
    },
  ];
}

/** An empty conversation that grows: what its first thousand messages cost, and its last. */
async function measureGrowth(
  bench: WebviewBench,
  rounds: number,
  say: BenchOptions['say'],
): Promise<readonly Result[]> {
  say(`webview: from nothing to ${grownTo} messages`);
  const ratios: number[] = [];
  const perSecond: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const opened = await bench.open({ isFresh: true });
    const stream = await MessageStream.start(opened, 0);
    const slices: Streamed[] = [];
    for (let count = 0; count < grownTo; count += slice) {
      slices.push(await stream.send(slice, perFrame));
    }
    const busyMs = slices.map((streamed) => streamed.busyMs);
    ratios.push((busyMs.at(-1) ?? Number.NaN) / (busyMs[0] ?? Number.NaN));
    perSecond.push(grownTo / (busyMs.reduce((sum, ms) => sum + ms) / 1000));
    await opened.page.context().close();
  }
  return [
    {
      name: `the last ${slice} of ${grownTo} messages, of the first`,
      value: median(ratios),
      unit: '×',
      target: { atMost: 1.2 },
    },
    { name: 'events into the log', value: median(perSecond), unit: 'events/s of main thread' },
  ];
}

/** A layout that is read once a frame costs nothing, once a message it costs seconds. */
async function measureReads(bench: WebviewBench): Promise<Result> {
  const opened = await bench.open({ isFresh: true });
  const stream = await MessageStream.start(opened, sizes[0]);
  await stream.send(slice, perFrame);
  const { layouts, frameMs } = await stream.send(slice, perFrame);
  await opened.page.context().close();
  return {
    name: `layouts per frame of ${perFrame} messages`,
    value: layouts / frameMs.length,
    unit: '',
    target: { atMost: 3 },
  };
}

/** From the start of the page's loading to the frame that shows the conversation. */
async function measureFirstPaint(
  bench: WebviewBench,
  rounds: number,
  say: BenchOptions['say'],
): Promise<readonly Result[]> {
  say(`webview: first paint, empty and with ${grownTo} messages`);
  const empty: number[] = [];
  const full: number[] = [];
  const states = { empty: conversationOf(0), full: conversationOf(grownTo) };
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await firstPaint(bench, states.empty), await firstPaint(bench, states.full)];
    if (round === 0) continue;
    empty.push(pair[0] ?? Number.NaN);
    full.push(pair[1] ?? Number.NaN);
  }
  return [
    { name: 'first paint of an empty view', value: median(empty), unit: 'ms' },
    { name: `  with ${grownTo} messages`, value: median(full), unit: 'ms' },
    {
      name: '  of the empty one',
      value: median(full) / median(empty),
      unit: '×',
      target: { atMost: 1.3 },
    },
  ];
}

async function firstPaint(
  bench: WebviewBench,
  state: ReturnType<typeof conversationOf>,
): Promise<number> {
  const { page } = await bench.open({ isFresh: true });
  const paintMs = await page.evaluate(showAndPaint, JSON.stringify(state));
  await page.context().close();
  return paintMs;
}

async function measureBundle({ origin }: WebviewBench): Promise<Result> {
  const response = await fetch(`${origin}/webview.js`);
  const bytes = gzipSync(await response.text()).length;
  return {
    name: 'script, minified and packed',
    value: bytes / 1024,
    unit: 'KB',
    target: { atMost: 110 },
  };
}

/** Runs in the page. */
async function idleFrames(): Promise<readonly number[]> {
  const frameMs: number[] = [];
  let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  for (let frame = 0; frame < 60; frame += 1) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frameMs.push(now - last);
    last = now;
  }
  return frameMs;
}

/** Runs in the page: its loading, and from the arrival of its first state to the frame after. */
async function showAndPaint(json: string): Promise<number> {
  const [navigation] = performance.getEntriesByType('navigation');
  const loadedMs = (navigation as PerformanceNavigationTiming).domContentLoadedEventEnd;
  const message: unknown = { type: 'snapshot', seq: 1, state: JSON.parse(json) as unknown };
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const postedAt = performance.now();
  window.postMessage(message, '*');
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return loadedMs + performance.now() - postedAt;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
