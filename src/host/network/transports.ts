import type { Disposable } from 'vscode';
import { vscodeProxy } from '../../agentGraph/http/proxy/proxyChoice.ts';
import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import { trustedCertificates } from '../../agentGraph/http/certificates/trustedCertificates.ts';
import { settings } from '../platform/settings.ts';
import { readProxySettings, trustsSystemCertificates } from './networkSettings.ts';

const proxy = vscodeProxy(readProxySettings, process.env);

/** The ways to the network, each made when it is first needed. */
export class Transports implements Disposable {
  #undici: Promise<HttpTransport> | undefined;
  #host: Promise<HttpTransport> | undefined;

  /**
   * The one that the setting names now. Whoever has the other one goes on with it: both stay open
   * until the end.
   */
  async current(): Promise<HttpTransport> {
    if (settings.transport === 'host') {
      return (this.#host ??= import('../../agentGraph/http/fetch/fetchTransport.ts').then(
        (module) => module.createFetchTransport({ proxy }),
      ));
    }
    // Loading undici takes about 100 ms, so it waits for the first request.
    return (this.#undici ??= import('../../agentGraph/http/undici/undiciTransport.ts').then(
      (module) =>
        module.createUndiciTransport({
          proxy,
          certificates: () => trustedCertificates({ system: trustsSystemCertificates() }),
        }),
    ));
  }

  dispose(): void {
    void this.#host?.then((transport) => transport.dispose());
    void this.#undici?.then((transport) => transport.dispose());
  }
}
