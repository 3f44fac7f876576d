import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import { leftOutSentence } from '../../recordings/damageSentence.ts';
import type { Exchange } from '../../recordings/exchanges.ts';
import { faultyReplay } from '../../recordings/replay/faultyReplay.ts';
import type { RecordedTurn } from '../../recordings/replay/recordedTurn.ts';
import { replayTransport } from '../../recordings/replay/replayTransport.ts';
import {
  answerOf,
  offlineClient,
  recordedAnswer,
  sendAgain,
  soundTurns,
} from '../../recordings/replay/turnsOf.ts';
import { answerParts } from '../../scenarios/answer.ts';
import { compareAnswers, describeDifference } from '../../scenarios/compare/compareAnswers.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import { applyFault } from '../../simulator/faults/faults.ts';
import { closeSession } from '../commandLedger.ts';
import type { FileCommandOf } from '../fileOptions.ts';
import { summariseAnswer } from '../output/answerSummary.ts';
import { comparisonText } from '../output/comparisonText.ts';
import { jsonText, type Write } from '../output/output.ts';
import { printTurn, type Printer } from '../output/printer.ts';
import { failureSentences } from '../output/textPrinter.ts';

export interface ReplayRun {
  readonly write: Write;
  readonly writeError: Write;
  /** Tracks the sessions while they are open. */
  readonly ledger: Pick<SessionLedger, 'add' | 'remove'>;
  readonly signal: AbortSignal;
}

/**
 * Sends the recorded turns through the client again; the recording responds, with faults where
 * requested. False when a turn was left out.
 */
export async function replayOffline(
  { speed, faults }: FileCommandOf<'replay'>,
  exchanges: readonly Exchange[],
  printer: Printer,
  { writeError, signal }: ReplayRun,
): Promise<boolean> {
  const { sound, leftOut } = soundTurns(exchanges);
  tellLeftOut(leftOut, writeError);
  for (const [index, { exchange, turn: recorded }] of sound.entries()) {
    if (signal.aborted) break;
    const turn = index + 1;
    const fault = faults[index] ?? faults.at(-1);
    const transport: HttpTransport = fault
      ? faultyReplay({ exchange, speed, fault: (answer) => applyFault(fault, answer) })
      : replayTransport({ exchange, speed });
    printer.turnStarted(turn, inputsText(recorded));
    const stream = sendAgain(offlineClient(transport), exchange, recorded, signal);
    await printTurn(printer, turn, stream);
  }
  return leftOut.length === 0;
}

/**
 * Sends the same turns to an agent, in as many sessions as were recorded, and prints both responses
 * of each turn side by side. True when every turn was sent and got a response without a failure.
 * Differences between the responses do not count.
 */
export async function replayLive(
  { json }: FileCommandOf<'replay'>,
  exchanges: readonly Exchange[],
  client: AgentGraphClient,
  run: ReplayRun,
): Promise<boolean> {
  const { write, writeError, ledger, signal } = run;
  const { sound, leftOut } = soundTurns(exchanges);
  tellLeftOut(leftOut, writeError);
  const sessions = new Map<string, string>();
  let isClean = leftOut.length === 0;
  try {
    for (const [index, { exchange, turn: recorded }] of sound.entries()) {
      if (signal.aborted) break;
      const sessionId = sessions.get(recorded.sessionId) ?? (await openSession(client, run));
      if (sessionId === undefined) return false;
      sessions.set(recorded.sessionId, sessionId);
      const sent = { ...recorded, sessionId };
      const liveAnswer = await answerOf(sendAgain(client, exchange, sent, signal));
      const oldAnswer = await recordedAnswer(exchange, recorded);
      const [before, live] = [summariseAnswer(oldAnswer), summariseAnswer(liveAnswer)];
      const compared = compareAnswers(answerParts(oldAnswer), answerParts(liveAnswer));
      const differences = compared.differences.map(describeDifference);
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
    for (const sessionId of sessions.values()) await closeSession(client, sessionId, ledger);
  }
}

/** The ID of a new session; undefined, with the reason printed, if none could be opened. */
async function openSession(
  client: AgentGraphClient,
  { writeError, ledger, signal }: ReplayRun,
): Promise<string | undefined> {
  const opened = await client.init(signal);
  if (opened.type === 'failed') writeError(`${failureSentences(opened.failure)}\n`);
  if (opened.type !== 'done') return undefined;
  await ledger.add({ sessionId: opened.value, agent: client.agent });
  return opened.value;
}

function tellLeftOut(numbers: readonly number[], writeError: Write): void {
  for (const number of numbers) writeError(`${leftOutSentence(number)}\n`);
}

function inputsText({ inputEvents }: RecordedTurn): string {
  return inputEvents.map((input) => customerText(input) ?? JSON.stringify(input)).join('\n');
}
