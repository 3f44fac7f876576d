import * as vscode from 'vscode';
import type { AgentDirectory } from '../../agents/agentDirectory.ts';
import type { Agent } from '../../shared/agent.ts';
import { cleanQuoted, keyProblem } from '../../shared/cleanValue.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { Keys } from './keys.ts';
import type { Log } from '../platform/log.ts';
import { warn } from '../platform/messages.ts';

/** The problem with a typed key; undefined if it can be sent or is still empty. */
export function typedKeyProblem(text: string): string | undefined {
  const key = cleanQuoted(text);
  return key === '' ? undefined : keyProblem(key);
}

/** Asks for keys in a password box and stores them for the agent's base URL and business ID. */
export class KeyPrompt {
  readonly #keys: Keys;
  readonly #directory: AgentDirectory;
  readonly #log: Log;

  constructor(keys: Keys, directory: AgentDirectory, log: Log) {
    this.#keys = keys;
    this.#directory = directory;
    this.#log = log;
  }

  /** Asks for a key and stores it. Resolves with the key; undefined if cancelled. */
  async ask(agent: Agent): Promise<string | undefined> {
    const key = await this.read(agent);
    if (key !== undefined) await this.store(agent, key);
    return key;
  }

  /** Asks for a key without storing it. */
  async read(agent: Agent): Promise<string | undefined> {
    const { host } = new URL(agent.baseUrl);
    const source = this.#directory.entryOf(agent)?.source;
    const isOfWorkspace = source === 'file' || source === 'workspace';
    const origin = vscode.l10n.t(
      'This agent comes from the workspace, not from your own settings.',
    );
    const promise = vscode.l10n.t("It's stored by VS Code and sent only to {host}.", { host });
    const answer = await vscode.window.showInputBox({
      title: vscode.l10n.t('API key for {agent}', { agent: visibleText(agent.name) }),
      prompt: isOfWorkspace ? `${origin} ${promise}` : promise,
      placeHolder: vscode.l10n.t('The api_key from the onboarding email'),
      password: true,
      ignoreFocusOut: true,
      validateInput: typedKeyProblem,
    });
    return (answer && cleanQuoted(answer)) || undefined;
  }

  /** Stores a key. Shows a warning if it is only kept for this window. */
  async store(agent: Agent, key: string): Promise<void> {
    this.#log.hide(key);
    const { host } = new URL(agent.baseUrl);
    if (await this.#keys.set(agent, key)) {
      this.#log.info(`The key for ${host} was stored`);
      return;
    }
    this.#log.warn("VS Code's secret storage refused the key; it is used for this session only");
    warn(
      vscode.l10n.t(
        "VS Code's secret storage isn't available. The key is used for this session only, and you'll be asked for it again in the next one. To restore the storage, set up a keyring for your system.",
      ),
    );
  }
}
