import * as vscode from 'vscode';
import { redact } from '../../agentGraph/redact.ts';

/** The output channel "Ask Sofia". All lines are redacted. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Ask Sofia', { log: true });
  #secrets: readonly string[] = [];

  /** Never writes this value from now on. */
  hide(secret: string): void {
    if (!this.#secrets.includes(secret)) this.#secrets = [...this.#secrets, secret];
  }

  info(line: string): void {
    this.#channel.info(redact(line, this.#secrets));
  }

  warn(line: string): void {
    this.#channel.warn(redact(line, this.#secrets));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
