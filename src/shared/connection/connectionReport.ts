import type { Agent } from '../agent.ts';
import type { Failure } from '../failure/failure.ts';
import { t } from '../l10n.ts';

/**
 * The results of "Check Connection", step by step. JSON-safe; holds neither key nor customer ID.
 */

/** The steps in order. `tunnel` appears only with a proxy. */
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

/** `warning` works but needs attention; the text of `skipped` gives the reason. */
export type StepState = 'pending' | 'running' | 'ok' | 'warning' | 'failed' | 'skipped';

/** The action of a step's button. */
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
  /** Start in milliseconds since the epoch; only while it runs. */
  readonly startedAt?: number;
  /** Duration; undefined if the step did not run. */
  readonly ms?: number;
  readonly facts: readonly StepFact[];
  /** What happened, in a few words without a full stop. */
  readonly title?: string;
  /** The cause and what to do next, in whole sentences. */
  readonly text?: string;
  /** The source of title and text, for a closer look. */
  readonly failure?: Failure;
  /** The most useful one first. */
  readonly actions: readonly ReportAction[];
}

/** The worst state of the steps; `cancelled` if the user stopped the check. */
export type ReportVerdict = 'running' | 'ok' | 'warning' | 'failed' | 'cancelled';

/** The sender of the requests: our own client, or VS Code's `fetch`. */
export type TransportKind = 'undici' | 'host';

/** The agent's data in a report. Omits the customer ID, which may be a phone number. */
export type ReportedAgent = Pick<Agent, 'name' | 'environment'> &
  Partial<Pick<Agent, 'businessId' | 'agentId'>> & { readonly host?: string };

export interface ConnectionReport {
  readonly agent: ReportedAgent;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly totalMs?: number;
  /** First-byte time of the response to the greeting, if there was one. */
  readonly firstByteMs?: number;
  readonly transport: TransportKind;
  /** Programs and their versions. */
  readonly versions: readonly StepFact[];
  readonly verdict: ReportVerdict;
  readonly steps: readonly ConnectionStep[];
}

/** A step's name in the user's language, translated when it is read. */
export function stepName(id: StepId): string {
  return stepNames[id]();
}

const stepNames: Readonly<Record<StepId, () => string>> = {
  settings: () => t('Settings'),
  key: () => t('API key'),
  proxy: () => t('Proxy'),
  dns: () => t('Host name (DNS)'),
  tcp: () => t('Connection (TCP)'),
  tunnel: () => t('Proxy tunnel'),
  tls: () => t('Encryption (TLS)'),
  health: () => t('Agent health'),
  init: () => t('New session'),
  greeting: () => t('Response to a greeting'),
  close: () => t('End of session'),
};
