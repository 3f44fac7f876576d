import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Conversation } from '../conversation/conversation.ts';
import type { Agent } from '../shared/model.ts';
import { httpUrl } from '../shared/guards.ts';
import { chooseAgent } from './agentSettings.ts';
import type { Keys } from './keys.ts';
import { settings } from './manifest.ts';

/** Tells the conversation which agent the settings mean, whether it has a key, and its media. */
export class Agents implements vscode.Disposable {
  readonly #conversation: Conversation;
  readonly #keys: Keys;
  readonly #memory: vscode.Memento;
  readonly #disposables: vscode.Disposable[];

  constructor(conversation: Conversation, keys: Keys, memory: vscode.Memento) {
    this.#conversation = conversation;
    this.#keys = keys;
    this.#memory = memory;
    this.#disposables = [
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(settings.section)) void this.read();
      }),
      keys.onDidChange(() => void this.#checkKey()),
    ];
  }

  /** The agent that is chosen now. */
  get active(): Agent | undefined {
    return this.#conversation.state.agent;
  }

  /** Reads the settings; to be called once at the start. */
  async read(): Promise<void> {
    const section = vscode.workspace.getConfiguration(settings.section);
    const { agent, problem } = chooseAgent(
      section.get(settings.agents),
      section.get(settings.activeAgent),
      this.#clientKey(),
    );
    const changed = this.#conversation.setAgent(agent, problem);
    this.#showMedia();
    await Promise.all([changed, this.#checkKey()]);
  }

  /** Remembers that images of this origin may be shown for the active agent. */
  async allowMedia(origin: string): Promise<void> {
    const agent = this.active;
    // Over plain http anybody on the way could see what the agent recommends.
    if (!agent || httpUrl(origin)?.protocol !== 'https:') return;
    const allowed = new Set([...this.#allowedMedia(agent), new URL(origin).origin]);
    await this.#memory.update(mediaSlot(agent), [...allowed]);
    this.#showMedia();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #showMedia(): void {
    const agent = this.active;
    const origins = agent ? [agent.baseUrl, ...this.#allowedMedia(agent)] : [];
    const isSame = origins.join() === this.#conversation.state.mediaOrigins.join();
    if (!isSame) this.#conversation.setMediaOrigins(origins);
  }

  #allowedMedia(agent: Agent): readonly string[] {
    return this.#memory.get<readonly string[]>(mediaSlot(agent), []);
  }

  async #checkKey(): Promise<void> {
    const agent = this.active;
    if (!agent) return;
    const hasKey = (await this.#keys.get(agent)) !== undefined;
    if (agent === this.active) this.#conversation.setHasKey(hasKey);
  }

  /** The customer id of agents that name none: made once, the same in every window. */
  #clientKey(): string {
    const stored = this.#memory.get<string>('clientKey');
    if (stored) return stored;
    const made = `tester-${randomUUID()}`;
    void this.#memory.update('clientKey', made);
    return made;
  }
}

function mediaSlot({ baseUrl, businessId }: Agent): string {
  return `mediaOrigins ${baseUrl} ${businessId}`;
}

/** The agents setting, where the tester can edit it. */
export function openAgentSettings(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', 'askSofia.agents');
}
