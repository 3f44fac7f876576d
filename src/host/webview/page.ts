import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml } from './webviewHtml.ts';

/** The pages that esbuild makes: a script of that name each. */
export type PageName = 'chat' | 'inspector' | 'connection' | 'compare';

/** What a page may load from: nothing of the host. */
const folders = ['dist/pages', 'media'];

/** The inspector's page shows what the chat's drawer shows. */
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

/** Puts a page, made anew, into a webview with these options; `mediaOrigins` are those that it may load media from. */
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
