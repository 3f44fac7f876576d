import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import type { Exchange } from '../../recordings/exchanges.ts';
import {
  answerOf,
  recordedAnswer,
  sendAgain,
  soundTurns,
} from '../../recordings/replay/turnsOf.ts';
import { answerParts } from '../../scenarios/answer.ts';
import { compareAnswers, describeDifference } from '../../scenarios/compare/compareAnswers.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import { closeSession, openSession } from '../commandLedger.ts';
import type { FileCommandOf, LiveReplay } from '../fileOptions.ts';
import { summariseAnswer } from '../output/answerSummary.ts';
import { comparisonText } from '../output/comparisonText.ts';
import { jsonText } from '../output/output.ts';
import { failureSentences } from '../output/textPrinter.ts';
import type { CommandRun } from '../commandRun.ts';
import { clientOf, withTarget } from '../withTarget.ts';
import { inputsText, tellLeftOut } from './replayedTurns.ts';

/**
 * Sends the same turns to an agent, in as many sessions as were recorded, and prints both responses
 * of each turn side by side. True when every turn was sent and got a response without a failure.
 * Differences between the responses do not count.
 */
export function replayLive(
  { json }: FileCommandOf<'replay'>,
  { target, timeoutMs }: LiveReplay,
  exchanges: readonly Exchange[],
  run: CommandRun,
): Promise<boolean> {
  const { write, writeError, signal } = run;
  return withTarget(target, writeError, async (reached) => {
    const client = clientOf(reached, timeoutMs, writeError);
    const sessions = new ReplaySessions(client, reached.ledger, run);
    const { sound, leftOut } = soundTurns(exchanges);
    tellLeftOut(leftOut, writeError);
    let isClean = leftOut.length === 0;
    try {
      for (const [index, { exchange, turn: recorded }] of sound.entries()) {
        if (signal.aborted) break;
        const sessionId = await sessions.for(recorded.sessionId);
        if (sessionId === undefined) return false;
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
      await sessions.close();
    }
  });
}

/** The sessions of a live replay, by the recorded session they stand for. */
class ReplaySessions {
  readonly #client: AgentGraphClient;
  readonly #ledger: SessionLedger | undefined;
  readonly #run: CommandRun;
  readonly #opened = new Map<string, string>();

  constructor(client: AgentGraphClient, ledger: SessionLedger | undefined, run: CommandRun) {
    this.#client = client;
    this.#ledger = ledger;
    this.#run = run;
  }

  /** The session's ID, opened if need be; undefined, with the reason printed, if it cannot be. */
  async for(recordedId: string): Promise<string | undefined> {
    const known = this.#opened.get(recordedId);
    if (known !== undefined) return known;
    const opened = await openSession(this.#client, this.#ledger, this.#run.signal);
    if (opened.type === 'failed') this.#run.writeError(`${failureSentences(opened.failure)}\n`);
    if (opened.type !== 'done') return undefined;
    this.#opened.set(recordedId, opened.value);
    return opened.value;
  }

  async close(): Promise<void> {
    for (const sessionId of this.#opened.values())
      await closeSession(this.#client, sessionId, this.#ledger);
  }
}
