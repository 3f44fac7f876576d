import * as vscode from 'vscode';
import { AgentGraphClient } from '../agentGraph/client.ts';
import type { HttpTransport } from '../agentGraph/transport.ts';
import type { Outcome } from '../shared/failure.ts';
import type { Agent } from '../shared/model.ts';
import { hostProxy } from './hostProxy.ts';
import type { Keys } from './keys.ts';
import type { Log } from './log.ts';

/** Makes clients: brings the key and the transport together, and asks for a key that is missing. */
export class Connector implements vscode.Disposable {
  readonly #keys: Keys;
  readonly #log: Log;
  #transport: Promise<HttpTransport> | undefined;

  constructor(keys: Keys, log: Log) {
    this.#keys = keys;
    this.#log = log;
  }

  /** A client with the stored key, or with the one the tester enters now. */
  async connect(agent: Agent): Promise<Outcome<AgentGraphClient>> {
    const apiKey = (await this.#keys.get(agent)) ?? (await this.askForKey(agent));
    if (!apiKey) return { type: 'failed', failure: { kind: 'missingKey', retryable: true } };
    return { type: 'done', value: await this.#client(agent, apiKey) };
  }

  /** A client only if a key is stored; nobody is asked. */
  async connectSilently(agent: Agent): Promise<AgentGraphClient | undefined> {
    const apiKey = await this.#keys.get(agent);
    return apiKey ? this.#client(agent, apiKey) : undefined;
  }

  /** Asks in a password box, stores the key for the agent's origin and business, and returns it. */
  async askForKey(agent: Agent): Promise<string | undefined> {
    const { host } = new URL(agent.baseUrl);
    const answer = await vscode.window.showInputBox({
      title: vscode.l10n.t('API key for {agent}', { agent: agent.name }),
      prompt: vscode.l10n.t('It is stored by VS Code and sent to {host} only.', { host }),
      placeHolder: vscode.l10n.t('The api_key of the onboarding mail'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value === '' || /^[\x21-\x7e]+$/.test(value.trim())
          ? undefined
          : vscode.l10n.t('A key has no spaces and only ASCII characters.'),
    });
    const key = answer?.trim();
    if (!key) return undefined;
    this.#log.hide(key);
    try {
      await this.#keys.set(agent, key);
      this.#log.info(`The key for ${host} was stored`);
    } catch {
      this.#log.warn("VS Code's secret storage refused the key; it is used for this session only");
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "VS Code's secret storage is not available: the key is used for this session and asked for again at the next. A keyring for your system brings the storage back.",
        ),
      );
    }
    return key;
  }

  dispose(): void {
    void this.#transport?.then((transport) => transport.dispose());
  }

  async #client(agent: Agent, apiKey: string): Promise<AgentGraphClient> {
    this.#log.hide(apiKey);
    // Loading undici takes about 100 ms, so it waits for the first request.
    this.#transport ??= import('../agentGraph/undiciTransport.ts').then((module) =>
      module.createUndiciTransport({ proxy: hostProxy }),
    );
    const transport = await this.#transport;
    return new AgentGraphClient({ agent, apiKey, transport, log: (line) => this.#log.info(line) });
  }
}
