import * as vscode from 'vscode';
import type { ConnectionCheckParts, ConnectionChecks, FinishedCheck } from './connectionCheck.ts';

/** The connection checks; their code is loaded with the first one. */
export class ConnectionCheckLauncher implements vscode.Disposable {
  readonly #parts: ConnectionCheckParts;
  readonly #finished = new vscode.EventEmitter<FinishedCheck>();
  #loading: Promise<ConnectionChecks> | undefined;

  /** Fires when a check ends, also when it was cancelled; see the report's verdict. */
  readonly onDidFinish = this.#finished.event;

  constructor(parts: ConnectionCheckParts) {
    this.#parts = parts;
  }

  /** Checks the named or active agent and shows the report. */
  async check(agentName?: string): Promise<void> {
    this.#loading ??= this.#load();
    const checks = await this.#loading;
    await checks.check(agentName);
  }

  dispose(): void {
    void this.#loading?.then((checks) => checks.dispose());
    this.#finished.dispose();
  }

  async #load(): Promise<ConnectionChecks> {
    const { ConnectionChecks } = await import('./connectionCheck.ts');
    const checks = new ConnectionChecks(this.#parts);
    checks.onDidFinish((finished) => this.#finished.fire(finished));
    return checks;
  }
}
