import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { reportMarkdown } from '../../connection/reportMarkdown.ts';
import type { ConnectionReport } from '../../shared/connectionReport.ts';
import { parseReportMessage } from '../../shared/protocol/connectionProtocol.ts';
import type {
  ReportHostMessage,
  ReportPageMessage,
} from '../../shared/protocol/connectionProtocol.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { copyText } from '../platform/copyText.ts';
import { webviewHtml } from '../webview/webviewHtml.ts';

const panelType = 'askSofia.connectionReport';

export interface ConnectionReportPanelParts {
  readonly extensionUri: vscode.Uri;
  readonly agentName: string;
  /** Gets what the tester did, checked; copying is done here. */
  readonly handle: (message: ReportPageMessage) => void;
  readonly onClosed: () => void;
  readonly log: (line: string) => void;
}

/** An editor tab with a connection report, which may be killed and shown again at any moment. */
export class ConnectionReportPanel implements vscode.Disposable {
  readonly #parts: ConnectionReportPanelParts;
  readonly #panel: vscode.WebviewPanel;
  #report: ConnectionReport | undefined;

  constructor(parts: ConnectionReportPanelParts) {
    this.#parts = parts;
    const agent = visibleText(parts.agentName);
    const title = vscode.l10n.t('Connection: {agent}', { agent });
    this.#panel = vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active);
    this.#panel.iconPath = vscode.Uri.joinPath(parts.extensionUri, 'media', 'icon.png');
    this.#panel.webview.onDidReceiveMessage((message) => void this.#receive(message));
    this.#panel.onDidDispose(parts.onClosed);
    this.#load();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  show(report: ConnectionReport): void {
    this.#report = report;
    this.#post({ type: 'report', report });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #load(): void {
    const { webview } = this.#panel;
    const { extensionUri } = this.#parts;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = webviewHtml({
      nonce: randomBytes(18).toString('base64'),
      cspSource: webview.cspSource,
      scriptUri: uri('report.js'),
      styleUri: uri('report.css'),
      mediaOrigins: [],
      lang: vscode.env.language,
      bundle: vscode.l10n.bundle,
    });
  }

  async #receive(value: unknown): Promise<void> {
    const message = parseReportMessage(value);
    if (!message) {
      this.#parts.log('The report sent a message that is not known; it was dropped');
      return;
    }
    // The page was made anew: VS Code drops it while it is hidden.
    if (message.type === 'ready' && this.#report) this.show(this.#report);
    if (message.type === 'copyReport' && this.#report) {
      await copyText(reportMarkdown(this.#report));
      this.#post({ type: 'copied' });
    }
    this.#parts.handle(message);
  }

  #post(message: ReportHostMessage): void {
    void this.#panel.webview.postMessage(message);
  }
}
