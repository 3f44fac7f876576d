import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { defaultTimeouts, type Timeouts } from '../../../src/agentGraph/http/transport.ts';
import {
  recordedAnswer,
  soundTurns,
  type TurnAnswer,
} from '../../../src/recordings/replay/turnsOf.ts';
import type { Exchange } from '../../../src/recordings/exchanges.ts';
import { answerParts, wholeAnswer } from '../../../src/scenarios/answer.ts';
import { judge } from '../../../src/scenarios/checks/judge.ts';
import { turnValues } from '../../../src/scenarios/checks/scriptCheck.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import type { Scenario, ScenarioFile } from '../../../src/scenarios/file/scenario.ts';
import type { Scope } from '../../../src/scenarios/file/templates.ts';
import { openClientSession } from '../../../src/scenarios/run/openClientSession.ts';
import { FileServices } from '../../../src/scenarios/run/fileServices.ts';
import { planCases, type PlanOptions } from '../../../src/scenarios/run/plan.ts';
import type { CaseResult, CheckResult, RunCounts } from '../../../src/scenarios/run/results.ts';
import { runCases, type RunOptions } from '../../../src/scenarios/run/runCases.ts';
import type { SecretList } from '../../../src/shared/masking/secretRanges.ts';
import type { OpenTestSession } from '../../../src/scenarios/run/session.ts';
import type { Simulator } from '../../../src/simulator/server/server.ts';
import { openTransport } from '../servers/transportClient.ts';

/** An event as it goes over the wire, or a whole line as it is. */
export type Said = string | Readonly<Record<string, unknown>>;

/** A message of the assistant. */
export function message(text: string): Said {
  return { messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } } };
}

/** A recommendation of these products. */
export function products(...list: readonly Readonly<Record<string, unknown>>[]): Said {
  return { recommendationEvent: { products: list } };
}

/** One sub-message that can be pressed. */
export function interactive(form: string, value: Readonly<Record<string, unknown>>): Said {
  return { connectlyInteractiveEvent: { interactive: { [form]: value } } };
}

/** A turn of a recording: what the customer said, and a line for each of the agent's events. */
export function exchangeOf(
  said: readonly Said[],
  { number = 1, text = 'hi', firstByteMs = 10, totalMs = 20 } = {},
): Exchange {
  const inputEvents = [{ messageEvent: { role: 'USER', content: { textContent: { text } } } }];
  const line = (event: Said) =>
    typeof event === 'string'
      ? event
      : JSON.stringify({ result: { response: { responseEvents: [event] } } });
  return {
    number,
    request: {
      type: 'request',
      exchange: number,
      atMs: 0,
      endpoint: 'invoke',
      method: 'POST',
      url: 'https://sofia.example/external/v1/ai/agent_graph/invoke',
      headers: {},
      body: JSON.stringify({ sessionId: 'session-1', inputEvents }),
    },
    retries: [],
    response: { type: 'response', exchange: number, atMs: 5, status: 200, headers: {} },
    lines: said.map((event) => ({
      type: 'line',
      exchange: number,
      atMs: firstByteMs,
      startedMs: firstByteMs,
      text: `${line(event)}\n`,
    })),
    end: { type: 'end', exchange: number, atMs: totalMs, outcome: 'complete' },
  };
}

/** What the client makes of these lines. */
export async function turnAnswer(
  said: readonly Said[],
  times: { readonly firstByteMs?: number; readonly totalMs?: number } = {},
): Promise<TurnAnswer> {
  const [sound] = soundTurns([exchangeOf(said, times)]).sound;
  assert.ok(sound);
  return recordedAnswer(sound.exchange, sound.turn);
}

/** The scenarios of a text that has no problem. */
export function scenarioFile(text: string, path = 'test.sofia.yaml'): ScenarioFile {
  const file = parseScenarios(path, text);
  assert.deepEqual(file.problems, []);
  return file;
}

/** The only scenario of a text. */
export function scenarioOf(text: string): Scenario {
  const [scenario] = scenarioFile(text).scenarios;
  assert.ok(scenario);
  return scenario;
}

export interface Judged {
  /** The answers of the turns, the judged one last. */
  readonly turns: readonly (readonly Said[])[];
  readonly times?: { readonly firstByteMs?: number; readonly totalMs?: number };
  /** True: the expectation is one on the whole conversation. */
  readonly isWhole?: boolean;
  /** Path of the scenario's file. */
  readonly path?: string;
  readonly scope?: Scope;
  readonly variables?: string;
  /** What is in no result. */
  readonly secrets?: SecretList;
}

/**
 * Judges an expectation that is written as in a file, in its sixth line and ninth column:
 * `products: { count: 2 }`.
 */
export async function judged(
  expectation: string,
  options: Judged,
): Promise<readonly CheckResult[]> {
  const { turns, times, isWhole = false, path = 'test.sofia.yaml' } = options;
  const { scope = {}, variables = '', secrets = [] } = options;
  const head = ['name: T', `variables: { ${variables} }`, 'turns:'];
  const place = isWhole ? ['  - say: hi', 'expect:'] : ['  - say: hi', '    expect:'];
  const item = `      - ${expectation.trim().replaceAll('\n', '\n        ')}`;
  const scenario = scenarioOf([...head, ...place, item].join('\n'));
  const answers = [];
  for (const said of turns) answers.push(answerParts(await turnAnswer(said, times)));
  const last = answers.at(-1);
  assert.ok(last);
  const answer = isWhole ? wholeAnswer(answers) : last;
  const services = new FileServices();
  try {
    const expect = isWhole ? scenario.expect : (scenario.turns[0]?.expect ?? []);
    const { variables: values } = scenario;
    const said = textInput('hi');
    const inputs = said.type === 'done' ? [said.value] : [];
    const sofar = answers.map((one, index) => turnValues(index + 1, inputs, one));
    const subject = { answer, answers, turns: sofar, isWhole, variables: values, secrets };
    return await judge(expect, subject, { ...values, ...scope }, services.of(path));
  } finally {
    await services.dispose();
  }
}

/** Asserts that each part of the expectation is met. */
export async function assertMet(expectation: string, options: Judged): Promise<void> {
  const results = await judged(expectation, options);
  assert.ok(results.length > 0, expectation);
  for (const { status, message } of results)
    assert.equal(status, 'passed', `${expectation}: ${message}`);
}

/** The only part of an expectation that is not met, without what every result has. */
export async function unmet(expectation: string, options: Judged): Promise<Partial<CheckResult>> {
  const results = await judged(expectation, options);
  const bad = results.filter(({ status }) => status !== 'passed');
  const [first] = bad;
  assert.ok(first && bad.length === 1, `${expectation}: ${JSON.stringify(results)}`);
  const { isWarning: _, ...rest } = first;
  return rest;
}

/** What a run against a simulator came to, in the order in which it was told. */
export interface TestRun {
  readonly counts: RunCounts;
  readonly cases: readonly CaseResult[];
}

export interface TestRunOptions
  extends
    Partial<Omit<RunOptions, 'cases' | 'caseEnded'>>,
    Pick<PlanOptions, 'repeat' | 'passRate'> {
  readonly simulator?: Simulator;
  readonly timeouts?: Partial<Timeouts>;
  /** Called with each case as it ends. */
  readonly onCase?: (result: CaseResult) => void;
}

/** Opens sessions with a simulator. */
export function opensSessions(
  t: TestContext,
  simulator: Simulator,
  timeouts: Partial<Timeouts> = {},
): OpenTestSession {
  const transport = openTransport(t, { retryBaseMs: 1 });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  return ({ clientKey = 'configured' }, signal) => {
    const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey };
    const limits = { ...defaultTimeouts, ...timeouts };
    const client = new AgentGraphClient({ agent, apiKey, transport, timeouts: limits });
    return openClientSession(client, signal);
  };
}

/** Runs the scenarios of a text. */
export async function runText(
  t: TestContext,
  text: string,
  { simulator, timeouts, onCase, repeat, passRate, ...given }: TestRunOptions,
): Promise<TestRun> {
  const services = new FileServices();
  const cases: CaseResult[] = [];
  const open = simulator && opensSessions(t, simulator, timeouts);
  const plan = {
    ...(repeat !== undefined && { repeat }),
    ...(passRate !== undefined && { passRate }),
  };
  const counts = await runCases({
    cases: planCases([scenarioFile(text)], plan),
    open: open ?? (() => Promise.reject(new Error('nobody is there'))),
    servicesOf: (file) => services.of(file),
    concurrency: 1,
    signal: new AbortController().signal,
    ...given,
    caseEnded: (result) => {
      cases.push(result);
      onCase?.(result);
    },
  });
  await services.dispose();
  return { counts, cases };
}
