import * as vscode from 'vscode';
import { environmentProxy, settingProxy, type Proxy } from '../agentGraph/proxy.ts';

/**
 * The proxy for a URL as VS Code documents it: `http.proxy`, else the environment; hosts of
 * `http.noProxy` win over `NO_PROXY`. Read at each request, so that a change needs no reload.
 */
export function hostProxy(url: URL): Proxy | undefined {
  const http = vscode.workspace.getConfiguration('http');
  const noProxy = http.get<readonly string[]>('noProxy', []);
  const proxyUrl = http.get<string>('proxy');
  if (proxyUrl) return settingProxy({ url: proxyUrl, source: 'http.proxy', noProxy })(url);
  const isNamed = noProxy.length > 0;
  const environment = { ...process.env, ...(isNamed && { no_proxy: noProxy.join(',') }) };
  return environmentProxy(environment)(url);
}
