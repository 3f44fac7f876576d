import * as vscode from 'vscode';
import { createFetchTransport } from '../agentGraph/fetchTransport.ts';
import { vscodeProxy } from '../agentGraph/proxyChoice.ts';
import type { HttpTransport } from '../agentGraph/transport.ts';
import { trustedCertificates } from '../agentGraph/trustedCertificates.ts';
import { settings } from './manifest.ts';
import { readProxySettings, trustsSystemCertificates } from './networkSettings.ts';

const proxy = vscodeProxy(readProxySettings, process.env);

/** The ways to the network, each made when it is first needed. */
export class Transports implements vscode.Disposable {
  #undici: Promise<HttpTransport> | undefined;
  #host: HttpTransport | undefined;

  /**
   * The one that the setting names now. Whoever has the other one goes on with it: both stay open
   * until the end.
   */
  async current(): Promise<HttpTransport> {
    const section = vscode.workspace.getConfiguration(settings.section);
    if (section.get<string>(settings.transport) === 'host') {
      return (this.#host ??= createFetchTransport({ proxy }));
    }
    // Loading undici takes about 100 ms, so it waits for the first request.
    return (this.#undici ??= import('../agentGraph/undiciTransport.ts').then((module) =>
      module.createUndiciTransport({
        proxy,
        certificates: () => trustedCertificates({ system: trustsSystemCertificates() }),
      }),
    ));
  }

  dispose(): void {
    void this.#host?.dispose();
    void this.#undici?.then((transport) => transport.dispose());
  }
}
