import * as vscode from 'vscode';
import { hasOnly, selectedCases } from '../../../scenarios/explorer/selectedCases.ts';
import { targetKey, type TestTarget } from '../../../scenarios/explorer/testTree.ts';
import { runCases, type RunOptions } from '../../../scenarios/run/runCases.ts';
import { FileServices } from '../../../scenarios/run/fileServices.ts';
import type { OpenTestSession, SessionRequest } from '../../../scenarios/run/session.ts';
import { compact } from '../../../shared/compact.ts';
import type { CoreServices } from '../../coreServices.ts';
import { settings } from '../../platform/settings.ts';
import type { RunningCase, RunWay } from './runTypes.ts';
import type { ScenarioIndex, ScenarioTest } from './scenarioIndex.ts';
import { otherFile, positionOf } from '../scenarioPlaces.ts';
import { TestRunReporter } from './testRunReporter.ts';
import { debugStepper } from './stepDebugger.ts';
import { chatSessions } from './chatSessions.ts';
import { liveSessions, recordedSessions, type TestKeeper } from './testSessions.ts';
import type { TestConversations } from '../../../scenarios/explorer/testConversations.ts';

export interface ScenarioRunParts extends CoreServices {
  readonly controller: vscode.TestController;
  readonly index: ScenarioIndex;
  readonly kept: TestConversations;
}

/** Runs what was chosen in the Test Explorer and reports the results there. */
export async function runScenarios(
  request: vscode.TestRunRequest,
  way: RunWay,
  token: vscode.CancellationToken,
  parts: ScenarioRunParts,
): Promise<void> {
  const run = parts.controller.createTestRun(request);
  const abort = new AbortController();
  // The run's own token is VS Code's stop button; `token` belongs to whoever started the run.
  const listening = vscode.Disposable.from(
    ...[token, run.token].map((one) => one.onCancellationRequested(() => abort.abort())),
  );
  const services = new FileServices(abort.signal);
  try {
    const { cases, leftOut, report } = await begin(request, way, run, parts);
    parts.log.info(`Scenarios to run (${way}): ${cases.length}`);
    if (cases.length + leftOut === 0) {
      const nothing = vscode.l10n.t('Nothing was run because no runnable scenario was selected.');
      run.appendOutput(`${nothing}\r\n`);
    }
    const keeper = keeperOf(cases, parts.kept, parts.log);
    const judge = (
      asked: readonly RunningCase[],
      open: OpenTestSession,
      own: Pick<RunOptions, 'concurrency' | 'events'> = { concurrency: settings.concurrency },
    ) =>
      runCases({
        cases: asked.map((one) => one.case),
        open,
        servicesOf: (file) => services.of(file),
        signal: abort.signal,
        events: report.events,
        caseEnded: (result) => report.caseEnded(result),
        ...own,
      });
    if (way === 'recorded') await judge(cases, recordedSessions(keeper));
    else if (way === 'live') {
      const sessions = liveSessions(parts, keeper);
      const refused = await sessions.prepare(new Set(cases.map((own) => own.case.agent)));
      for (const own of cases) if (refused.has(own.case.agent)) report.refused(own);
      await judge(
        cases.filter((own) => !refused.has(own.case.agent)),
        sessions.open,
      );
    } else
      for (const own of cases) {
        const { mayGoOn, turnEnded } = debugStepper(own, abort);
        const open = chatSessions(parts, keeper, mayGoOn);
        await judge([own], open, { concurrency: 1, events: { ...report.events, turnEnded } });
      }
  } catch (error) {
    parts.log.warn(`The scenarios cannot be run: ${String(error)}`);
    run.appendOutput(`${String(error)}\r\n`);
  } finally {
    listening.dispose();
    await services.dispose();
    run.end();
  }
}

/**
 * Reads the files again and determines which cases to run. `leftOut` is the number of scenarios
 * skipped because others are marked `only`.
 */
async function begin(
  request: vscode.TestRunRequest,
  way: RunWay,
  run: vscode.TestRun,
  { controller, index }: ScenarioRunParts,
) {
  const items = request.include ?? [...controller.items].map(([, item]) => item);
  const chosen = items.flatMap((item) => index.testOf(item) ?? []);
  const exclude = (request.exclude ?? []).flatMap((item) => index.testOf(item) ?? []);
  const isOut = (uri: vscode.Uri) =>
    exclude.some((test) => !test.target && test.uri.toString() === uri.toString());
  const wanted = chosen.filter(({ uri }) => !isOut(uri));
  const uris = new Map(wanted.map(({ uri }) => [uri.toString(), uri]));
  for (const uri of uris.values()) await index.read(uri);
  const whole = wanted.filter(({ target }) => !target).map(({ uri }) => uri.toString());
  const isFew = hasOnly(whole.flatMap((id) => index.fileOf(vscode.Uri.parse(id)) ?? []));
  const cases: RunningCase[] = [];
  const leftOut: RunningCase[] = [];
  for (const [id, uri] of uris) {
    const isHere = (test: ScenarioTest) => test.uri.toString() === id;
    const isWhole = whole.includes(id);
    for (const own of casesOf(uri, wanted.filter(isHere), exclude.filter(isHere), index))
      (isFew && isWhole && !own.case.scenario.only ? leftOut : cases).push(own);
  }
  for (const item of items) tellProblems(item, run, index);
  const numbered = cases
    .map((own, place) => ({ ...own, case: { ...own.case, index: place } }))
    .map((own) => (way === 'chat' ? inChat(own) : own));
  for (const { item, attemptItems } of numbered)
    for (const one of attemptItems.length > 0 ? attemptItems : [item]) run.enqueued(one);
  const report = new TestRunReporter(run, numbered, index);
  report.leftOut(leftOut);
  return { cases: numbered, leftOut: leftOut.length, report };
}

/** The case with a single run and without a timeout, since the tester may pause between turns. */
function inChat({ case: own, attempts, attemptItems, ...rest }: RunningCase): RunningCase {
  const { timeoutMs: _, ...scenario } = own.scenario;
  const once = { ...own, scenario, repeat: 1, needed: 1 };
  const first = { attempts: attempts.slice(0, 1), attemptItems: attemptItems.slice(0, 1) };
  return { ...rest, ...first, case: once };
}

function casesOf(
  uri: vscode.Uri,
  include: readonly ScenarioTest[],
  exclude: readonly ScenarioTest[],
  index: ScenarioIndex,
): readonly RunningCase[] {
  const file = index.fileOf(uri);
  if (!file) return [];
  const wanted = include.some(({ target }) => !target) ? 'everything' : targetsOf(include);
  return selectedCases(file, wanted, targetsOf(exclude), process.env).flatMap((selected) => {
    const { target, attempts } = selected;
    const item = index.itemOf({ uri, target });
    const hasLines = selected.case.scenario.repeat > 1;
    const attemptItems = hasLines
      ? attempts.flatMap((attempt) => index.itemOf({ uri, target: { ...target, attempt } }) ?? [])
      : [];
    return item ? [{ ...selected, uri, item, attemptItems }] : [];
  });
}

function targetsOf(tests: readonly ScenarioTest[]): readonly TestTarget[] {
  return tests.flatMap(({ target }) => target ?? []);
}

/** Reports a file or scenario that cannot be read as an error, not as a failure of the agent. */
function tellProblems(item: vscode.TestItem, run: vscode.TestRun, index: ScenarioIndex): void {
  const { uri, target } = index.testOf(item) ?? {};
  const file = uri && index.fileOf(uri);
  const isRun = target && file?.scenarios.some(({ name }) => name === target.scenario);
  if (!uri || !file || file.problems.length === 0 || isRun) return;
  const { problems } = file;
  const messages = problems.map(({ file: other, at, message }) => {
    const told = new vscode.TestMessage(message);
    const owner = other === undefined ? uri : otherFile(uri, other);
    told.location = new vscode.Location(owner, positionOf(at.start));
    return told;
  });
  run.errored(item, messages);
}

/** Keeps each run's conversation under its test item. */
function keeperOf(
  cases: readonly RunningCase[],
  kept: TestConversations,
  log: ScenarioRunParts['log'],
): TestKeeper {
  const keys = new Map(cases.map((own) => [requestKey(own.case.file, own.target), own]));
  const keyOf = ({ file, scenario, row, agent, attempt }: SessionRequest) => {
    const own =
      keys.get(requestKey(file, compact({ scenario, row, agent }))) ??
      keys.get(requestKey(file, compact({ scenario, row })));
    return own && conversationKey(own, own.attempts[attempt - 1] ?? attempt);
  };
  const quietly = async (request: SessionRequest, work: (key: string) => Promise<void>) => {
    const key = keyOf(request);
    if (key === undefined) return;
    await work(key).catch((error: unknown) =>
      log.warn(`The conversation of a test cannot be kept: ${String(error)}`),
    );
  };
  return {
    keep: (request, header, entries) => quietly(request, (key) => kept.keep(key, header, entries)),
    keepCopy: (request, path) => quietly(request, (key) => kept.keepCopy(key, path)),
  };
}

function requestKey(file: string, target: TestTarget): string {
  return `${file}\n${targetKey(target)}`;
}

/** The key under which the conversation of a run is kept. */
export function conversationKey({ uri, target }: ScenarioTest, attempt = 1): string {
  return `${uri.toString()}\n${target ? targetKey({ ...target, attempt }) : ''}`;
}
