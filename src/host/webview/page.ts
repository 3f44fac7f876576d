import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml } from './webviewHtml.ts';

/** The pages that esbuild builds; each has a script of this name. */
export type PageName = 'chat' | 'inspector' | 'connection' | 'compare';

/** The folders a page may load from; nothing of the extension host's code. */
const folders = ['dist/pages', 'media'];

/** The inspector's page looks like the chat's drawer, so both use the same styles. */
const styles: Readonly<Record<PageName, string>> = {
  chat: 'chat',
  inspector: 'chat',
  connection: 'connection',
  compare: 'compare',
};

export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: folders.map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

/** Loads a page into a webview; `mediaOrigins` are the origins it may load media from. */
export function loadPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  mediaOrigins: readonly string[] = [],
): void {
  const uri = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'pages', file)).toString();
  webview.html = webviewHtml({
    nonce: randomBytes(18).toString('base64'),
    cspSource: webview.cspSource,
    scriptUri: uri(`${name}.js`),
    styleUri: uri(`${styles[name]}.css`),
    mediaOrigins,
    lang: vscode.env.language,
    bundle: vscode.l10n.bundle,
  });
}
