import { AgentGraphClient } from '../agentGraph/client.ts';
import { proxySecrets } from '../agentGraph/http/proxy/proxy.ts';
import type { ProxyChoice } from '../agentGraph/http/proxy/proxyChoice.ts';
import { defaultTimeouts, type HttpTransport } from '../agentGraph/http/transport.ts';
import type { Agent } from '../shared/agent.ts';
import { cleanQuoted, keyProblem } from '../shared/cleanValue.ts';
import {
  type ConnectionReport,
  type StepFact,
  type StepId,
  stepIds,
  stepName,
  type TransportKind,
} from '../shared/connection/connectionReport.ts';
import { inputFailure } from '../shared/failure/failure.ts';
import { t } from '../shared/l10n.ts';
import type { Secret } from '../shared/masking/secretRanges.ts';
import { ApiProbes, type OpenSessions } from './apiProbes.ts';
import { ReportWriter } from './reportWriter.ts';
import { sanitizeReport } from './sanitizeReport.ts';
import { type CheckedAgent, type StepResult, wentWrong, works, worksBut } from './stepResult.ts';
import { WayProbes } from './wayProbes.ts';

export interface ConnectionCheck {
  readonly entry: CheckedAgent;
  /** Undefined if none is stored; the check does not ask for one. */
  readonly apiKey: string | undefined;
  /** Used for the four requests; owned by the caller. */
  readonly transport: HttpTransport;
  readonly transportKind: TransportKind;
  /** The same choice as the transport's; not called if VS Code chooses. */
  readonly chooseProxy: (url: URL) => ProxyChoice;
  /** The certificates that the transport trusts, in PEM; undefined means Node's own. */
  readonly ca?: readonly string[] | undefined;
  /** Programs and their versions, for the reader of the report. */
  readonly versions?: readonly StepFact[];
  /** Asked before the greeting, for agents with real customers. Undefined: it may be sent. */
  readonly mayGreet?: () => Promise<boolean>;
  /** Stops the check; an opened session is closed anyway. */
  readonly signal: AbortSignal;
  /**
   * Records the check's session while it is open, so that the next start closes it after a crash.
   */
  readonly ledger?: OpenSessions;
  /** Receives one line for a close that was given up; never the key. */
  readonly log?: (line: string) => void;
  /** Milliseconds since the epoch, preferably with fractions. */
  readonly now?: () => number;
}

/** Longest wait for the whole response to the greeting, whatever the agent's settings say. */
const maxRequestMs = 120_000;

interface PlannedStep {
  /** The steps that must succeed first. */
  readonly needs: readonly StepId[];
  readonly run: () => Promise<StepResult | 'cancelled'>;
  /** Called first; returns a sentence with the reason to skip the step. */
  readonly obstacle?: () => Promise<string | undefined>;
  /** Runs even after a cancel. */
  readonly isAlways?: boolean;
}

/**
 * Checks everything that a chat needs, step by step: settings, key, network, and one session with a
 * greeting. `onReport` receives the report after each change; the last one is the result. Never
 * rejects. The report holds neither key nor customer ID.
 */
export async function checkConnection(
  check: ConnectionCheck,
  onReport: (report: ConnectionReport) => void,
): Promise<ConnectionReport> {
  const { entry, apiKey, signal, now = wallClock } = check;
  const { agent, options } = entry;
  const isHost = check.transportKind === 'host';
  const url = agent && new URL(agent.baseUrl);
  const choice = url && !isHost ? check.chooseProxy(url) : undefined;
  const startedAt = now();
  const limitMs = options?.timeouts?.connectMs ?? defaultTimeouts.connectMs;
  // Without an agent the first step fails, and no step that uses this runs.
  const way = new WayProbes({
    url: url ?? new URL('https://agent.invalid'),
    choice,
    ca: check.ca,
    limits: { signal, limitMs },
    now,
  });
  const api = new ApiProbes(clientFor(check, agent, choice), signal, check.ledger);
  const stepsTaken = stepIds.filter((id) => id !== 'tunnel' || way.usesProxy);
  const report = sanitizeReport(blankReport(check, startedAt, stepsTaken));
  const writer = new ReportWriter(report, onReport, now);
  const networkNeeds: readonly StepId[] = isHost ? [] : ['tls'];
  const steps: Readonly<Record<StepId, PlannedStep>> = {
    settings: { needs: [], run: () => Promise.resolve(settingsResult(entry)) },
    key: { needs: ['settings'], run: () => Promise.resolve(keyResult(agent, apiKey)) },
    proxy: { needs: ['settings'], run: () => way.proxy() },
    dns: { needs: ['proxy'], run: () => way.dns() },
    tcp: { needs: ['dns'], run: () => way.tcp() },
    tunnel: { needs: ['tcp'], run: () => way.tunnel() },
    tls: { needs: [way.usesProxy ? 'tunnel' : 'tcp'], run: () => way.tls() },
    health: { needs: ['key', ...networkNeeds], run: () => api.health() },
    init: { needs: ['key', ...networkNeeds], run: () => api.init() },
    greeting: {
      needs: ['init'],
      run: () => api.greeting(),
      obstacle: async () =>
        ((await check.mayGreet?.()) ?? true)
          ? undefined
          : t('Not sent. You chose not to message this production agent.'),
    },
    close: { needs: ['init'], run: () => api.close(), isAlways: true },
  };
  const causes = new Map<StepId, StepId>();
  for (const id of stepsTaken) {
    await takeStep(id, steps[id], writer, causes, signal);
    if (id === 'init') forgiveHealth(writer, api);
    if (id === 'tls') way.dispose();
    if (id === 'greeting' && api.firstByteMs !== undefined) {
      writer.set({ firstByteMs: api.firstByteMs });
    }
  }
  return writer.end(signal.aborted);
}

/** Runs a step, or skips it and names the step that prevents it. */
async function takeStep(
  id: StepId,
  { needs, run, obstacle, isAlways = false }: PlannedStep,
  writer: ReportWriter,
  causes: Map<StepId, StepId>,
  signal: AbortSignal,
): Promise<void> {
  const missing = needs.find((need) => !isPassable(writer, need));
  if (missing !== undefined) {
    const cause = causes.get(missing) ?? missing;
    causes.set(id, cause);
    const isCancelled = signal.aborted && writer.stepOf(cause)?.state === 'skipped';
    const step = stepName(cause);
    writer.skip(id, isCancelled ? cancelled() : t('Requires “{step}” to succeed.', { step }));
    return;
  }
  const isStopped = () => signal.aborted && !isAlways;
  const reason = isStopped() ? cancelled() : await obstacle?.();
  if (reason !== undefined) writer.skip(id, reason);
  else if (isStopped()) writer.skip(id, cancelled());
  else await writer.run(id, run);
}

function cancelled(): string {
  return t('The check was canceled.');
}

function isPassable(writer: ReportWriter, id: StepId): boolean {
  const state = writer.stepOf(id)?.state;
  return state === 'ok' || state === 'warning';
}

/**
 * If the agent says that it is not ready but opens a session, downgrades the failure to a warning.
 */
function forgiveHealth(writer: ReportWriter, { isReady }: ApiProbes): void {
  if (isReady !== false || writer.stepOf('init')?.state !== 'ok') return;
  const text = t("The agent says it isn't ready, but a session could be opened.");
  writer.revise('health', worksBut(text));
}

/** No retries, so that the check reports every failure. */
function clientFor(
  check: ConnectionCheck,
  agent: Agent | undefined,
  choice: ProxyChoice | undefined,
): AgentGraphClient {
  const { transport, entry, apiKey = '', log } = check;
  const { timeouts, headers } = entry.options ?? {};
  const totalMs = Math.min(timeouts?.totalMs ?? Infinity, maxRequestMs);
  const once: HttpTransport = {
    post: (request) => transport.post({ ...request, retry: false }),
    dispose: () => Promise.resolve(),
  };
  return new AgentGraphClient({
    agent: agent ?? { name: '', businessId: '', agentId: '', baseUrl: '', clientKey: '' },
    apiKey,
    transport: once,
    secrets: [
      ...(choice?.type === 'proxy' ? proxySecrets(choice.proxy) : []),
      ...(agent ? customerSecrets(agent) : []),
    ],
    timeouts: { ...timeouts, totalMs },
    ...(headers && { headers }),
    ...(log && { log }),
  });
}

/** The customer ID may be a phone number, which is often repeated without its plus. */
function customerSecrets({ clientKey }: Agent): readonly Secret[] {
  const value = clientKey.trim();
  return [value, value.replace(/^\+/, '')].map((one) => ({
    value: one,
    place: 'clientKey',
    marker: t('[customer ID]'),
    isWord: true,
  }));
}

function blankReport(
  check: ConnectionCheck,
  startedAt: number,
  ids: readonly StepId[],
): ConnectionReport {
  const { entry, transportKind, versions = [] } = check;
  const { agent } = entry;
  return {
    agent: {
      name: entry.name,
      ...(agent && {
        host: new URL(agent.baseUrl).host,
        businessId: agent.businessId,
        agentId: agent.agentId,
        environment: agent.environment ?? 'test',
      }),
    },
    startedAt: Math.round(startedAt),
    transport: transportKind,
    versions,
    verdict: 'running',
    steps: ids.map((id) => ({ id, state: 'pending', facts: [], actions: [] })),
  };
}

/** Milliseconds since the epoch, on a clock that never jumps during a check. */
function wallClock(): number {
  return performance.timeOrigin + performance.now();
}

/** The agent's settings, or what is wrong with them. */
function settingsResult({ agent, problem, place }: CheckedAgent): StepResult {
  if (problem) return wentWrong(problem);
  if (!agent) return wentWrong({ kind: 'internal', retryable: false });
  return works([
    ...(place === undefined ? [] : [[t('Source'), place] as const]),
    [t('Base URL'), agent.baseUrl],
    [t('Business ID'), agent.businessId],
    [t('Agent ID'), agent.agentId],
    [t('Environment'), agent.environment === 'production' ? t('Production') : t('Test')],
  ]);
}

/** Whether there is a key and whether it can be sent; never the key itself. */
function keyResult(agent: Agent | undefined, apiKey: string | undefined): StepResult {
  const { host } = new URL(agent?.baseUrl ?? 'https://agent.invalid');
  const key = apiKey && cleanQuoted(apiKey);
  if (!key) {
    const text = t(
      "Nothing was sent. Enter the key from the onboarding email. It's sent only to {host}.",
      { host },
    );
    return wentWrong({ kind: 'missingKey', retryable: true }, { text });
  }
  const problem = keyProblem(key);
  if (problem !== undefined) return wentWrong(inputFailure('apiKey', problem));
  return works([], t('An API key is set for {host}.', { host }));
}
