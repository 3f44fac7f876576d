import { randomUUID } from 'node:crypto';
import type { Failure } from '../../shared/failure/failure.ts';
import { t } from '../../shared/l10n.ts';
import type { TurnItem } from '../../shared/model.ts';
import { maskValue } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import { answerParts, wholeAnswer, type Answer } from '../answer.ts';
import type { CheckServices, CheckSubject } from '../checks/check.ts';
import { problemSentence, RunIsOver } from '../judgement/unjudgeable.ts';
import { judge } from '../checks/judge.ts';
import { isSilent, silenceCheck } from '../checks/silence.ts';
import { answerValues, turnValues } from '../checks/scriptCheck.ts';
import type { Position, ScenarioTurn } from '../file/scenario.ts';
import { resolveTexts, type Scope } from '../file/templates.ts';
import { comeSoFar, endedEarly, errorsWithin, told } from './endedEarly.ts';
import { maskCheck, maskSentence } from './maskResult.ts';
import { requestOf, type Case } from './plan.ts';
import type { RequestPace } from './requestPace.ts';
import type {
  AttemptProblem,
  AttemptResult,
  AttemptStatus,
  CheckResult,
  TurnResult,
} from './results.ts';
import type { OpenTestSession, TestSession } from './session.ts';
import { actionTitle, turnInputs, type TurnInputs } from './turnInputs.ts';

const noSecrets: SecretList = [];

/** `setTimeout` fires at once for longer delays, in milliseconds. */
const maxTimerMs = 2 ** 31 - 1;

export interface AttemptOptions {
  readonly case: Case;
  /** From 1. */
  readonly number: number;
  readonly open: OpenTestSession;
  readonly services: CheckServices;
  readonly pace: RequestPace;
  readonly signal: AbortSignal;
  readonly onTurn?: (turn: TurnResult) => void;
  /** Receives what no result may show; called once, at the end. */
  readonly onSecrets?: (secrets: SecretList) => void;
}

/** Runs a case once in a new session, which is always closed. Never rejects. */
export async function runAttempt(options: AttemptOptions): Promise<AttemptResult> {
  return new Attempt(options).run();
}

class Attempt {
  readonly #options: AttemptOptions;
  readonly #startedAt = Date.now();
  readonly #started = performance.now();
  readonly #turns: TurnResult[] = [];
  readonly #answers: Answer[] = [];
  /** The turns as references and scripts see them. */
  readonly #values: Scope[] = [];
  #checks: readonly CheckResult[] = [];
  #problem: AttemptProblem | undefined;
  #session: TestSession | undefined;
  /** Turns whose response was empty although it should not have been. */
  #silentTurns = 0;
  /** True if the run ended during a judgement. */
  #isCut = false;
  /** The attempt's current position in its file. */
  #at: Position;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.#at = options.case.scenario.at.start;
  }

  async run(): Promise<AttemptResult> {
    const { problem } = this.#options.case;
    try {
      this.#problem = problem;
      if (!problem) this.#session = await this.#open();
      if (this.#session) await this.#talk(this.#session);
    } catch (error) {
      if (error instanceof RunIsOver) this.#isCut = true;
      else this.#problem = { at: this.#at, message: this.#masked(problemSentence(error)) };
    } finally {
      await this.#close();
    }
    this.#options.onSecrets?.(this.#secrets);
    return this.#result();
  }

  /** A close that fails, for example of a recording, affects only this attempt. */
  async #close(): Promise<void> {
    try {
      await this.#session?.close();
    } catch (error) {
      const { scenario } = this.#options.case;
      const message = t("Couldn't close the session: {0}", this.#masked(String(error)));
      this.#problem ??= { at: scenario.at.start, message };
    }
  }

  async #open(): Promise<TestSession | undefined> {
    const { case: own, number, open, pace, signal } = this.#options;
    const { scenario, values } = own;
    const { judgements } = this.#options.services;
    const clientKey = clientKeyOf(await resolveTexts(scenario.clientKey, values, judgements));
    await pace.turn(signal);
    const opened = await open(requestOf(own, number, clientKey), signal);
    if (opened.type === 'done') return opened.value;
    if (opened.type === 'failed') this.#fail(scenario.at.start, opened.failure);
    return undefined;
  }

  /** Continues after an unmet expectation; stops when a response is missing. */
  async #talk(session: TestSession): Promise<void> {
    const { scenario } = this.#options.case;
    const { services, signal, onTurn } = this.#options;
    for (const [index, turn] of scenario.turns.entries()) {
      if (signal.aborted) return;
      this.#at = turn.at.start;
      const taken = await this.#take(session, turn, index + 1);
      const result = { ...taken, inputs: maskValue(taken.inputs, this.#secrets) };
      this.#turns.push(result);
      onTurn?.(result);
      if (result.phase !== 'answered') return;
    }
    this.#at = scenario.at.start;
    const subject = this.#subject(wholeAnswer(this.#answers), true);
    const checks = await judge(scenario.expect, subject, this.#scope(), services);
    this.#checks = this.#silentTurns === scenario.turns.length ? checks.filter(isUnmet) : checks;
  }

  async #take(session: TestSession, turn: ScenarioTurn, number: number): Promise<TurnResult> {
    const { services, pace, signal, case: own } = this.#options;
    const { timeoutMs } = own.scenario;
    const { action, expect, mayBeSilent, elsewhere } = turn;
    const at = turn.at.start;
    const title = maskSentence(actionTitle(action), action, this.#secrets);
    const place = { number, at, ...(elsewhere && { elsewhere }) };
    const base = { ...place, title, items: [], inputs: [], checks: [] };
    const scopes = { scope: this.#scope(), own: own.values };
    const found = await turnInputs(action, this.#answers, scopes, services.judgements);
    if (found.type !== 'inputs') return this.#unsent(found, base);
    await pace.turn(signal);
    const { inputs } = found;
    const limited =
      timeoutMs === undefined
        ? signal
        : AbortSignal.any([signal, AbortSignal.timeout(Math.min(timeoutMs, maxTimerMs))]);
    const sent = await session.send(inputs, limited);
    const { phase, items, stats, failure } = sent;
    const result = { ...base, inputs, items, phase, ...(stats && { stats }) };
    // A recorded response has its old times but arrives at once, so the limit is checked here too.
    const isLate = stats !== undefined && stats.totalMs > (timeoutMs ?? Infinity);
    if (isLate || (phase === 'stopped' && !signal.aborted))
      return { ...result, phase: 'stopped', checks: [tooSlow(at, timeoutMs ?? 0, sent)] };
    const early = phase === 'failed' && failure ? endedEarly(at, failure, items) : undefined;
    if (early) return { ...result, checks: [maskCheck(early, failure, this.#secrets)] };
    if (phase === 'failed' && failure) this.#fail(at, failure, items);
    if (phase !== 'answered') return result;
    pace.recover();
    const answer = answerParts(sent);
    this.#answers.push(answer);
    this.#values.push(turnValues(number, inputs, answer));
    const errors = errorsWithin(at, answer.failures).map((check) =>
      maskCheck(check, answer.failures, this.#secrets),
    );
    const judged = await judge(expect, this.#subject(answer, false), this.#scope(), services);
    const checks = [...errors, ...judged];
    if (mayBeSilent || !isSilent(answer)) return { ...result, checks };
    this.#silentTurns += 1;
    return { ...result, checks: [silenceCheck(at, answer), ...checks.filter(isUnmet)] };
  }

  /** Masks a sentence that may quote the file or the conversation. */
  #masked(sentence: string): string {
    const { scenario, values } = this.#options.case;
    return maskSentence(sentence, [scenario, values, this.#values], this.#secrets);
  }

  /** The result of a turn that could not be sent. */
  #unsent(
    { type, message: given }: Exclude<TurnInputs, { readonly type: 'inputs' }>,
    turn: Omit<TurnResult, 'phase'>,
  ): TurnResult {
    const { at, title } = turn;
    const message = this.#masked(given);
    if (type === 'unsound') this.#problem = { at, message };
    const checks =
      type === 'absent'
        ? [{ status: 'failed', isWarning: false, at, title, message } as const]
        : [];
    return { ...turn, phase: 'failed', checks };
  }

  #subject(answer: Answer, isWhole: boolean): CheckSubject {
    return {
      ...{ answer, answers: this.#answers, turns: this.#values, isWhole },
      variables: this.#options.case.values,
      agentUrl: this.#session?.agentUrl,
      secrets: this.#secrets,
    };
  }

  #scope(): Scope {
    const { values } = this.#options.case;
    const last = this.#answers.at(-1);
    return { ...(last && answerValues(last)), turns: this.#values, ...values };
  }

  /** `items` are those of the incomplete response, if it had begun. */
  #fail(at: Position, failure: Failure, items: readonly TurnItem[] = []): void {
    const sentences = maskSentence(told(failure), failure, this.#secrets);
    const message = items.length > 0 ? `${sentences} ${comeSoFar(items)}` : sentences;
    this.#problem = { at, message, failure };
  }

  #result(): AttemptResult {
    const { number } = this.#options;
    return {
      number,
      status: this.#status(),
      ...(this.#session && { sessionId: this.#session.id }),
      startedAt: this.#startedAt,
      durationMs: performance.now() - this.#started,
      turns: this.#turns,
      checks: this.#checks,
      ...(this.#problem && { problem: this.#problem }),
    };
  }

  get #secrets(): SecretList {
    return this.#session?.secrets ?? noSecrets;
  }

  /** A failed check counts even if the network fails afterwards. */
  #status(): AttemptStatus {
    const checks = [...this.#turns.flatMap((turn) => turn.checks), ...this.#checks];
    const hard = checks.filter(({ isWarning }) => !isWarning);
    if (hard.some(({ status }) => status === 'failed')) return 'failed';
    if (this.#problem || hard.some(({ status }) => status === 'errored')) return 'errored';
    const { signal, case: own } = this.#options;
    if (this.#isCut) return 'skipped';
    // A turn without a response ends the attempt.
    if (this.#answers.length === own.scenario.turns.length) return 'passed';
    return signal.aborted ? 'skipped' : 'errored';
  }
}

/** Undefined means the customer ID that the agent is configured with. */
function clientKeyOf(policy: string): string | undefined {
  if (policy === 'fresh') return `ask-sofia-test-${randomUUID()}`;
  return policy === 'agent' ? undefined : policy;
}

/** Expectations met only because the response was silent do not count. */
function isUnmet({ status }: CheckResult): boolean {
  return status !== 'passed';
}

function tooSlow(at: Position, limitMs: number, { items }: TurnAnswer): CheckResult {
  const inTime = items.filter(({ atMs }) => atMs <= limitMs);
  return {
    status: 'failed',
    isWarning: false,
    at,
    title: t('the whole response within {0} ms', String(limitMs)),
    message: t(
      'The response was incomplete. Events received before it ended: {0}.',
      String(inTime.length),
    ),
    expected: t('at most {0} ms', String(limitMs)),
    actual: t('longer'),
  };
}
