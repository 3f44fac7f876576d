import type {
  ConnectionReport,
  ConnectionStep,
  StepId,
  ReportVerdict,
} from '../shared/connection/connectionReport.ts';
import { t } from '../shared/l10n.ts';
import { notDone, wentWrong, type StepResult } from './stepResult.ts';
import { sanitizeReport } from './sanitizeReport.ts';

/** Writes a report step by step: each step is pending, then running, then finished. */
export class ReportWriter {
  readonly #onReport: (report: ConnectionReport) => void;
  readonly #now: () => number;
  #report: ConnectionReport;

  /**
   * `report` is the one before the first step; `onReport` receives every state, that one too.
   * `now` is in milliseconds since the epoch.
   */
  constructor(
    report: ConnectionReport,
    onReport: (report: ConnectionReport) => void,
    now: () => number,
  ) {
    this.#report = report;
    this.#onReport = onReport;
    this.#now = now;
    this.#publish({});
  }

  stepOf(id: StepId): ConnectionStep | undefined {
    return this.#report.steps.find((step) => step.id === id);
  }

  /** Runs a step and records its duration and its result. */
  async run(id: StepId, work: () => Promise<StepResult | 'cancelled'>): Promise<void> {
    const startedAt = this.#now();
    this.#write({ id, state: 'running', startedAt, facts: [], actions: [] });
    const result = await work().catch(mistake);
    if (result === 'cancelled') this.skip(id, t('The check was canceled.'));
    else this.#finish(id, result, this.#now() - startedAt);
  }

  skip(id: StepId, reason: string): void {
    this.#finish(id, notDone(reason));
  }

  /** Replaces the result of a finished step, because of what a later one showed. */
  revise(id: StepId, result: StepResult): void {
    this.#finish(id, result, this.stepOf(id)?.ms);
  }

  /** Sets facts about the whole report. */
  set(changes: Partial<Pick<ConnectionReport, 'firstByteMs'>>): void {
    this.#publish(changes);
  }

  /** Ends the report and sets its verdict. */
  end(isCancelled: boolean): ConnectionReport {
    const verdict = isCancelled ? 'cancelled' : verdictOf(this.#report.steps);
    this.#publish({ verdict, totalMs: this.#now() - this.#report.startedAt });
    return this.#report;
  }

  #finish(id: StepId, result: StepResult, ms?: number): void {
    const { facts = [], actions = [], ...rest } = sanitizeReport(result);
    const isDone = ms !== undefined && result.state !== 'skipped';
    this.#write({ id, ...rest, facts, actions, ...(isDone && { ms: tenths(ms) }) });
  }

  #write(step: ConnectionStep): void {
    const steps = this.#report.steps.map((known) => (known.id === step.id ? step : known));
    this.#publish({ steps });
  }

  #publish(changes: Partial<ConnectionReport>): void {
    this.#report = { ...this.#report, ...changes };
    this.#onReport(this.#report);
  }
}

/** Nothing here should throw, but an unfinished report would help no one. */
function mistake(error: unknown): StepResult {
  const detail = error instanceof Error ? error.name : undefined;
  return wentWrong({ kind: 'internal', ...(detail && { detail }), retryable: false });
}

function verdictOf(steps: readonly ConnectionStep[]): ReportVerdict {
  const has = (state: ConnectionStep['state']) => steps.some((step) => step.state === state);
  if (has('failed')) return 'failed';
  return has('warning') ? 'warning' : 'ok';
}

function tenths(ms: number): number {
  return Math.round(Math.max(0, ms) * 10) / 10;
}
