import type { Disposable } from 'vscode';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { TransportKind } from '../../shared/connection/connectionReport.ts';
import { settings } from '../platform/settings.ts';

/** The transports, each created on first use: loading undici takes about 100 ms. */
export class Transports implements Disposable {
  readonly #made = new Map<TransportKind, Promise<HttpTransport>>();

  /**
   * The transport that the setting selects. Clients with the other transport keep it; both stay
   * open until disposal.
   */
  current(): Promise<HttpTransport> {
    const kind = settings.transport;
    const made =
      this.#made.get(kind) ??
      import('./makeTransport.ts').then(({ makeTransport }) => makeTransport(kind));
    this.#made.set(kind, made);
    return made;
  }

  dispose(): void {
    for (const made of this.#made.values()) void made.then((transport) => transport.dispose());
  }
}
