import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml } from './webviewHtml.ts';

/** The pages that esbuild builds; each has a script of this name. */
export type PageName = 'chat' | 'inspector' | 'connection' | 'compare';

/** The folders a page may load from; nothing of the extension host's code. */
const folders = ['dist/pages', 'media'];

export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: folders.map((folder) => vscode.Uri.joinPath(extensionUri, folder)),
  };
}

/** An editor tab for a page, with our icon. */
export function openPanel(
  viewType: string,
  title: string,
  extensionUri: vscode.Uri,
): vscode.WebviewPanel {
  const { Active } = vscode.ViewColumn;
  const options = pageOptions(extensionUri);
  const panel = vscode.window.createWebviewPanel(viewType, title, Active, options);
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  return panel;
}

/** Loads a page into a webview; `mediaOrigins` are the origins it may load media from. */
export function loadPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  mediaOrigins: readonly string[] = [],
): void {
  // The inspector's page looks like the chat's drawer, so both use the same styles.
  const style = name === 'inspector' ? 'chat' : name;
  const uri = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'pages', file)).toString();
  webview.html = webviewHtml({
    nonce: randomBytes(18).toString('base64'),
    cspSource: webview.cspSource,
    scriptUri: uri(`${name}.js`),
    styleUri: uri(`${style}.css`),
    mediaOrigins,
    lang: vscode.env.language,
    bundle: vscode.l10n.bundle,
  });
}
