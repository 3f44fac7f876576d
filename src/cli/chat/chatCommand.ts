import type { AgentGraphClient } from '../../agentGraph/client.ts';
import { hideSecrets } from '../../agentGraph/redact.ts';
import { textInput } from '../../agentGraph/wire/requests.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import type { Failure, Outcome } from '../../shared/failure/failure.ts';
import type { InputEvent } from '../../shared/model.ts';
import { closeSession, openSession } from '../commandLedger.ts';
import type { ChatOptions } from '../options.ts';
import { type Printer, printTurn } from '../output/printer.ts';
import { createTextPrinter, failureSentences } from '../output/textPrinter.ts';
import { withRecording } from '../recordings/withRecording.ts';
import type { CommandRun } from '../commandRun.ts';
import { clientOf, type ReachedTarget, withTarget } from '../withTarget.ts';
import { type ChatInput, chatInput } from './chatInput.ts';
import { type Pressable, pressables } from './pressables.ts';

const hint = String.raw`Type a message, or the number of a reply, button, or row; \7 sends the text "7".
/new starts a new session. Ctrl+C stops a response. /quit or Ctrl+D ends the chat.

`;

/** `ask-sofia chat`. True when every turn got a response without a failure, or was stopped. */
export function chat(options: ChatOptions, run: CommandRun): Promise<boolean> {
  return withTarget(options.target, run.writeError, (target) =>
    withRecording(options.out, target, (recorded) => converse(options, recorded, run)),
  );
}

async function converse(
  { timeoutMs }: ChatOptions,
  target: ReachedTarget,
  run: CommandRun,
): Promise<boolean> {
  const input = chatInput(run.signal);
  const client = clientOf(target, timeoutMs, run.writeError);
  const talk = new Talk(client, target.ledger, input, run);
  if (!(await talk.open())) return false;
  if (input.isTyped) run.writeError(hint);
  try {
    for await (const line of input.lines) {
      const text = line.trim();
      if (text === '/quit' || run.signal.aborted) break;
      if (text === '/new') await talk.restart();
      else if (text !== '') await talk.say(text);
    }
    return talk.isClean;
  } finally {
    await talk.close();
  }
}

/** The conversation: at most one open session, and the choices of the last response. */
class Talk {
  readonly #client: AgentGraphClient;
  readonly #ledger: SessionLedger | undefined;
  readonly #input: ChatInput;
  readonly #run: CommandRun;
  readonly #printer: Printer;
  #sessionId: string | undefined;
  #turns = 0;
  #choices: Pressable[] = [];
  #isClean = true;

  constructor(
    client: AgentGraphClient,
    ledger: SessionLedger | undefined,
    input: ChatInput,
    run: CommandRun,
  ) {
    this.#client = client;
    this.#ledger = ledger;
    this.#input = input;
    this.#run = run;
    this.#printer = this.#watched(createTextPrinter(run.write, run.writeError));
  }

  /** False once a turn or a session failed. */
  get isClean(): boolean {
    return this.#isClean;
  }

  /** Opens a session; false, with the reason printed, if it cannot be opened. */
  async open(): Promise<boolean> {
    const opened = await this.#input.stoppable((signal) =>
      openSession(this.#client, this.#ledger, signal),
    );
    if (opened.type === 'failed') this.#fail(opened.failure);
    if (opened.type === 'aborted') this.#run.writeError('Stopped. Nothing was sent.\n');
    if (opened.type !== 'done') return false;
    this.#sessionId = opened.value;
    return true;
  }

  async restart(): Promise<void> {
    await this.close();
    this.#choices = [];
    if (await this.open()) this.#run.writeError('New session.\n\n');
  }

  async close(): Promise<void> {
    const sessionId = this.#sessionId;
    this.#sessionId = undefined;
    if (sessionId !== undefined) await closeSession(this.#client, sessionId, this.#ledger);
  }

  /** Sends a line as text, or the choice whose number it is. */
  async say(line: string): Promise<void> {
    if (this.#choices.length === 0 || !/^\d{1,4}$/.test(line)) {
      const text = line.replace(/^\\(?=[\d/\\])/, '');
      if (this.#input.isTyped) this.#run.write('\n');
      else this.#printer.turnStarted(this.#turns + 1, hideSecrets(text, this.#client.secrets));
      await this.#send(textInput(text));
      return;
    }
    const choice = this.#choices[Number(line) - 1];
    if (!choice) {
      const range = `from 1 to ${this.#choices.length}`;
      this.#run.writeError(`Choose a number ${range}, or type \\${line} to send the text.\n\n`);
      // Nobody is there to choose again.
      if (!this.#input.isTyped) this.#isClean = false;
      return;
    }
    this.#printer.turnStarted(this.#turns + 1, choice.label);
    await this.#send(choice.input);
  }

  async #send(input: Outcome<InputEvent>): Promise<void> {
    if (input.type === 'failed') this.#fail(input.failure);
    if (input.type !== 'done') return;
    if (this.#sessionId === undefined && !(await this.open())) return;
    const sessionId = this.#sessionId ?? '';
    const turn = ++this.#turns;
    this.#choices = [];
    await this.#input.stoppable(async (signal) => {
      const stream = this.#client.invoke({ sessionId, inputEvents: [input.value], signal });
      const isAnswered = await printTurn(this.#printer, turn, stream);
      if (signal.aborted) this.#run.writeError('Stopped.\n');
      else this.#isClean &&= isAnswered;
    });
    const width = String(this.#choices.length).length;
    const numbered = this.#choices.map(
      ({ label }, index) => `${String(index + 1).padStart(width + 2)}  ${label}\n`,
    );
    if (numbered.length > 0) this.#run.write(`\n${numbered.join('')}`);
    if (this.#input.isTyped) this.#run.write('\n');
  }

  /** The printer, from which the talk learns what can be chosen and whether its session is lost. */
  #watched(printer: Printer): Printer {
    return {
      turnStarted: (turn, text) => printer.turnStarted(turn, text),
      item: (turn, item) => {
        printer.item(turn, item);
        if (item.type === 'event') this.#choices.push(...pressables(item.event));
        else this.#noteLoss(item.failure);
      },
      turnEnded: (turn, stats, failure) => {
        printer.turnEnded(turn, stats, failure);
        if (failure) this.#noteLoss(failure);
      },
    };
  }

  #noteLoss({ kind }: Failure): void {
    if (kind !== 'sessionLost') return;
    if (this.#sessionId !== undefined) void this.#ledger?.remove(this.#sessionId);
    this.#sessionId = undefined;
    this.#run.writeError('Your next message starts a new session.\n');
  }

  #fail(failure: Failure): void {
    this.#isClean = false;
    this.#run.writeError(`${failureSentences(failure)}\n`);
  }
}
