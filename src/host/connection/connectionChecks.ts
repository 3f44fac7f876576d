import * as vscode from 'vscode';
import type { AgentEntry } from '../../agents/agentEntries.ts';
import { vscodeProxyChoice } from '../../agentGraph/http/proxy/proxyChoice.ts';
import { trustedCertificates } from '../../agentGraph/http/certificates/trustedCertificates.ts';
import { checkConnection } from '../../connection/checkConnection.ts';
import type { ConnectionReport, ReportAction } from '../../shared/connection/connectionReport.ts';
import {
  parseReportMessage,
  type ReportHostMessage,
  type ReportPageMessage,
} from '../../shared/protocol/connectionProtocol.ts';
import { reportMarkdown } from '../../connection/reportMarkdown.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { CoreServices } from '../coreServices.ts';
import { copyText } from '../platform/copyText.ts';
import { warn } from '../platform/messages.ts';
import { dispatch, type MessageHandlers } from '../webview/dispatch.ts';
import { PagePanel } from '../webview/pagePanel.ts';
import { settings } from '../platform/settings.ts';
import { readProxySettings, trustsSystemCertificates } from '../network/networkSettings.ts';
import { Transports } from '../network/transports.ts';

interface Check {
  readonly panel: PagePanel<ReportHostMessage, ReportPageMessage>;
  /** The report that the panel shows. */
  report: ConnectionReport | undefined;
  /** Aborts the running check; undefined if none is running. */
  controller: AbortController | undefined;
}

/** Checks connections and shows the reports, in one reused tab per agent. */
export class ConnectionChecks implements vscode.Disposable {
  readonly #parts: CoreServices;
  readonly #checks = new Map<string, Check>();
  readonly #onFinish: (report: ConnectionReport) => void;

  /** `onFinish` is called when a check ends, also when it was cancelled. */
  constructor(parts: CoreServices, onFinish: (report: ConnectionReport) => void) {
    this.#parts = parts;
    this.#onFinish = onFinish;
  }

  /**
   * Checks the named or active agent and updates the report while it runs. Does nothing if there is
   * no agent or its check is already running.
   */
  async check(agentName?: string): Promise<void> {
    const { agents } = this.#parts;
    const entry =
      agentName === undefined ? (agents.activeEntry ?? agents.entries[0]) : agents.find(agentName);
    if (!entry) return warn(vscode.l10n.t("There's no agent to check. Add one first."));
    const check = this.#checkOf(entry.name);
    check.panel.reveal();
    if (!check.controller) await this.#run(entry, check);
  }

  dispose(): void {
    for (const { panel } of [...this.#checks.values()]) panel.dispose();
  }

  #checkOf(agentName: string): Check {
    const known = this.#checks.get(agentName);
    if (known) return known;
    const handlers = this.#handlersFor(agentName);
    const panel = new PagePanel<ReportHostMessage, ReportPageMessage>(this.#parts, {
      page: 'connection',
      title: vscode.l10n.t('Connection: {agent}', { agent: visibleText(agentName) }),
      parse: parseReportMessage,
      handle: (message) => dispatch(handlers, message),
      onClosed: () => {
        check.controller?.abort();
        this.#checks.delete(agentName);
      },
    });
    const check: Check = { panel, report: undefined, controller: undefined };
    this.#checks.set(agentName, check);
    return check;
  }

  async #run(entry: AgentEntry, check: Check): Promise<void> {
    const controller = new AbortController();
    check.controller = controller;
    // New sockets: an already open connection would prove nothing.
    const transports = new Transports();
    try {
      const report = await this.#checkConnection(entry, transports, controller.signal, (state) => {
        if (this.#checks.get(entry.name) !== check) return;
        check.report = state;
        check.panel.show({ type: 'report', report: state });
      });
      this.#parts.log.info(`The connection of ${entry.name} was checked: ${report.verdict}`);
      this.#onFinish(report);
    } finally {
      check.controller = undefined;
      transports.dispose();
    }
  }

  async #checkConnection(
    entry: AgentEntry,
    transports: Transports,
    signal: AbortSignal,
    onReport: (report: ConnectionReport) => void,
  ): Promise<ConnectionReport> {
    const { keys, consent, demo, ledger, log, version } = this.#parts;
    const { agent } = entry;
    if (agent && demo.isDemo(agent)) await demo.start();
    const apiKey = agent && (await keys.get(agent));
    if (apiKey !== undefined) log.hide(apiKey);
    const [transport, ca] = await Promise.all([
      transports.current(),
      trustedCertificates({ system: trustsSystemCertificates() }),
    ]);
    const check = {
      ...{ entry, apiKey, transport, ca, signal, ledger },
      transportKind: settings.transport,
      chooseProxy: (url: URL) => vscodeProxyChoice(url, readProxySettings(), process.env),
      versions: versions(version),
      mayGreet: async () => !agent || consent.mayOpen(agent),
      log: (line: string) => log.info(line),
    };
    return checkConnection(check, onReport);
  }

  #handlersFor(agentName: string): MessageHandlers<ReportPageMessage> {
    return {
      ready: () => undefined,
      copyReport: () => this.#copy(agentName),
      cancel: () => this.#checks.get(agentName)?.controller?.abort(),
      action: ({ action }) => this.#act(agentName, action),
    };
  }

  async #copy(agentName: string): Promise<void> {
    const check = this.#checks.get(agentName);
    if (!check?.report) return;
    await copyText(reportMarkdown(check.report));
    check.panel.post({ type: 'copied' });
  }

  async #act(agentName: string, action: ReportAction): Promise<void> {
    const { agents, prompt, log, sources } = this.#parts;
    const entry = agents.find(agentName);
    const actions: Readonly<Record<ReportAction, () => unknown>> = {
      checkAgain: () => this.check(agentName),
      // Try the new key immediately.
      setApiKey: async () =>
        entry?.agent && (await prompt.ask(entry.agent)) && (await this.check(agentName)),
      openSettings: () => entry && sources.open(entry),
      openProxySettings: () =>
        vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy'),
      showLog: () => log.show(),
    };
    await actions[action]();
  }
}

function versions(own: string): readonly (readonly [string, string])[] {
  const system = [process.platform, process.arch, vscode.env.remoteName].join(' ').trim();
  return [
    ['Ask Sofia', own],
    ['VS Code', vscode.version],
    ['Node', process.versions.node],
    [vscode.l10n.t('System'), system],
  ];
}
