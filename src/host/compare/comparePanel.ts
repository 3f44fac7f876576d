import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { parseCompareMessage } from '../../shared/protocol/compareProtocol.ts';
import type {
  CompareHostMessage,
  ComparePageMessage,
  CompareState,
} from '../../shared/protocol/compareProtocol.ts';
import { webviewHtml } from '../webview/webviewHtml.ts';

const panelType = 'askSofia.compare';
const extensionId = 'ask-sofia.ask-sofia';

export interface ComparePanelParts {
  readonly title: string;
  /** Gets what the tester did, checked. */
  readonly handle: (message: ComparePageMessage) => void;
  readonly onClosed: () => void;
  readonly log: (line: string) => void;
}

/** An editor tab with answers next to each other, which may be killed and shown again at any moment. */
export class ComparePanel {
  readonly #parts: ComparePanelParts;
  readonly #panel: vscode.WebviewPanel;
  #state: CompareState | undefined;
  #isClosed = false;

  constructor(parts: ComparePanelParts) {
    this.#parts = parts;
    this.#panel = vscode.window.createWebviewPanel(
      panelType,
      parts.title,
      vscode.ViewColumn.Active,
    );
    this.#panel.webview.onDidReceiveMessage((message) => this.#receive(message));
    this.#panel.onDidDispose(() => {
      this.#isClosed = true;
      parts.onClosed();
    });
    this.#load();
  }

  show(state: CompareState): void {
    this.#state = state;
    const message: CompareHostMessage = { type: 'state', state };
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }

  #load(): void {
    const extension = vscode.extensions.getExtension(extensionId);
    if (!extension) return;
    const { webview } = this.#panel;
    const { extensionUri } = extension;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    this.#panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = webviewHtml({
      nonce: randomBytes(18).toString('base64'),
      cspSource: webview.cspSource,
      scriptUri: uri('compare.js'),
      styleUri: uri('compare.css'),
      mediaOrigins: [],
      lang: vscode.env.language,
      bundle: vscode.l10n.bundle,
    });
  }

  #receive(value: unknown): void {
    const message = parseCompareMessage(value);
    if (!message) {
      this.#parts.log('The comparison sent a message that is not known; it was dropped');
      return;
    }
    // The page was made anew: VS Code drops it while it is hidden.
    if (message.type === 'ready' && this.#state) this.show(this.#state);
    this.#parts.handle(message);
  }
}
