import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { freeName } from '../../agents/agentChanges.ts';
import { apiPath } from '../../agentGraph/http/baseUrl.ts';
import type { Agent } from '../../shared/agent.ts';
import { isRecord } from '../../shared/guards.ts';
import type { Simulator } from '../../simulator/server/server.ts';
import type { Keys } from '../keys/keys.ts';
import type { Log } from '../platform/log.ts';

const memorySlot = 'demoPort';
/**
 * A fixed port if it is free, so that saved conversations with the demo continue after a restart.
 */
const usualPort = 47_631;
const businessId = 'demo-business';
const agentId = 'demo-agent';
/** Not a secret: it only works for the demo on this machine. */
const apiKey = 'demo-key-of-this-machine';
const probeLimitMs = 1_000;

/**
 * The agent that needs no account: a simulator in the extension host, reachable from this machine
 * only, started on first use. All windows share one; a window that finds none running starts it.
 */
export class DemoAgent implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #keys: Keys;
  readonly #log: Log;
  #starting: Promise<void> | undefined;
  #simulator: Simulator | undefined;

  /** `memory` is shared by all windows. */
  constructor(memory: vscode.Memento, keys: Keys, log: Log) {
    this.#log = log;
    this.#memory = memory;
    this.#keys = keys;
  }

  /** The entry in the list of agents; undefined until the demo was first started. */
  entry(taken: readonly string[]): AgentEntry | undefined {
    const baseUrl = this.#baseUrl;
    if (baseUrl === undefined) return undefined;
    const name = freeName(vscode.l10n.t('Demo (offline)'), taken);
    const agent: Agent = { name, businessId, agentId, baseUrl, clientKey: 'demo-customer' };
    return { name, source: 'demo', place: '', agent, options: {} };
  }

  isDemo({ baseUrl }: Agent): boolean {
    return baseUrl === this.#baseUrl;
  }

  /** Makes sure that the demo is running; false if it cannot be started. */
  async start(): Promise<boolean> {
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    try {
      await this.#starting;
      return true;
    } catch (error) {
      this.#log.warn(`The demo cannot be started: ${String(error)}`);
      return false;
    }
  }

  /** Removes the demo from the list. */
  async forget(): Promise<void> {
    const baseUrl = this.#baseUrl;
    if (baseUrl !== undefined) await this.#keys.clear({ baseUrl, businessId });
    await this.#memory.update(memorySlot, undefined);
    await this.#simulator?.close();
    this.#simulator = undefined;
  }

  dispose(): void {
    void this.#simulator?.close();
  }

  get #baseUrl(): string | undefined {
    const port = this.#memory.get<number>(memorySlot);
    return port === undefined ? undefined : urlAt(port);
  }

  async #start(): Promise<void> {
    if (this.#simulator) return;
    const port = this.#memory.get<number>(memorySlot) ?? usualPort;
    // Loaded on demand because of the simulator's catalogue and dialogue.
    const { startSimulator } = await import('../../simulator/server/server.ts');
    const options = { businessId, agentId, apiKey, pace: 'real' } as const;
    try {
      this.#simulator = await startSimulator({ ...options, port });
    } catch (error) {
      if (!isRecord(error) || error['code'] !== 'EADDRINUSE') throw error;
      if (!(await isDemoAt(port))) this.#simulator = await startSimulator(options);
    }
    const used = this.#simulator?.port ?? port;
    await this.#keys.set({ baseUrl: urlAt(used), businessId }, apiKey);
    await this.#memory.update(memorySlot, used);
  }
}

function urlAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** True if another window's demo responds on this port. */
function isDemoAt(port: number): Promise<boolean> {
  return fetch(`${urlAt(port)}${apiPath}/health`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify({ businessId, clientKey: 'demo-probe' }),
    signal: AbortSignal.timeout(probeLimitMs),
  }).then(
    ({ ok }) => ok,
    () => false,
  );
}
