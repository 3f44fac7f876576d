import * as vscode from 'vscode';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { ConnectionCheckLauncher } from '../connection/connectionCheckLauncher.ts';
import { doneContext, walkthroughId } from '../platform/manifest.ts';

const memorySlot = 'done';

/** Remembers completed walkthrough steps, so that VS Code ticks them off. */
export class WalkthroughProgress {
  readonly #memory: vscode.Memento;

  /** `memory` is shared by all windows. */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    this.#tell();
  }

  async mark(step: Step): Promise<void> {
    const done = this.#done;
    if (done.includes(step)) return;
    await this.#memory.update(memorySlot, [...done, step]);
    this.#tell();
  }

  /** Watches for an agent's first response and for a connection check without a failed step. */
  follow(conversations: ConversationManager, checks: ConnectionCheckLauncher): vscode.Disposable {
    const stop = conversations.onChange(({ turns, replay }) => {
      if (!replay && turns.at(-1)?.phase === 'answered') void this.mark('hello');
    });
    const checked = checks.onDidFinish(({ verdict }) => {
      if (verdict === 'ok' || verdict === 'warning') void this.mark('connection');
    });
    return vscode.Disposable.from(new vscode.Disposable(stop), checked);
  }

  async openWalkthrough(): Promise<void> {
    // A step whose condition is already true when VS Code loads the walkthrough is never ticked
    // off.
    await vscode.commands.executeCommand('setContext', doneContext, '');
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthroughId, false);
    this.#tell();
  }

  get #done(): readonly string[] {
    return this.#memory.get<readonly string[]>(memorySlot, []);
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', doneContext, this.#done.join(' '));
  }
}

/** The walkthrough's steps, in order. */
export const steps = ['demo', 'agent', 'connection', 'hello', 'saved'] as const;

type Step = (typeof steps)[number];
