import * as vscode from 'vscode';
import type { ConnectionReport } from '../../shared/connection/connectionReport.ts';
import type { CoreServices } from '../coreServices.ts';
import type { ConnectionChecks } from './connectionChecks.ts';

/** The connection checks; their code is loaded with the first one. */
export class ConnectionCheckLauncher implements vscode.Disposable {
  readonly #parts: CoreServices;
  readonly #finished = new vscode.EventEmitter<ConnectionReport>();
  #loading: Promise<ConnectionChecks> | undefined;

  /** Fires when a check ends, also when it was cancelled; see the report's verdict. */
  readonly onDidFinish = this.#finished.event;

  constructor(parts: CoreServices) {
    this.#parts = parts;
  }

  /** Checks the named or active agent and shows the report. */
  async check(agentName?: string): Promise<void> {
    this.#loading ??= import('./connectionChecks.ts').then(
      (loaded) => new loaded.ConnectionChecks(this.#parts, (report) => this.#finished.fire(report)),
    );
    await (await this.#loading).check(agentName);
  }

  dispose(): void {
    void this.#loading?.then((checks) => checks.dispose());
    this.#finished.dispose();
  }
}
