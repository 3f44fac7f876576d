import * as vscode from 'vscode';
import { chooseAgent, type AgentChoice, type AgentEntry } from '../../agents/agentEntries.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { isRecord } from '../../shared/guards.ts';
import { settings } from '../platform/manifest.ts';

const memorySlot = 'activeAgent';

/**
 * Which agent this window talks to: what the tester chose here last, until the setting
 * `askSofia.activeAgent` is changed, which says where a window begins.
 */
export class ActiveAgent {
  readonly #memory: vscode.Memento;

  /** `memory` is the window's own. */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  async choose(name: string): Promise<void> {
    await this.#memory.update(memorySlot, { name, setting: activeSetting() });
  }

  of(entries: readonly AgentEntry[], problems: readonly Failure[] = []): AgentChoice {
    const setting = activeSetting();
    const chosen: unknown = this.#memory.get(memorySlot);
    // Whoever edits the setting afterwards means it.
    if (isRecord(chosen) && chosen['setting'] === setting) {
      const entry = entries.find(({ name }) => name === chosen['name']);
      if (entry) return { entry, ...(entry.problem && { problem: entry.problem }) };
    }
    return chooseAgent({ entries, problems }, setting);
  }
}

/** The setting; a workspace has no say in it while it is not trusted. */
function activeSetting(): unknown {
  const section = vscode.workspace.getConfiguration(settings.section);
  const { isTrusted } = vscode.workspace;
  const value = isTrusted
    ? section.get<unknown>(settings.activeAgent)
    : section.inspect<unknown>(settings.activeAgent)?.globalValue;
  return value ?? '';
}
