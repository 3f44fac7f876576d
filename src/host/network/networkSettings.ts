import * as vscode from 'vscode';
import { type ProxySettings } from '../../agentGraph/http/proxy/proxyChoice.ts';

/** The current values of VS Code's own network settings. */
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

/** True if the operating system's certificates are trusted as well. */
export function trustsSystemCertificates(): boolean {
  return vscode.workspace.getConfiguration('http').get<boolean>('systemCertificates', true);
}
