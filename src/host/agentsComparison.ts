import * as vscode from 'vscode';
import { customerText } from '../conversation/conversationRecord.ts';
import type { TurnAnswer } from '../recordings/turnsOf.ts';
import { ComparedSession } from '../scenarios/compare/comparedSession.ts';
import { shownAnswers } from '../scenarios/compare/shownTurn.ts';
import type { Agent } from '../shared/agent.ts';
import type { ComparePageMessage } from '../shared/compareProtocol.ts';
import type { InputEvent, Turn } from '../shared/model.ts';
import type { ShownTurn } from '../shared/shownAnswer.ts';
import { visibleText } from '../shared/visibleText.ts';
import type { CompareParts } from './compareCommands.ts';
import { ComparePanel } from './comparePanel.ts';
import { comparedAgent, freshSessions } from './freshSession.ts';

export interface AgentsComparisonOptions {
  readonly a: Agent;
  readonly b: Agent;
}

/** What both are told; `known` is what A has answered to it before. */
export interface AskedMessage {
  readonly inputs: readonly InputEvent[];
  readonly known?: TurnAnswer;
}

interface ComparedTurn {
  readonly inputs: readonly InputEvent[];
  readonly sentAt: number;
  a?: TurnAnswer;
  b?: TurnAnswer;
}

/** Two agents that are told the same, in a tab. Its sessions are closed with it. */
export class AgentsComparison {
  readonly #options: AgentsComparisonOptions;
  readonly #panel: ComparePanel;
  readonly #sessions: { readonly a: ComparedSession; readonly b: ComparedSession };
  readonly #turns: ComparedTurn[] = [];
  #shown: readonly ShownTurn[] = [];
  #awaited = new AbortController();
  #sending: Promise<void> = Promise.resolve();
  #isBusy = false;
  #isClosed = false;

  constructor(parts: CompareParts, options: AgentsComparisonOptions) {
    const { a, b } = options;
    this.#options = options;
    this.#sessions = {
      a: new ComparedSession(freshSessions(parts, a)),
      b: new ComparedSession(freshSessions(parts, b)),
    };
    this.#panel = new ComparePanel({
      title: `${visibleText(a.name)} ↔ ${visibleText(b.name)}`,
      handle: (message) => this.#handle(message),
      onClosed: () => void this.#close(),
      log: (line) => parts.log.warn(line),
    });
    this.#show();
  }

  /** Asks both the same, one message after the other; A not what it has answered already. */
  ask(messages: readonly AskedMessage[]): void {
    if (this.#isBusy || this.#isClosed) return;
    this.#isBusy = true;
    this.#awaited = new AbortController();
    this.#sending = this.#askAll(messages, this.#awaited.signal);
  }

  async #askAll(messages: readonly AskedMessage[], signal: AbortSignal): Promise<void> {
    for (const message of messages) {
      if (!signal.aborted) await this.#askBoth(message, signal);
    }
    this.#isBusy = false;
    this.#show();
  }

  async #askBoth({ inputs, known }: AskedMessage, signal: AbortSignal): Promise<void> {
    const { a, b } = this.#sessions;
    const turn: ComparedTurn = { inputs, sentAt: Date.now(), ...(known && { a: known }) };
    this.#turns.push(turn);
    this.#show();
    const note = async (side: 'a' | 'b', answer: Promise<TurnAnswer>) => {
      turn[side] = await answer;
      this.#show();
    };
    if (known) a.note(inputs);
    const answers = [note('b', b.send(inputs, signal))];
    if (!known) answers.push(note('a', a.send(inputs, signal)));
    await Promise.all(answers);
  }

  #show(): void {
    const { a, b } = this.#options;
    // A turn with both answers does not change any more: comparing is work.
    this.#shown = this.#turns.map((turn, index) => {
      const before = this.#shown[index];
      return before?.differences === undefined ? shownTurn(turn, index + 1) : before;
    });
    this.#panel.show({
      mode: 'agents',
      a: comparedAgent(a),
      b: comparedAgent(b),
      turns: this.#shown,
      isBusy: this.#isBusy,
    });
  }

  #handle(message: ComparePageMessage): void {
    switch (message.type) {
      case 'ready':
        return;
      case 'send': {
        const content = { textContent: { text: message.text } };
        this.ask([{ inputs: [{ messageEvent: { role: 'USER', content } }] }]);
        return;
      }
      case 'stop':
        this.#awaited.abort();
        return;
      case 'keep':
        void this.#keep(message.turn);
        return;
    }
  }

  async #keep(last: number): Promise<void> {
    const turns = this.#turns.slice(0, last).flatMap(({ inputs, sentAt, a }, index): Turn[] => {
      return a?.phase === 'answered' ? [{ id: index + 1, inputs, sentAt, ...a }] : [];
    });
    // What writes scenarios is a part of its own, which is most of what is packaged.
    const { keptScenario } = await import('./scenarioAuthoring.ts');
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

function shownTurn({ inputs, a, b }: ComparedTurn, number: number): ShownTurn {
  return { number, said: saidText(inputs), ...shownAnswers(a, b) };
}

/** What the customer did, in words. */
export function saidText(inputs: readonly InputEvent[]): string {
  const words = inputs.flatMap((input) => customerText(input) ?? []);
  return words.length > 0 ? words.join('\n') : JSON.stringify(inputs);
}
