import type {
  ConnectionReport,
  ConnectionStep,
  StepId,
  ReportVerdict,
} from '../shared/connection/connectionReport.ts';
import { t } from '../shared/l10n.ts';
import { notDone, wentWrong, type StepResult } from './stepResult.ts';
import { sanitizeReport } from './sanitizeReport.ts';

export interface ReportWriterOptions {
  /** What the report says before anything was done. */
  readonly report: ConnectionReport;
  /** Gets every state of the report, the first one included. */
  readonly onReport: (report: ConnectionReport) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A report while it is written: each step once pending, then running, then what came of it. */
export class ReportWriter {
  readonly #options: ReportWriterOptions;
  #report: ConnectionReport;

  constructor(options: ReportWriterOptions) {
    this.#options = options;
    this.#report = options.report;
    this.#publish({});
  }

  get report(): ConnectionReport {
    return this.#report;
  }

  stepOf(id: StepId): ConnectionStep | undefined {
    return this.#report.steps.find((step) => step.id === id);
  }

  /** Runs a step and writes how long it took and how it ended. */
  async run(id: StepId, work: () => Promise<StepResult | 'cancelled'>): Promise<void> {
    const startedAt = this.#options.now();
    this.#write({ id, state: 'running', startedAt, facts: [], actions: [] });
    const result = await work().catch(mistake);
    if (result === 'cancelled') this.skip(id, t('The check was cancelled.'));
    else this.#finish(id, result, this.#options.now() - startedAt);
  }

  skip(id: StepId, reason: string): void {
    this.#finish(id, notDone(reason));
  }

  /** Judges a step that is over anew, by what a later one showed. */
  revise(id: StepId, result: StepResult): void {
    this.#finish(id, result, this.stepOf(id)?.ms);
  }

  /** Takes a step out that does not come up on this way. */
  remove(id: StepId): void {
    this.#publish({ steps: this.#report.steps.filter((step) => step.id !== id) });
  }

  /** Sets what the report as a whole says. */
  set(changes: Partial<Pick<ConnectionReport, 'firstByteMs'>>): void {
    this.#publish(changes);
  }

  /** The check is over. */
  end(isCancelled: boolean): ConnectionReport {
    const verdict = isCancelled ? 'cancelled' : verdictOf(this.#report.steps);
    this.#publish({ verdict, totalMs: this.#options.now() - this.#report.startedAt });
    return this.#report;
  }

  #finish(id: StepId, result: StepResult, ms?: number): void {
    const { facts = [], actions = [], ...rest } = sanitizeReport(result);
    const isDone = ms !== undefined && result.state !== 'skipped';
    this.#write({ id, ...rest, facts, actions, ...(isDone && { ms: tenths(ms) }) });
  }

  #write(step: ConnectionStep): void {
    this.#publish({
      steps: this.#report.steps.map((known) => (known.id === step.id ? step : known)),
    });
  }

  #publish(changes: Partial<ConnectionReport>): void {
    this.#report = { ...this.#report, ...changes };
    this.#options.onReport(this.#report);
  }
}

/** Nothing here is meant to throw; a report that stops in the middle would help nobody. */
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
