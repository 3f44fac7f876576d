import * as vscode from 'vscode';
import {
  attemptOutcome,
  caseOutcome,
  type TestOutcome,
} from '../scenarios/explorer/testOutcome.ts';
import type { Finding } from '../scenarios/reports/findings.ts';
import { transcriptLines } from '../scenarios/reports/transcriptLines.ts';
import { findingSentence } from '../scenarios/reports/words.ts';
import type { AttemptResult, CaseResult } from '../scenarios/run/results.ts';
import type { RunEvents } from '../scenarios/run/runCases.ts';
import { formatDuration } from '../shared/formatDuration.ts';
import { visibleText } from '../shared/visibleText.ts';
import { positionOf } from './scenarioPlaces.ts';
import type { RunningCase } from './scenarioRun.ts';

/** So much of a conversation stands in the output of its test. */
const maxLines = 400;
/** By it, the messages of tests have our commands in their menu. */
const messageContext = 'askSofia.message';

/** Tells the Test Explorer what comes of the cases of a run. */
export class ScenarioReport {
  readonly #run: vscode.TestRun;
  /** By their index in the run. */
  readonly #cases: readonly RunningCase[];

  constructor(run: vscode.TestRun, cases: readonly RunningCase[]) {
    this.#run = run;
    this.#cases = cases;
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
      // One that has to wait for a case before it would go on turning.
      const isDecided = own.attemptItems.length > 0 && attempt.status === 'passed';
      if (isDecided && scenario.repeat > 1) this.#run.passed(item, attempt.durationMs);
    },
    backedOff: (_, waitMs) => {
      const message = vscode.l10n.t(
        'Too many requests: a conversation begins again in {0}.',
        formatDuration(waitMs),
      );
      this.#write([message]);
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
    // Of a part of the repeats nobody can say what the case is.
    if (attemptItems.length > 0 && attempts.length < own.case.scenario.repeat) return;
    const outcome = caseOutcome(result, attemptItems.length > 0);
    this.#tell(item, own, outcome, result.durationMs);
    if (result.status === 'flaky') this.#write([repeatSentence(outcome)], item);
  }

  /** The tester did not want to talk to its agent. */
  refused({ item, attemptItems }: RunningCase): void {
    for (const one of [item, ...attemptItems]) this.#run.skipped(one);
    const message = vscode.l10n.t('Nothing was sent: a production agent was not to be asked.');
    this.#write([message], item);
  }

  #attemptItem(index: number, number: number): vscode.TestItem | undefined {
    const own = this.#cases[index];
    return own?.attemptItems[number - 1] ?? own?.item;
  }

  #tell(
    item: vscode.TestItem,
    { uri }: RunningCase,
    outcome: TestOutcome,
    durationMs: number,
  ): void {
    const { status, problems, warnings } = outcome;
    for (const warning of warnings) {
      const location = new vscode.Location(uri, positionOf(warning.at));
      this.#write([vscode.l10n.t('Warning: {0}', findingSentence(warning))], item, location);
    }
    if (status === 'passed') this.#run.passed(item, durationMs);
    if (status === 'skipped') this.#run.skipped(item);
    if (status === 'passed' || status === 'skipped') return;
    const messages = problems.map((problem) => messageOf(problem, uri));
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

  /** A terminal shows it: nothing of it may act. */
  #write(lines: readonly string[], item?: vscode.TestItem, location?: vscode.Location): void {
    const text = lines.flatMap((line) => visibleText(line).split('\n')).join('\r\n');
    this.#run.appendOutput(`${text}\r\n`, location, item);
  }
}

function messageOf(finding: Finding, uri: vscode.Uri): vscode.TestMessage {
  const { at, title, message, because, expected, actual } = finding;
  const lines = [title, message, because].filter((line) => line !== undefined);
  const text = visibleText(lines.join('\n'));
  const told =
    expected !== undefined && actual !== undefined
      ? vscode.TestMessage.diff(text, visibleText(expected), visibleText(actual))
      : new vscode.TestMessage(text);
  told.location = new vscode.Location(uri, positionOf(at));
  told.contextValue = messageContext;
  return told;
}

function repeatSentence({ attempts }: TestOutcome): string {
  return attempts
    ? vscode.l10n.t('{passed} of {all} repeats passed; {needed} had to.', attempts)
    : vscode.l10n.t('Nobody can tell why: the log may say more.');
}
