import * as vscode from 'vscode';
import { textInput } from '../../agentGraph/wire/requests.ts';
import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import { ComparedSession } from '../../scenarios/compare/comparedSession.ts';
import {
  type ComparedTurn,
  keptTurns,
  saidText,
  shownTurn,
} from '../../scenarios/compare/comparedTurn.ts';
import type { Agent } from '../../shared/agent.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { InputEvent } from '../../shared/model.ts';
import type { ShownResult, ShownTurn, Side } from '../../shared/compare/shownAnswer.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { ComparePageMessage, CompareState } from '../../shared/protocol/compareProtocol.ts';
import { showFailure } from '../platform/failureMessages.ts';
import type { Services } from '../services.ts';
import { dispatch, type MessageHandlers } from '../webview/dispatch.ts';
import { type ComparePanel, openComparePanel } from './comparePanel.ts';
import { comparedAgent, freshSessions } from './freshSession.ts';

export interface AgentsComparisonOptions extends Readonly<Record<Side, Agent>> {
  /** Name of the scenario that both agents run. */
  readonly scenario?: string;
}

/** A message for both agents; `known` is A's recorded response to it. */
export interface AskedMessage {
  readonly inputs: readonly InputEvent[];
  readonly known?: TurnAnswer;
}

/** A tab with two agents that get the same messages. Closing it closes its sessions. */
export class AgentsComparison {
  readonly #parts: Services;
  readonly #options: AgentsComparisonOptions;
  readonly #panel: ComparePanel;
  readonly #sessions: Record<Side, ComparedSession>;
  readonly #turns: ComparedTurn[] = [];
  #results: Readonly<Partial<Record<Side, ShownResult>>> = {};
  #shown: readonly ShownTurn[] = [];
  #awaited = new AbortController();
  #sending: Promise<void> = Promise.resolve();
  #isBusy = false;
  #isClosed = false;
  readonly #handlers: MessageHandlers<ComparePageMessage> = {
    ready: () => undefined,
    send: ({ text }) => this.#send(textInput(text)),
    stop: () => this.#awaited.abort(),
    keep: ({ turn }) => this.#keep(turn),
  };

  constructor(parts: Services, options: AgentsComparisonOptions) {
    const { a, b } = options;
    this.#parts = parts;
    this.#options = options;
    this.#sessions = {
      a: new ComparedSession(freshSessions(parts, a)),
      b: new ComparedSession(freshSessions(parts, b)),
    };
    this.#panel = openComparePanel(parts, {
      title: `${visibleText(a.name)} ↔ ${visibleText(b.name)}`,
      handle: (message) => dispatch(this.#handlers, message),
      onClosed: () => void this.#close(),
    });
    this.#show();
  }

  /** Sends the messages to both agents in order. A is not asked where its response is known. */
  ask(messages: readonly AskedMessage[]): void {
    void this.work(async (signal) => {
      for (const message of messages) {
        if (!signal.aborted) await this.#askBoth(message, signal);
      }
    });
  }

  /**
   * Runs work that asks both agents, unless other work is running. The signal aborts when the
   * tester stops it or closes the tab.
   */
  async work(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    this.#awaited = new AbortController();
    this.#sending = work(this.#awaited.signal).finally(() => {
      this.#isBusy = false;
      this.#show();
    });
    this.#show();
    await this.#sending;
  }

  /** Starts a new conversation on one side with the given customer ID. */
  begin(side: Side, clientKey: string): ComparedSession {
    const session = new ComparedSession(freshSessions(this.#parts, this.#options[side], clientKey));
    this.#sessions[side] = session;
    return session;
  }

  /** Shows a turn's message and the responses so far; `index` counts from 0. */
  showTurn(index: number, turn: ComparedTurn): void {
    this.#turns[index] = { ...this.#turns[index], ...turn };
    this.#show();
  }

  /** Shows the scenario's result on one side. */
  showResult(side: Side, result: ShownResult): void {
    this.#results = { ...this.#results, [side]: result };
    this.#show();
  }

  async #askBoth({ inputs, known }: AskedMessage, signal: AbortSignal): Promise<void> {
    const { a, b } = this.#sessions;
    const index = this.#turns.length;
    const turn = { said: saidText(inputs), sentAt: Date.now() };
    this.showTurn(index, { ...turn, ...(known && { a: { inputs, answer: known } }) });
    const note = async (side: Side, answer: Promise<TurnAnswer>) =>
      this.showTurn(index, { ...turn, [side]: { inputs, answer: await answer } });
    if (known) a.note(inputs);
    const answers = [note('b', b.send(inputs, signal))];
    if (!known) answers.push(note('a', a.send(inputs, signal)));
    await Promise.all(answers);
  }

  #show(): void {
    const { a, b, scenario } = this.#options;
    // Comparing is expensive, and a turn with both responses no longer changes.
    this.#shown = this.#turns.map((turn, index) => {
      const before = this.#shown[index];
      return before?.differences === undefined ? shownTurn(turn, index + 1) : before;
    });
    const state: CompareState = {
      mode: 'agents',
      ...{ a: comparedAgent(a), b: comparedAgent(b), turns: this.#shown, results: this.#results },
      isBusy: this.#isBusy,
      ...(scenario !== undefined && { scenario }),
    };
    this.#panel.show({ type: 'state', state });
  }

  #send(input: Outcome<InputEvent>): void {
    if (input.type === 'done') this.ask([{ inputs: [input.value] }]);
    if (input.type === 'failed') showFailure(input.failure);
  }

  async #keep(last: number): Promise<void> {
    const turns = keptTurns(this.#turns, last);
    if (turns.length === 0) return;
    // Loaded on demand: the code that writes scenarios is most of the packaged code.
    const { keptScenario } = await import('../../scenarios/create/scenarioDraft.ts');
    const content = keptScenario(this.#options.a, turns);
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
    });
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    this.#awaited.abort();
    await this.#sending;
    const { a, b } = this.#sessions;
    await Promise.all([a.close(), b.close()]);
  }
}
