import type { RunEvidence, RunOutset } from '../../../src/scenarios/run/evidence.ts';
import { JudgedCount } from '../../../src/scenarios/run/judgedCount.ts';
import {
  type AttemptResult,
  type CaseResult,
  type CheckResult,
  countCases,
  type FileError,
  type RunCounts,
  type RunReporter,
  type RunSummary,
  type TurnResult,
} from '../../../src/scenarios/run/results.ts';
import type { Product } from '../../../src/shared/model.ts';
import { recommends, says, shoes, stats, turn } from '../pages/chatStates.ts';

/** A moment from which the runs of tests count. */
export const runStartedAt = Date.UTC(2026, 8, 21, 9, 30);

const at = { line: 12, column: 9 };

export function check(fields: Partial<CheckResult> = {}): CheckResult {
  return { status: 'passed', isWarning: false, at, title: 'text contains "boots"', ...fields };
}

/** An expectation of the text that the agent did not meet. */
export const missedText: CheckResult = check({
  status: 'failed',
  message: 'The text has no "boots".',
  expected: 'boots',
  actual: 'Here are two sandals.',
  because: 'customers ask for them all winter',
});

/** The customer says something, the agent answers with a text and products. */
export function turnResult(
  said: string,
  answer: string,
  fields: Partial<TurnResult> & { readonly products?: readonly Product[] } = {},
): TurnResult {
  const { products = [], ...rest } = fields;
  return {
    number: 1,
    at: { line: 10, column: 5 },
    title: `say "${said}"`,
    inputs: turn(1, said).inputs,
    items: [says(answer), ...(products.length > 0 ? [recommends(products)] : [])],
    phase: 'answered',
    stats,
    checks: [check()],
    ...rest,
  };
}

export function attempt(fields: Partial<AttemptResult> = {}): AttemptResult {
  return {
    number: 1,
    status: 'passed',
    sessionId: 'session-of-the-test',
    startedAt: runStartedAt,
    durationMs: 1200,
    turns: [turnResult('black boots', 'Here are black boots.', { products: shoes })],
    checks: [],
    ...fields,
  };
}

/** A case that passed at once, unless the fields say otherwise. */
export function caseResult(fields: Partial<CaseResult> = {}): CaseResult {
  const attempts = fields.attempts ?? [attempt()];
  return {
    index: 0,
    file: 'scenarios/shop.sofia.yaml',
    name: 'finds boots',
    at: { line: 3, column: 1 },
    agent: 'Shoe shop',
    tags: [],
    status: 'passed',
    needed: 1,
    checks: [],
    durationMs: attempts.reduce((sum, { durationMs }) => sum + durationMs, 0),
    ...fields,
    attempts,
  };
}

export const failedCase = caseResult({
  name: 'finds boots in winter',
  row: 2,
  rowTitle: 'colour: black',
  status: 'failed',
  attempts: [
    attempt({
      status: 'failed',
      turns: [
        turnResult('black boots', 'Here are two sandals.', {
          products: shoes.slice(0, 2),
          checks: [check({ title: 'language is en' }), missedText],
        }),
      ],
      checks: [
        check({
          status: 'failed',
          isWarning: true,
          at: { line: 20, column: 5 },
          title: 'at most 2 messages',
          message: 'There were 3.',
        }),
      ],
    }),
  ],
});

export const erroredCase = caseResult({
  name: 'asks for a person',
  status: 'errored',
  attempts: [
    attempt({
      status: 'errored',
      turns: [],
      problem: {
        at: { line: 30, column: 3 },
        message: 'shop.example cannot be reached. Check the network.',
        failure: { kind: 'network', endpoint: 'invoke', retryable: true },
      },
    }),
  ],
});

/** Four of five attempts passed. */
export const flakyCase = caseResult({
  name: 'keeps to the budget',
  status: 'flaky',
  needed: 4,
  attempts: [1, 2, 3, 4, 5].map((number) =>
    number === 3
      ? attempt({
          number,
          status: 'failed',
          turns: [turnResult('under $80', 'I have this.', { checks: [missedText] })],
        })
      : attempt({ number }),
  ),
});

export const skippedCase = caseResult({
  name: 'says goodbye',
  status: 'skipped',
  attempts: [attempt({ status: 'skipped', turns: [], durationMs: 0 })],
});

/** It was held, and nothing was expected of it. */
export const notJudgedCase = caseResult({
  name: 'only says hello',
  status: 'notJudged',
  attempts: [attempt({ turns: [turnResult('hello', 'Hi!', { checks: [] })] })],
});

export const fileError: FileError = {
  file: 'scenarios/broken.sofia.yaml',
  at: { line: 4, column: 7 },
  message: 'A turn has to say what the customer does. Add "say: …".',
};

/** One case of each status, in two files, numbered as a plan numbers them. */
export const allCases: readonly CaseResult[] = [
  caseResult(),
  failedCase,
  erroredCase,
  { ...flakyCase, file: 'scenarios/more.sofia.yaml' },
  { ...skippedCase, file: 'scenarios/more.sofia.yaml' },
  { ...notJudgedCase, file: 'scenarios/more.sofia.yaml' },
].map((one, index) => ({ ...one, index }));

/** A run as it is told to a reporter. */
export interface TestRun {
  readonly results: readonly CaseResult[];
  readonly fileErrors?: readonly FileError[];
  readonly shard?: NonNullable<RunEvidence['filters']['shard']>;
  /** What is otherwise than in `outset`, or at the end. */
  readonly evidence?: Partial<RunEvidence>;
}

/** A live run of one agent, as it begins. */
export const outset: RunOutset = {
  tool: 'ask-sofia 1.2.3',
  startedAt: runStartedAt,
  agents: [
    {
      name: 'Shoe shop',
      businessId: 'b-77',
      agentId: 'a-88',
      host: 'sofia.example:8443',
      environment: 'test',
      source: 'live',
    },
  ],
  filters: {},
  plan: '0123456789abcdef',
};

/** Tells a reporter a whole run. */
export async function tellRun(reporter: RunReporter, run: TestRun): Promise<RunSummary> {
  const { results, fileErrors = [], shard } = run;
  const begun = { ...outset, filters: shard ? { shard } : {}, ...run.evidence };
  reporter.start?.({ cases: results.length, evidence: begun });
  const judged = new JudgedCount();
  for (const error of fileErrors) reporter.fileError?.(error);
  for (const [index, result] of results.entries()) {
    judged.add(result);
    reporter.caseEnded?.(result);
    const counts = countsOf(results.slice(0, index + 1));
    reporter.progress?.({ done: index + 1, cases: results.length, counts });
  }
  const durationMs = 4200;
  const end = { durationMs, ...judged.counts, isInterrupted: false, ...run.evidence };
  const summary = {
    counts: countsOf(results),
    fileErrors: fileErrors.length,
    durationMs,
    evidence: { ...begun, ...end },
  };
  await reporter.end?.(summary);
  return summary;
}

export function countsOf(results: readonly CaseResult[]): RunCounts {
  return countCases(results.map(({ status }) => status));
}

/** Everything a reporter wrote about the run. */
export async function writtenBy(
  create: (options: { readonly write: (text: string) => void }) => RunReporter,
  run: TestRun,
): Promise<string> {
  const parts: string[] = [];
  await tellRun(create({ write: (text) => parts.push(text) }), run);
  return parts.join('');
}
