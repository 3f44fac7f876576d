import { AgentGraphClient, type TurnEnd } from '../../agentGraph/client.ts';
import { hidden } from '../../shared/masking/secretRanges.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Turn, TurnItem } from '../../shared/model.ts';
import type { Exchange } from '../exchanges.ts';
import { isTurn, recordedTurn, type RecordedTurn } from './recordedTurn.ts';
import type { RecordingHeader } from '../recording.ts';
import { replayTransport } from './replayTransport.ts';

/** What came of a turn. */
export type TurnAnswer = Pick<Turn, 'phase' | 'items' | 'stats' | 'failure'>;

export interface RecordedTurns {
  /** Numbered from 1, in the order in which they were sent. */
  readonly turns: readonly Turn[];
  /** Numbers of the requests whose input is no longer sound. */
  readonly leftOut: readonly number[];
}

/** Nobody is asked. The client wants an agent that could be, and a key that hides no text. */
const nobody = { name: '-', businessId: '-', agentId: '', clientKey: '-' };

/** A client whose transport answers without a network. `now` as in `AgentGraphOptions`. */
export function offlineClient(transport: HttpTransport, now?: () => number): AgentGraphClient {
  return new AgentGraphClient({
    agent: { ...nobody, baseUrl: 'https://recording.invalid' },
    apiKey: hidden,
    transport,
    isRecorded: true,
    ...(now && { now }),
  });
}

/** Sends a recorded turn again, over the endpoint over which it was sent. */
export function sendAgain(
  client: AgentGraphClient,
  { request: { endpoint } }: Exchange,
  turn: RecordedTurn,
  signal: AbortSignal,
): ReturnType<AgentGraphClient['invoke']> {
  const options = { ...turn, signal };
  return endpoint === 'invoke_sync' ? client.invokeSync(options) : client.invoke(options);
}

/** Reads the answer to its end. */
export async function answerOf(
  stream: AsyncGenerator<readonly TurnItem[], TurnEnd>,
): Promise<TurnAnswer> {
  const items: TurnItem[] = [];
  for (;;) {
    const step = await stream.next();
    if (!step.done) {
      items.push(...step.value);
      continue;
    }
    const { value: end } = step;
    const phase = ({ answered: 'answered', failed: 'failed', aborted: 'stopped' } as const)[
      end.type
    ];
    const failure = end.type === 'failed' ? end.failure : undefined;
    return { phase, items, stats: end.stats, ...(failure && { failure }) };
  }
}

/** A request that asked the agent, and what was sent with it. */
export interface SoundTurn {
  readonly exchange: Exchange;
  readonly turn: RecordedTurn;
}

/** The requests that asked the agent, in their order, without reading what came of them. */
export function soundTurns(exchanges: readonly Exchange[]): {
  readonly sound: readonly SoundTurn[];
  /** Numbers of the requests whose input is no longer sound. */
  readonly leftOut: readonly number[];
} {
  const sound: SoundTurn[] = [];
  const leftOut: number[] = [];
  for (const exchange of exchanges.filter(isTurn)) {
    const turn = recordedTurn(exchange);
    if (turn) sound.push({ exchange, turn });
    else leftOut.push(exchange.number);
  }
  return { sound, leftOut };
}

/**
 * A turn of a recording as the chat has it: read by the same client as a live answer, without
 * waiting, on the clock of the recording.
 */
export async function turnOf(
  { createdAt }: Pick<RecordingHeader, 'createdAt'>,
  { exchange, turn }: SoundTurn,
  id: number,
): Promise<Turn> {
  const { sessionId, agentId, inputEvents: inputs } = turn;
  return {
    id,
    inputs,
    sentAt: Math.round(Date.parse(createdAt) + exchange.request.atMs),
    ...(await recordedAnswer(exchange, turn)),
    sessionId,
    ...(agentId !== undefined && { agentId }),
  };
}

/** All turns of a recording. */
export async function turnsOf(
  header: Pick<RecordingHeader, 'createdAt'>,
  exchanges: readonly Exchange[],
): Promise<RecordedTurns> {
  const { sound, leftOut } = soundTurns(exchanges);
  const turns: Turn[] = [];
  for (const one of sound) turns.push(await turnOf(header, one, turns.length + 1));
  return { turns, leftOut };
}

/** What came of a turn when it was recorded; times as they were then. */
export async function recordedAnswer(exchange: Exchange, turn: RecordedTurn): Promise<TurnAnswer> {
  let atMs = exchange.request.atMs;
  const transport = replayTransport({
    exchanges: [exchange],
    speed: Infinity,
    onReached: (reachedMs) => (atMs = Math.max(atMs, reachedMs)),
  });
  const client = offlineClient(transport, () => atMs);
  const { signal } = new AbortController();
  const { failure, ...answer } = await answerOf(sendAgain(client, exchange, turn, signal));
  const outcome = exchange.end?.outcome;
  // The client hears only that nothing more came, and takes it for the end or for a cut.
  const isLeft = outcome === 'stopped' && (!failure || isCut(failure));
  if (isLeft) return { ...answer, phase: 'stopped' };
  if (outcome === undefined) return { ...answer, phase: 'interrupted' };
  return { ...answer, ...(failure && { failure }) };
}

function isCut({ cause }: Failure): boolean {
  return cause?.type === 'line' && cause.reason === 'cut';
}
