import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import { trustedCertificates } from '../../agentGraph/http/certificates/trustedCertificates.ts';
import { vscodeProxy } from '../../agentGraph/http/proxy/proxyChoice.ts';
import type { TransportKind } from '../../shared/connection/connectionReport.ts';
import { readProxySettings, trustsSystemCertificates } from './networkSettings.ts';

const proxy = vscodeProxy(readProxySettings, process.env);

/** Creates a transport with the proxy and certificates of VS Code's settings. */
export async function makeTransport(kind: TransportKind): Promise<HttpTransport> {
  if (kind === 'host') {
    const { createFetchTransport } = await import('../../agentGraph/http/fetch/fetchTransport.ts');
    return createFetchTransport({ proxy });
  }
  const { createUndiciTransport } = await import('../../agentGraph/http/undici/undiciTransport.ts');
  return createUndiciTransport({
    proxy,
    certificates: () => trustedCertificates({ system: trustsSystemCertificates() }),
  });
}
