import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import { leftOutSentence } from '../../recordings/damageSentence.ts';
import type { Exchange } from '../../recordings/exchanges.ts';
import { faultyReplay } from '../../recordings/replay/faultyReplay.ts';
import { isTurn, recordedTurn, type RecordedTurn } from '../../recordings/replay/recordedTurn.ts';
import { replayTransport } from '../../recordings/replay/replayTransport.ts';
import {
  answerOf,
  offlineClient,
  recordedAnswer,
  sendAgain,
  type TurnAnswer,
} from '../../recordings/replay/turnsOf.ts';
import { answerParts } from '../../scenarios/answer.ts';
import { compareAnswers, describeDifference } from '../../scenarios/compare/compareAnswers.ts';
import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { InputEvent } from '../../shared/model.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import { applyFault } from '../../simulator/faults/faults.ts';
import type { FileCommand } from '../fileOptions.ts';
import { summariseAnswer } from '../output/answerSummary.ts';
import { comparisonText } from '../output/comparisonText.ts';
import { jsonText, type Write } from '../output/output.ts';
import type { Printer } from '../output/printer.ts';

export type ReplayCommand = Extract<FileCommand, { readonly type: 'replay' }>;

export interface ReplayRun {
  readonly write: Write;
  readonly writeError: Write;
  /** Tracks the sessions while they are open. */
  readonly ledger: Pick<SessionLedger, 'add' | 'remove'>;
  readonly signal: AbortSignal;
}

/** Longest wait for the close at the end, in milliseconds. */
const closeLimitMs = 5_000;

/**
 * Sends the recorded turns through the client again; the recording responds, with faults where
 * requested. False when a turn was left out.
 */
export async function replayOffline(
  { speed, faults }: ReplayCommand,
  exchanges: readonly Exchange[],
  printer: Printer,
  { writeError, signal }: ReplayRun,
): Promise<boolean> {
  const { turns, isWhole } = soundTurns(exchanges, writeError);
  for (const [index, [exchange, recorded]] of turns.entries()) {
    if (signal.aborted) break;
    const turn = index + 1;
    const fault = faults[index] ?? faults.at(-1);
    const transport: HttpTransport = fault
      ? faultyReplay({ exchange, speed, fault: (answer) => applyFault(fault, answer) })
      : replayTransport({ exchange, speed });
    printer.turnStarted(turn, inputsText(recorded));
    const stream = sendAgain(offlineClient(transport), exchange, recorded, signal);
    for (;;) {
      const step = await stream.next();
      if (step.done) {
        const { value: end } = step;
        printer.turnEnded(turn, end.stats, end.type === 'failed' ? end.failure : undefined);
        break;
      }
      for (const item of step.value) printer.item(turn, item);
    }
  }
  return isWhole;
}

/**
 * Sends the same turns to an agent, in as many sessions as were recorded, and prints both responses
 * of each turn side by side. True when every turn was sent and got a response without a failure.
 * Differences between the responses do not count.
 */
export async function replayLive(
  { json }: ReplayCommand,
  exchanges: readonly Exchange[],
  client: AgentGraphClient,
  { write, writeError, ledger, signal }: ReplayRun,
): Promise<boolean> {
  const { turns, isWhole } = soundTurns(exchanges, writeError);
  const sessions = new Map<string, string>();
  let isClean = isWhole;
  try {
    for (const [index, [exchange, recorded]] of turns.entries()) {
      if (signal.aborted) break;
      const sessionId = sessions.get(recorded.sessionId) ?? (await openSession(client, signal));
      if (typeof sessionId !== 'string') {
        if (sessionId) writeError(`${sessionId.sentence}\n`);
        return false;
      }
      if (!sessions.has(recorded.sessionId)) await ledger.add({ sessionId, agent: client.agent });
      sessions.set(recorded.sessionId, sessionId);
      const sent = { ...recorded, sessionId };
      const liveAnswer = await answerOf(sendAgain(client, exchange, sent, signal));
      const oldAnswer = await recordedAnswer(exchange, recorded);
      const [before, live] = [summariseAnswer(oldAnswer), summariseAnswer(liveAnswer)];
      const differences = differencesOf(oldAnswer, liveAnswer);
      isClean &&= live.end === 'answered' && live.failures.length === 0;
      const turn = index + 1;
      const { inputEvents: inputs } = recorded;
      if (json) write(`${jsonText({ turn, inputs, recorded: before, live, differences })}\n`);
      else {
        const title = visibleText(`${index === 0 ? '' : '\n'}> ${inputsText(recorded)}`);
        write(`${title}\n\n${comparisonText(before, live, process.stdout.columns || 100)}`);
        for (const difference of differences) write(`≠ ${visibleLine(difference)}\n`);
      }
    }
    return isClean;
  } finally {
    for (const sessionId of sessions.values()) {
      const closed = await client.close(sessionId, AbortSignal.timeout(closeLimitMs));
      if (closed.type === 'done') await ledger.remove(sessionId);
    }
  }
}

/** As sentences. */
function differencesOf(before: TurnAnswer, after: TurnAnswer): readonly string[] {
  const { differences } = compareAnswers(answerParts(before), answerParts(after));
  return differences.map(describeDifference);
}

/** A session's ID, or why there is none; undefined when the user stopped it. */
async function openSession(
  client: AgentGraphClient,
  signal: AbortSignal,
): Promise<string | { readonly sentence: string } | undefined> {
  const session = await client.init(signal);
  if (session.type === 'done') return session.value;
  if (session.type === 'aborted') return undefined;
  const { title, detail } = describeFailure(session.failure);
  return { sentence: `${title}. ${detail}` };
}

function soundTurns(exchanges: readonly Exchange[], writeError: Write) {
  const turns: (readonly [Exchange, RecordedTurn])[] = [];
  let isWhole = true;
  for (const exchange of exchanges.filter(isTurn)) {
    const recorded = recordedTurn(exchange);
    if (recorded) turns.push([exchange, recorded]);
    else {
      isWhole = false;
      writeError(`${leftOutSentence(exchange.number)}\n`);
    }
  }
  return { turns, isWhole };
}

function inputsText({ inputEvents }: RecordedTurn): string {
  return inputEvents.map(inputText).join('\n');
}

function inputText(input: InputEvent): string {
  return customerText(input) ?? JSON.stringify(input);
}
