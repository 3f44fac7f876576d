import type { CDPSession } from 'playwright-core';
import type { TurnItem } from '../../src/shared/model.ts';
import type { ViewPatch } from '../../src/shared/protocol/chatProtocol.ts';
import { chat, says, turn } from '../support/pages/chatStates.ts';
import type { ChatPage } from '../support/pages/webviewPage.ts';

/** How many messages a turn of a bench's conversation has. */
export const messagesPerTurn = 10;

const words = 'the quick brown fox compares the prices of running shoes under $100';

/** A message of about 150 characters, none like another; one of five has Markdown in it. */
export function message(index: number): TurnItem {
  const first = index % 5 === 0 ? `**${index}:** ${words}` : `${index}: ${words}`;
  return says(`${first}, ${words}.`, (index % messagesPerTurn) + 1);
}

/** A conversation whose answers have so many messages in all. */
export function conversationOf(messages: number) {
  const turns = Array.from({ length: Math.ceil(messages / messagesPerTurn) }, (_, index) => {
    const first = index * messagesPerTurn;
    const length = Math.min(messagesPerTurn, messages - first);
    const items = Array.from({ length }, (_, place) => message(first + place));
    return turn(index + 1, `Question ${index + 1}`, { items });
  });
  return chat({ turns });
}

export interface Streamed {
  /** From one animation frame to the next. */
  readonly frameMs: readonly number[];
  /** Processor time of the page's main thread. */
  readonly busyMs: number;
  /** How often the browser computed layout. */
  readonly layouts: number;
}

/** Streams messages into a chat, a number of them with each frame, as the host does. */
export class MessageStream {
  readonly #chat: ChatPage;
  readonly #session: CDPSession;
  #sent: number;
  #seq = 1;

  private constructor(chat: ChatPage, session: CDPSession, sent: number) {
    this.#chat = chat;
    this.#session = session;
    this.#sent = sent;
  }

  /** Into a chat that is fresh and then shows so many messages, a multiple of ten. */
  static async start(opened: ChatPage, messages: number): Promise<MessageStream> {
    const session = await opened.page.context().newCDPSession(opened.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await opened.show({ ...conversationOf(messages), session: { status: 'responding' } });
    return new MessageStream(opened, session, messages);
  }

  async send(messages: number, perFrame: number): Promise<Streamed> {
    const frames: (readonly ViewPatch[])[] = [];
    for (const end = this.#sent + messages; this.#sent < end; this.#sent += perFrame) {
      frames.push(patchesFor(this.#sent, Math.min(perFrame, end - this.#sent)));
    }
    const firstSeq = this.#seq + 1;
    this.#seq += frames.length;
    const before = await this.#metrics();
    const frameMs = await this.#chat.page.evaluate(postFrames, { frames, firstSeq });
    const after = await this.#metrics();
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    return {
      frameMs,
      busyMs: grown('TaskDuration') * 1000,
      layouts: grown('LayoutCount'),
    };
  }

  /** Bytes on the page's heap, garbage collected. */
  async heapBytes(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.#session.send('Runtime.getHeapUsage')).usedSize;
  }

  async #metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}

function patchesFor(first: number, count: number): readonly ViewPatch[] {
  const patches: ViewPatch[] = [];
  for (let index = first; index < first + count;) {
    const id = Math.floor(index / messagesPerTurn) + 1;
    const turnEnd = Math.min(first + count, id * messagesPerTurn);
    const { items: _, ...fields } = turn(id, `Question ${id}`);
    const isWhole = turnEnd === id * messagesPerTurn;
    patches.push({ type: 'turn', turn: { ...fields, phase: isWhole ? 'answered' : 'streaming' } });
    const items = Array.from({ length: turnEnd - index }, (_, place) => message(index + place));
    patches.push({ type: 'items', turnId: id, items });
    index = turnEnd;
  }
  return patches;
}

/** Runs in the page: one patch message with each frame. */
async function postFrames(plan: {
  readonly frames: readonly (readonly unknown[])[];
  readonly firstSeq: number;
}): Promise<readonly number[]> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const frameMs: number[] = [];
  await nextFrame();
  let last = await nextFrame();
  for (const [index, patches] of plan.frames.entries()) {
    window.postMessage({ type: 'patch', seq: plan.firstSeq + index, patches }, '*');
    const now = await nextFrame();
    frameMs.push(now - last);
    last = now;
  }
  await nextFrame();
  await nextFrame();
  return frameMs;
}
