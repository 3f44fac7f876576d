import type { Memento } from 'vscode';
import { chooseAgent, type AgentChoice, type AgentEntry } from '../../agents/agentEntries.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { isRecord } from '../../shared/guards.ts';
import { settings } from '../platform/settings.ts';

const memorySlot = 'activeAgent';

/**
 * The agent this window talks to. The tester's last choice in this window applies until the setting
 * `askSofia.activeAgent` changes; the setting is what a new window starts with.
 */
export class ActiveAgent {
  readonly #memory: Memento;

  /** `memory` is the window's own memento. */
  constructor(memory: Memento) {
    this.#memory = memory;
  }

  async choose(name: string): Promise<void> {
    await this.#memory.update(memorySlot, { name, setting: settings.activeAgent });
  }

  of(entries: readonly AgentEntry[], problems: readonly Failure[] = []): AgentChoice {
    const setting = settings.activeAgent;
    const chosen: unknown = this.#memory.get(memorySlot);
    // A setting changed after the choice takes precedence.
    if (isRecord(chosen) && chosen['setting'] === setting) {
      const entry = entries.find(({ name }) => name === chosen['name']);
      if (entry) return { entry, ...(entry.problem && { problem: entry.problem }) };
    }
    return chooseAgent({ entries, problems }, setting);
  }
}
