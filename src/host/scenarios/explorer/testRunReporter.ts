import * as vscode from 'vscode';
import { baselineOf } from '../../../scenarios/create/baselineOf.ts';
import {
  failureStack,
  findingPlace,
  type StackFrame,
} from '../../../scenarios/explorer/failureStack.ts';
import { comparedTexts } from '../../../scenarios/explorer/comparedTexts.ts';
import { messageContext } from '../../../scenarios/explorer/messageContext.ts';
import { leftOutNote, resultNote } from '../../../scenarios/explorer/testNotes.ts';
import {
  attemptOutcome,
  caseOutcome,
  type TestOutcome,
} from '../../../scenarios/explorer/testOutcome.ts';
import type { Finding } from '../../../scenarios/reports/findings.ts';
import { transcriptLines } from '../../../scenarios/reports/transcriptLines.ts';
import { findingSentence } from '../../../scenarios/reports/reportWords.ts';
import type { AttemptResult, CaseResult } from '../../../scenarios/run/results.ts';
import type { RunEvents } from '../../../scenarios/run/runCases.ts';
import { compact } from '../../../shared/compact.ts';
import { formatDuration } from '../../../shared/format.ts';
import { visibleText } from '../../../shared/visibleText.ts';
import { otherFile, positionOf } from '../scenarioPlaces.ts';
import type { RunningCase } from './runTypes.ts';
import type { ScenarioIndex } from './scenarioIndex.ts';

/** Maximum lines of a conversation in its test's output. */
const maxLines = 400;

/** Reports the results of a run's cases to the Test Explorer. */
export class TestRunReporter {
  readonly #run: vscode.TestRun;
  /** By their index in the run. */
  readonly #cases: readonly RunningCase[];
  readonly #index: ScenarioIndex;

  constructor(run: vscode.TestRun, cases: readonly RunningCase[], index: ScenarioIndex) {
    this.#run = run;
    this.#cases = cases;
    this.#index = index;
    for (const { item } of cases) index.setNote(item, '');
  }

  readonly events: RunEvents = {
    attemptStarted: ({ index }, number) => {
      const item = this.#attemptItem(index, number);
      if (item) this.#run.started(item);
    },
    attemptEnded: ({ index, scenario }, attempt) => {
      const own = this.#cases[index];
      const item = this.#attemptItem(index, attempt.number);
      if (!own || !item || attempt.status === 'skipped') return;
      this.#writeConversation(item, own, attempt);
      // Otherwise the item would show as running until the whole case ends.
      const isDecided = own.attemptItems.length > 0 && attempt.status === 'passed';
      if (isDecided && scenario.repeat > 1) this.#run.passed(item, attempt.durationMs);
    },
    backedOff: (_, waitMs) => {
      const time = formatDuration(waitMs);
      this.#write([vscode.l10n.t('Too many requests. A conversation starts over in {0}.', time)]);
    },
  };

  caseEnded(result: CaseResult): void {
    const own = this.#cases[result.index];
    if (!own) return;
    const { attemptItems, item, attempts } = own;
    for (const [place, attemptItem] of attemptItems.entries()) {
      const attempt = result.attempts[place];
      if (attempt && (attempt.status !== 'passed' || result.status === 'notJudged'))
        this.#tell(attemptItem, own, attemptOutcome(attempt, result), attempt.durationMs);
    }
    // With some runs missing, the result of the case is unknown.
    if (attemptItems.length > 0 && attempts.length < own.case.scenario.repeat) return;
    const outcome = caseOutcome(result, attemptItems.length > 0);
    this.#tell(item, own, outcome, result.durationMs);
    this.#index.setNote(item, resultNote(result));
    if (result.status === 'flaky') this.#write([repeatSentence(outcome)], item);
  }

  /** The tester refused to use a production agent. */
  refused(own: RunningCase): void {
    const message = vscode.l10n.t('Nothing was sent. You chose not to message a production agent.');
    this.#skip(own, vscode.l10n.t('skipped: you chose not to message a production agent'));
    this.#write([message], own.item);
  }

  /** Skipped because other scenarios are marked `only`. */
  leftOut(cases: readonly RunningCase[]): void {
    if (cases.length === 0) return;
    for (const own of cases) this.#skip(own, leftOutNote());
    const names = [...new Set(cases.map((own) => own.case.scenario.name))].join(', ');
    this.#write([vscode.l10n.t('Skipped because other scenarios are marked “only”: {0}', names)]);
  }

  #skip({ item, attemptItems }: RunningCase, note: string): void {
    for (const one of [item, ...attemptItems]) this.#run.skipped(one);
    this.#index.setNote(item, note);
  }

  #attemptItem(index: number, number: number): vscode.TestItem | undefined {
    const own = this.#cases[index];
    return own?.attemptItems[number - 1] ?? own?.item;
  }

  #tell(item: vscode.TestItem, own: RunningCase, outcome: TestOutcome, durationMs: number): void {
    const { status, problems, warnings } = outcome;
    const { failedTurns } = this.#index;
    failedTurns.delete(item);
    for (const warning of warnings) {
      const location = locationOf(own.uri, findingPlace(warning));
      this.#write([vscode.l10n.t('Warning: {0}', findingSentence(warning))], item, location);
    }
    if (status === 'passed') this.#run.passed(item, durationMs);
    if (status === 'skipped') this.#run.skipped(item);
    if (status === 'passed' || status === 'skipped') return;
    const [turn] = problems.flatMap((problem) => problem.turn ?? []);
    if (turn !== undefined) failedTurns.set(item, turn);
    const messages = problems.map((problem) => messageOf(problem, own, outcome));
    if (messages.length === 0) messages.push(new vscode.TestMessage(repeatSentence(outcome)));
    if (status === 'failed') this.#run.failed(item, messages, durationMs);
    else this.#run.errored(item, messages, durationMs);
  }

  #writeConversation(item: vscode.TestItem, { case: own }: RunningCase, attempt: AttemptResult) {
    const title = [own.scenario.name, own.agent, item.label].filter(
      (part, index, parts) => part !== undefined && parts.indexOf(part) === index,
    );
    this.#write([`── ${title.join(' · ')}`, ...transcriptLines(attempt, maxLines), ''], item);
  }

  /** The output goes to a terminal: control characters must not reach it. */
  #write(lines: readonly string[], item?: vscode.TestItem, location?: vscode.Location): void {
    const text = lines.flatMap((line) => visibleText(line).split('\n')).join('\r\n');
    this.#run.appendOutput(`${text}\r\n`, location, item);
  }
}

function messageOf(
  finding: Finding,
  { uri, case: { scenario } }: RunningCase,
  { turns, hasConversation }: TestOutcome,
): vscode.TestMessage {
  const { title, message, because, turn } = finding;
  const lines = [title, message, because].filter((line) => line !== undefined);
  const text = visibleText(lines.join('\n'));
  const texts = comparedTexts(finding);
  const told = texts
    ? vscode.TestMessage.diff(text, visibleText(texts.expected), visibleText(texts.actual))
    : new vscode.TestMessage(text);
  told.location = locationOf(uri, findingPlace(finding));
  told.stackTrace = failureStack(finding, turns).map((frame) => {
    const { uri: file, range } = locationOf(uri, frame);
    return new vscode.TestMessageStackFrame(frame.label, file, range.start);
  });
  const hasBaseline = baselineOf(scenario) !== undefined;
  told.contextValue = messageContext(compact({ hasConversation, hasBaseline, turn }));
  return told;
}

function locationOf(uri: vscode.Uri, { file, at }: Omit<StackFrame, 'label'>): vscode.Location {
  return new vscode.Location(file === undefined ? uri : otherFile(uri, file), positionOf(at));
}

function repeatSentence({ attempts }: TestOutcome): string {
  return attempts
    ? vscode.l10n.t('{passed} of {all} runs passed; {needed} required.', attempts)
    : vscode.l10n.t('The cause is unknown. The log may have more information.');
}
