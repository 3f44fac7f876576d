import type { AgentEnvironment } from '../agent.ts';
import type { Failure } from '../failure/failure.ts';
import { t } from '../l10n.ts';

/** What "Check connection" found, step by step. JSON-safe; holds neither key nor customer id. */

/** The steps in their order. `tunnel` is there only where a proxy is used. */
export const stepIds = [
  'settings',
  'key',
  'proxy',
  'dns',
  'tcp',
  'tunnel',
  'tls',
  'health',
  'init',
  'greeting',
  'close',
] as const;

export type StepId = (typeof stepIds)[number];

/** `warning` works, but deserves a look; `skipped` says in its text why it was not done. */
export type StepState = 'pending' | 'running' | 'ok' | 'warning' | 'failed' | 'skipped';

/** What a step's button does. */
export const reportActions = [
  'checkAgain',
  'setApiKey',
  'openSettings',
  'openProxySettings',
  'showLog',
] as const;

export type ReportAction = (typeof reportActions)[number];

/** A name and a value, both in the user's language. */
export type StepFact = readonly [label: string, value: string];

export interface ConnectionStep {
  readonly id: StepId;
  readonly state: StepState;
  /** Milliseconds since the epoch when it began; only while it runs. */
  readonly startedAt?: number;
  /** How long it took; missing where it was not done. */
  readonly ms?: number;
  readonly facts: readonly StepFact[];
  /** What happened, a few words without a full stop. */
  readonly title?: string;
  /** What is known and what to do next, in whole sentences. */
  readonly text?: string;
  /** What the title and the text were made of, for whoever looks closer. */
  readonly failure?: Failure;
  /** The first is the most useful one. */
  readonly actions: readonly ReportAction[];
}

/** The worst of the steps; `cancelled` where the tester stopped it. */
export type ReportVerdict = 'running' | 'ok' | 'warning' | 'failed' | 'cancelled';

/** Who carries the requests: our own client, or the `fetch` of VS Code. */
export type TransportKind = 'undici' | 'host';

/** The agent as far as a report tells of it. The customer id stays out: it may be a phone number. */
export interface ReportedAgent {
  readonly name: string;
  readonly host?: string;
  readonly businessId?: string;
  readonly agentId?: string;
  readonly environment?: AgentEnvironment;
}

export interface ConnectionReport {
  readonly agent: ReportedAgent;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly totalMs?: number;
  /** Of the answer to the greeting, where there was one. */
  readonly firstByteMs?: number;
  readonly transport: TransportKind;
  /** Programs and their versions. */
  readonly versions: readonly StepFact[];
  readonly verdict: ReportVerdict;
  readonly steps: readonly ConnectionStep[];
}

/** What a step is called, in the user's language at the moment it is read. */
export function stepName(id: StepId): string {
  return stepNames[id]();
}

const stepNames: Readonly<Record<StepId, () => string>> = {
  settings: () => t('Settings'),
  key: () => t('API key'),
  proxy: () => t('Proxy'),
  dns: () => t('Name (DNS)'),
  tcp: () => t('Connection (TCP)'),
  tunnel: () => t('Tunnel through the proxy'),
  tls: () => t('Encryption (TLS)'),
  health: () => t('Health of the agent'),
  init: () => t('New session'),
  greeting: () => t('Answer to a greeting'),
  close: () => t('End of the session'),
};
