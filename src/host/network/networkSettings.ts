import * as vscode from 'vscode';
import { type ProxySettings } from '../../agentGraph/http/proxy/proxyChoice.ts';

/** VS Code's own settings of the network, as they are now. */
export function readProxySettings(): ProxySettings {
  const http = vscode.workspace.getConfiguration('http');
  return {
    proxySupport: http.get<string>('proxySupport', 'override'),
    proxy: http.get<string>('proxy', ''),
    noProxy: http.get<readonly string[]>('noProxy', []),
    proxyAuthorization: http.get<string | null>('proxyAuthorization', null),
    proxyStrictSSL: http.get<boolean>('proxyStrictSSL', true),
  };
}

/** Whether the certificates of the operating system are trusted too. */
export function trustsSystemCertificates(): boolean {
  return vscode.workspace.getConfiguration('http').get<boolean>('systemCertificates', true);
}
