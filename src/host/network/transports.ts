import type { Disposable } from 'vscode';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import { settings } from '../platform/settings.ts';
import type { TransportKind } from './makeTransport.ts';

/** The transports, each created on first use: loading undici takes about 100 ms. */
export class Transports implements Disposable {
  readonly #made = new Map<TransportKind, Promise<HttpTransport>>();

  /**
   * The transport that the setting selects. Clients with the other transport keep it; both stay
   * open until disposal.
   */
  async current(): Promise<HttpTransport> {
    const kind = settings.transport;
    const made = this.#made.get(kind) ?? make(kind);
    this.#made.set(kind, made);
    return made;
  }

  dispose(): void {
    for (const made of this.#made.values()) void made.then((transport) => transport.dispose());
  }
}

async function make(kind: TransportKind): Promise<HttpTransport> {
  const { makeTransport } = await import('./makeTransport.ts');
  return makeTransport(kind);
}
