import type { AgentGraphClient } from '../agentGraph/client.ts';
import { hideSecrets } from '../agentGraph/redact.ts';
import { textInput } from '../agentGraph/wire/requests.ts';
import type { SessionLedger } from '../conversation/sessions/sessionLedger.ts';
import type { TurnStats } from '../shared/model.ts';
import { closeSession } from './commandLedger.ts';
import { printTurn, type Printer } from './output/printer.ts';

export interface AskRun {
  readonly client: AgentGraphClient;
  /** One turn each. */
  readonly texts: Iterable<string> | AsyncIterable<string>;
  readonly isSync: boolean;
  readonly printer: Printer;
  /** Tracks the session while it is open; absent for a simulator, which ends with the command. */
  readonly ledger?: Pick<SessionLedger, 'add' | 'remove'>;
  readonly signal: AbortSignal;
}

const nothingSent: TurnStats = { totalMs: 0, bytes: 0, lines: 0, events: 0 };

/**
 * Opens a session, sends each text as one turn, then closes. True when every turn got a response
 * without a failure. An abort ends the current turn, and the session is still closed.
 */
export async function ask(run: AskRun): Promise<boolean> {
  const { client, texts, printer, ledger, signal } = run;
  const session = await client.init(signal);
  if (session.type === 'failed') printer.turnEnded(1, nothingSent, session.failure);
  if (session.type !== 'done') return false;
  await ledger?.add({ sessionId: session.value, agent: client.agent });
  try {
    let turn = 0;
    let isClean = true;
    for await (const text of texts) {
      if (signal.aborted) break;
      isClean = (await askOnce(run, session.value, ++turn, text)) && isClean;
    }
    return isClean;
  } finally {
    await closeSession(client, session.value, ledger);
  }
}

async function askOnce(
  { client, isSync, printer, signal }: AskRun,
  sessionId: string,
  turn: number,
  text: string,
): Promise<boolean> {
  printer.turnStarted(turn, hideSecrets(text, client.secrets));
  const input = textInput(text);
  if (input.type === 'failed') printer.turnEnded(turn, nothingSent, input.failure);
  if (input.type !== 'done') return false;
  const options = { sessionId, inputEvents: [input.value], signal };
  const stream = isSync ? client.invokeSync(options) : client.invoke(options);
  return printTurn(printer, turn, stream);
}
