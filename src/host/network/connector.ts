import type * as vscode from 'vscode';
import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { StartWaits } from '../../conversation/sessions/sessionLifecycle.ts';
import type { Recorder } from '../../recordings/recordExchanges.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { Agent } from '../../shared/agent.ts';
import type { AgentDirectory } from '../../agents/agentDirectory.ts';
import type { DemoAgent } from './demoAgent.ts';
import type { KeyPrompt } from '../keys/keyPrompt.ts';
import type { Keys } from '../keys/keys.ts';
import type { Log } from '../platform/log.ts';
import { Transports } from './transports.ts';

export interface ConnectorParts {
  readonly keys: Keys;
  readonly prompt: KeyPrompt;
  readonly directory: Pick<AgentDirectory, 'optionsOf'>;
  readonly demo: DemoAgent;
  readonly log: Log;
}

/** Creates clients from a key and a transport; asks for a missing key. */
export class Connector implements vscode.Disposable {
  readonly #parts: ConnectorParts;
  readonly #transports = new Transports();

  constructor(parts: ConnectorParts) {
    this.#parts = parts;
  }

  /**
   * A client with the stored key, or with one that the tester enters now. Requests and responses
   * are written to the recorder, if given.
   */
  async connect(
    agent: Agent,
    recorder?: Recorder,
    waits?: StartWaits,
  ): Promise<Outcome<AgentGraphClient>> {
    const { keys, prompt, demo } = this.#parts;
    if (demo.isDemo(agent) && !(await demo.start())) {
      return { type: 'failed', failure: { kind: 'internal', retryable: true } };
    }
    let apiKey = await keys.get(agent);
    if (!apiKey) {
      waits?.onAsk();
      apiKey = await prompt.ask(agent);
      waits?.onAsked();
    }
    if (!apiKey) return { type: 'failed', failure: { kind: 'missingKey', retryable: true } };
    return { type: 'done', value: await this.#client(agent, apiKey, recorder, waits) };
  }

  /** A client if a key is stored; never asks for one. */
  async connectSilently(agent: Agent): Promise<AgentGraphClient | undefined> {
    const apiKey = await this.#parts.keys.get(agent);
    return apiKey ? this.#client(agent, apiKey) : undefined;
  }

  dispose(): void {
    this.#transports.dispose();
  }

  async #transport(recorder?: Recorder): Promise<HttpTransport> {
    const transport = await this.#transports.current();
    if (!recorder) return transport;
    const { recordExchanges } = await import('../../recordings/recordExchanges.ts');
    return recordExchanges({ transport, ...recorder });
  }

  async #client(
    agent: Agent,
    apiKey: string,
    recorder?: Recorder,
    waits?: StartWaits,
  ): Promise<AgentGraphClient> {
    const { directory, log } = this.#parts;
    const transport = await this.#transport(recorder);
    log.hide(apiKey);
    const { AgentGraphClient } = await import('../../agentGraph/client.ts');
    return new AgentGraphClient({
      agent,
      apiKey,
      transport,
      log: (line) => log.info(line),
      ...(waits && { onRetry: waits.onRetry }),
      ...directory.optionsOf(agent),
    });
  }
}
