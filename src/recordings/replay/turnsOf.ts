import { AgentGraphClient, type TurnEnd } from '../../agentGraph/client.ts';
import { hidden } from '../../shared/masking/secretRanges.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import type { Turn, TurnItem } from '../../shared/model.ts';
import type { Exchange } from '../exchanges.ts';
import { isTurn, recordedTurn, type RecordedTurn } from './recordedTurn.ts';
import type { RecordingHeader } from '../recording.ts';
import { replayTransport } from './replayTransport.ts';

/** The result of a turn. */
export type TurnAnswer = Pick<Turn, 'phase' | 'items' | 'stats' | 'failure'>;

/** A placeholder: no request leaves this machine. The client only needs a well-formed agent. */
const nobody = { name: '-', businessId: '-', agentId: '', clientKey: '-' };

/**
 * A client whose transport responds without a network; `now` as in `AgentGraphOptions`. The key is
 * one that masks no text.
 */
export function offlineClient(transport: HttpTransport, now?: () => number): AgentGraphClient {
  return new AgentGraphClient({
    agent: { ...nobody, baseUrl: 'https://recording.invalid' },
    apiKey: hidden,
    transport,
    isRecorded: true,
    ...(now && { now }),
  });
}

/** Sends a recorded turn again, to its original endpoint. */
export function sendAgain(
  client: AgentGraphClient,
  { request: { endpoint } }: Exchange,
  turn: RecordedTurn,
  signal: AbortSignal,
): ReturnType<AgentGraphClient['invoke']> {
  const options = { ...turn, signal };
  return endpoint === 'invoke_sync' ? client.invokeSync(options) : client.invoke(options);
}

/** Reads the response to its end. */
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
    const { type, stats, ...end } = step.value;
    return { phase: type === 'aborted' ? 'stopped' : type, items, stats, ...end };
  }
}

/** A request that sent a turn, with its input. */
export interface SoundTurn {
  readonly exchange: Exchange;
  readonly turn: RecordedTurn;
}

/**
 * The requests that sent a turn, in order, and the numbers of those whose input is no longer valid.
 * Does not read their responses.
 */
export function soundTurns(exchanges: readonly Exchange[]) {
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
 * A turn of a recording as the chat has it. The response is read by the same client as a live one,
 * without waiting, with the recording's times.
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

/**
 * The turns of a recording, numbered from 1 in the order in which they were sent, and the numbers
 * of the requests whose input is no longer valid.
 */
export async function turnsOf(
  header: Pick<RecordingHeader, 'createdAt'>,
  exchanges: readonly Exchange[],
) {
  const { sound, leftOut } = soundTurns(exchanges);
  const turns: Turn[] = [];
  for (const one of sound) turns.push(await turnOf(header, one, turns.length + 1));
  return { turns, leftOut };
}

/** The result of a turn when it was recorded, with the times of that moment. */
export async function recordedAnswer(exchange: Exchange, turn: RecordedTurn): Promise<TurnAnswer> {
  let atMs = exchange.request.atMs;
  const transport = replayTransport({
    exchange,
    speed: Infinity,
    onReached: (reachedMs) => (atMs = Math.max(atMs, reachedMs)),
  });
  const client = offlineClient(transport, () => atMs);
  const { signal } = new AbortController();
  const { failure, ...answer } = await answerOf(sendAgain(client, exchange, turn, signal));
  const outcome = exchange.end?.outcome;
  // The client only sees that nothing more came, which it takes for the end or for a cut.
  const isLeft = outcome === 'stopped' && (!failure || isCut(failure));
  if (isLeft) return { ...answer, phase: 'stopped' };
  if (outcome === undefined) return { ...answer, phase: 'interrupted' };
  return { ...answer, ...(failure && { failure }) };
}

function isCut({ cause }: Failure): boolean {
  return cause?.type === 'line' && cause.reason === 'cut';
}
