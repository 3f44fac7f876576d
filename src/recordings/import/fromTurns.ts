import { apiPath } from '../../agentGraph/http/baseUrl.ts';
import { turnBody } from '../../agentGraph/wire/requests.ts';
import type { Agent } from '../../shared/agent.ts';
import type { AgentEvent, Turn } from '../../shared/model.ts';
import type { Exchange } from '../exchanges.ts';
import { latestMs, recordingHeader } from '../recording.ts';
import type { EndEntry, LineEntry, RecordingHeader } from '../recording.ts';

/** The known facts of a saved or exported conversation. */
export interface KeptTurns {
  readonly agent: Agent;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly branches: readonly { readonly turns: readonly Turn[] }[];
}

/** Stops a huge line number from producing as many blank lines before it. */
const maxLines = 100_000;

/** The header of a recording of the conversation. */
export function headerOf({ agent, createdAt }: KeptTurns): RecordingHeader {
  const { name, businessId, agentId, baseUrl, clientKey } = agent;
  const asked = { name, businessId, agentId: agentId || 'unknown', baseUrl, clientKey };
  return recordingHeader(asked, createdAt, 'ask-sofia');
}

/**
 * The requests and responses as the turns must have produced them, in the order in which they were
 * sent. Turns that were never sent are left out. Each event stands in its original line with its
 * original JSON; lines that were not saved, such as keep-alives, are blank.
 */
export function exchangesOf(kept: KeptTurns): readonly Exchange[] {
  return kept.branches
    .flatMap(({ turns }) => turns)
    .filter(({ sessionId }) => sessionId !== undefined)
    .toSorted((a, b) => a.sentAt - b.sentAt)
    .map((turn, index) => exchangeOf(kept, turn, index + 1));
}

function exchangeOf({ agent, createdAt }: KeptTurns, turn: Turn, exchange: number): Exchange {
  const { sessionId = '', agentId = '', inputs, sentAt, stats } = turn;
  const atMs = bounded(sentAt - createdAt);
  const lines = linesOf(turn, exchange, atMs);
  const endMs = atMs + bounded(stats?.totalMs ?? turn.items.at(-1)?.atMs ?? 0);
  const end = endOf(turn, exchange, endMs);
  const isAnswered = lines.length > 0 || end?.outcome === 'complete';
  return {
    number: exchange,
    request: {
      type: 'request',
      exchange,
      atMs,
      endpoint: 'invoke',
      method: 'POST',
      url: `${agent.baseUrl}${apiPath}/invoke`,
      headers: { 'content-type': 'application/json' },
      body: turnBody({ ...agent, agentId }, sessionId, inputs),
    },
    retries: [],
    ...(isAnswered && {
      response: {
        type: 'response',
        exchange,
        atMs: lines[0]?.atMs ?? endMs,
        status: 200,
        headers: {},
      },
    }),
    lines,
    ...(end && { end }),
  };
}

function linesOf({ items, sessionId }: Turn, exchange: number, sentMs: number) {
  const lines: LineEntry[] = [];
  const add = (text: string, itemMs: number, number: number) => {
    const atMs = sentMs + bounded(itemMs);
    const entry = { type: 'line', exchange, atMs, startedMs: atMs } as const;
    while (lines.length < Math.min(number, maxLines) - 1) lines.push({ ...entry, text: '\n' });
    lines.push({ ...entry, text: `${text}\n` });
  };
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item?.type === 'event') {
      const { line, foreignSessionId } = item.event;
      const together = eventsFrom(items, at, line);
      const id = JSON.stringify(foreignSessionId ?? sessionId);
      const texts = together.map(({ rawText }) => rawText).join(',');
      const response = `{"sessionId":${id},"responseEvents":[${texts}]}`;
      add(`{"result":{"response":${response}}}`, item.atMs, line);
      at += together.length - 1;
    } else if (item?.failure.cause?.type === 'line') {
      // Only the beginning of a bad line was saved, which is just as unreadable.
      add(item.failure.cause.head, item.atMs, item.failure.cause.line);
    }
  }
  return lines;
}

/** The events that came in the same line. */
function eventsFrom(items: Turn['items'], from: number, line: number): readonly AgentEvent[] {
  const events: AgentEvent[] = [];
  for (let at = from; at < items.length; at += 1) {
    const item = items[at];
    if (item?.type !== 'event' || item.event.line !== line) break;
    events.push(item.event);
  }
  return events;
}

/** Undefined when the turn was interrupted. */
function endOf({ phase, failure }: Turn, exchange: number, atMs: number): EndEntry | undefined {
  const end = { type: 'end', exchange, atMs } as const;
  if (phase === 'answered') return { ...end, outcome: 'complete' };
  if (phase === 'stopped') return { ...end, outcome: 'stopped' };
  if (phase !== 'failed') return undefined;
  return { ...end, outcome: 'failed', failure: failure ?? { kind: 'internal', retryable: false } };
}

/** A time within a recording's limits, whatever a file says. */
function bounded(ms: number): number {
  return Math.min(Math.max(0, ms), latestMs / 4);
}
