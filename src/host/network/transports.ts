import type { Disposable } from 'vscode';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import { settings } from '../platform/settings.ts';
import type { TransportKind } from './makeTransport.ts';

/** The ways to the network, each made when it is first needed: loading undici takes about 100 ms. */
export class Transports implements Disposable {
  readonly #made = new Map<TransportKind, Promise<HttpTransport>>();

  /**
   * The one that the setting names now. Whoever has the other one goes on with it: both stay open
   * until the end.
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
