import type { AgentGraphClient } from '../agentGraph/client.ts';
import { hideSecrets } from '../agentGraph/redact.ts';
import { textInput } from '../agentGraph/wire/requests.ts';
import type { TurnStats } from '../shared/model.ts';
import { closeSession, openSession } from './commandLedger.ts';
import type { AskOptions, RecordOptions } from './options.ts';
import { printTurn, type Printer } from './output/printer.ts';
import { printerFor } from './output/printerFor.ts';
import { withRecording } from './recordings/withRecording.ts';
import type { CommandRun } from './commandRun.ts';
import { inputLines } from './standardInput.ts';
import { clientOf, type ReachedTarget, withTarget } from './withTarget.ts';

const nothingSent: TurnStats = { totalMs: 0, bytes: 0, lines: 0, events: 0 };

/** `ask-sofia ask`. True when every turn got a response without a failure. */
export function ask(options: AskOptions, run: CommandRun): Promise<boolean> {
  return withTarget(options.target, run.writeError, (target) => converse(options, target, run));
}

/** `ask-sofia record`: the same, written to a recording. Throws `CannotRun` when it cannot be. */
export function record(options: RecordOptions, run: CommandRun): Promise<boolean> {
  return withTarget(options.target, run.writeError, (target) =>
    withRecording(options.out, target, (recorded) => converse(options, recorded, run)),
  );
}

/**
 * Opens a session, sends each text as one turn, then closes. An abort ends the current turn, and the
 * session is still closed.
 */
async function converse(
  options: AskOptions,
  target: ReachedTarget,
  run: CommandRun,
): Promise<boolean> {
  const { signal, writeError } = run;
  const { ledger } = target;
  const printer = printerFor(options, run);
  const client = clientOf(target, options.timeoutMs, writeError);
  const session = await openSession(client, ledger, signal);
  if (session.type === 'failed') printer.turnEnded(1, nothingSent, session.failure);
  if (session.type !== 'done') return false;
  try {
    let turn = 0;
    let isClean = true;
    for await (const text of options.texts.length > 0 ? options.texts : typedLines(run)) {
      if (signal.aborted) break;
      const turnOptions = { client, sessionId: session.value, printer, turn: ++turn, text, signal };
      isClean = (await askOnce(turnOptions, options)) && isClean;
    }
    return isClean;
  } finally {
    await closeSession(client, session.value, ledger);
  }
}

function typedLines({ writeError, signal }: CommandRun): AsyncIterable<string> {
  if (process.stdin.isTTY) writeError('Type a message and press Enter. Ctrl+D ends.\n');
  return inputLines(signal);
}

interface AskedTurn {
  readonly client: AgentGraphClient;
  readonly sessionId: string;
  readonly printer: Printer;
  readonly turn: number;
  readonly text: string;
  readonly signal: AbortSignal;
}

async function askOnce(
  { client, sessionId, printer, turn, text, signal }: AskedTurn,
  { sync: isSync = false }: AskOptions,
): Promise<boolean> {
  printer.turnStarted(turn, hideSecrets(text, client.secrets));
  const input = textInput(text);
  if (input.type === 'failed') printer.turnEnded(turn, nothingSent, input.failure);
  if (input.type !== 'done') return false;
  const options = { sessionId, inputEvents: [input.value], signal };
  const stream = isSync ? client.invokeSync(options) : client.invoke(options);
  return printTurn(printer, turn, stream);
}
