import * as vscode from 'vscode';
import { redact } from '../agentGraph/redact.ts';

/** The output channel "Ask Sofia". Nothing reaches it unredacted. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Ask Sofia', { log: true });
  readonly #secrets = new Set<string>();

  /** From now on this value is never written. */
  hide(secret: string): void {
    this.#secrets.add(secret);
  }

  info(line: string): void {
    this.#channel.info(redact(line, [...this.#secrets]));
  }

  warn(line: string): void {
    this.#channel.warn(redact(line, [...this.#secrets]));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
