import type { Agent, RequestOptions } from '../shared/agent.ts';
import type {
  ConnectionStep,
  ReportAction,
  StepFact,
} from '../shared/connection/connectionReport.ts';
import { describeFailure } from '../shared/failure/describeFailure.ts';
import type { Failure, Outcome } from '../shared/failure/failure.ts';
import type { FailureAction } from '../shared/failure/failureText.ts';

/** The agent to check, or what is wrong with its settings. */
export interface CheckedAgent {
  readonly name: string;
  /** Where it is defined, for example `askSofia.agents`. */
  readonly place?: string;
  readonly agent?: Agent;
  readonly options?: RequestOptions;
  readonly problem?: Failure;
}

/** The result of a step; the report adds its time and position. */
export type StepResult = Pick<ConnectionStep, 'state' | 'title' | 'text' | 'failure'> & {
  readonly facts?: readonly StepFact[];
  readonly actions?: readonly ReportAction[];
};

/** How a step ends. */
export type Ended = StepResult | 'cancelled';

/** Details of a step; they replace the failure's own sentences and actions. */
type StepDetails = Partial<Pick<StepResult, 'facts' | 'text' | 'actions'>>;

export function works(facts: readonly StepFact[] = [], text?: string): StepResult {
  return { state: 'ok', facts, ...(text !== undefined && { text }) };
}

/** A result that works, with a warning. */
export function worksBut(text: string, details: Omit<StepDetails, 'text'> = {}): StepResult {
  return { state: 'warning', text, ...details };
}

/** A skipped step, with the reason. */
export function notDone(text: string): StepResult {
  return { state: 'skipped', text };
}

export function wentWrong(failure: Failure, details: StepDetails = {}): StepResult {
  const { title, detail, actions } = describeFailure(failure);
  return {
    state: 'failed',
    title,
    text: detail,
    failure,
    actions: isProxys(failure)
      ? proxyActions
      : [...new Set(actions.flatMap((action) => byFailureAction[action] ?? []))],
    ...details,
  };
}

/** A warning in the failure's words, for a step that the requests do not depend on. */
export function hintOf(failure: Failure, text: string): StepResult {
  const { title, detail } = describeFailure(failure);
  return { state: 'warning', title, text: `${detail} ${text}`, failure };
}

/** The outcome's value, or the step's result without one. */
export type CheckStep<T> = { readonly value: T } | { readonly result: Ended };

/** Splits an outcome: a value goes on, a failure is judged, an abort cancels the step. */
export function stepOf<T>(
  outcome: Outcome<T>,
  judge: (failure: Failure) => StepResult = wentWrong,
): CheckStep<T> {
  switch (outcome.type) {
    case 'done':
      return { value: outcome.value };
    case 'failed':
      return { result: judge(outcome.failure) };
    case 'aborted':
      return { result: 'cancelled' };
  }
}

function isProxys({ kind, cause }: Failure): boolean {
  if (cause?.type === 'certificate' || cause?.type === 'tls')
    return cause.proxySource !== undefined;
  return kind === 'proxy' || (cause?.type === 'limit' && cause.proxy !== undefined);
}

const proxyActions: readonly ReportAction[] = ['openProxySettings', 'checkAgain', 'showLog'];

const byFailureAction: Readonly<Partial<Record<FailureAction, ReportAction>>> = {
  retry: 'checkAgain',
  checkConnection: 'checkAgain',
  setApiKey: 'setApiKey',
  openSettings: 'openSettings',
  showLog: 'showLog',
};
