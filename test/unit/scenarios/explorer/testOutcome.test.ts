import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attemptOutcome, caseOutcome } from '../../../../src/scenarios/explorer/testOutcome.ts';
import type {
  AttemptResult,
  AttemptStatus,
  CaseResult,
  CheckResult,
} from '../../../../src/scenarios/run/results.ts';
import { turnResult } from '../../../support/samples/runResults.ts';

const at = { line: 7, column: 9 };
const failing: CheckResult = { status: 'failed', isWarning: false, at, title: 'text contains "a"' };
const slow: CheckResult = { status: 'failed', isWarning: true, at, title: 'within 1 s' };
const percentile: CheckResult = { ...failing, title: 'p95 below 1 s' };

function attempt(number: number, status: AttemptStatus, checks: readonly CheckResult[]) {
  return { number, status, startedAt: 0, durationMs: 1, turns: [], checks } satisfies AttemptResult;
}

function result(
  status: CaseResult['status'],
  attempts: readonly AttemptResult[],
  checks: readonly CheckResult[] = [],
): CaseResult {
  const base = { index: 0, file: 'a.sofia.yaml', name: 'a', at, tags: [], needed: 1 };
  return { ...base, status, attempts, checks, durationMs: 2 };
}

const titles = (findings: readonly { readonly title?: string }[]) =>
  findings.map(({ title }) => title);

test('a case without repeats tells everything itself', () => {
  const own = caseOutcome(result('failed', [attempt(1, 'failed', [failing, slow])]), false);
  assert.equal(own.status, 'failed');
  assert.deepEqual(titles(own.problems), ['text contains "a"']);
  assert.deepEqual(titles(own.warnings), ['within 1 s']);
  assert.equal(own.attempts, undefined);
});

test('a case with repeats leaves to them what is theirs', () => {
  const attempts = [attempt(1, 'failed', [failing]), attempt(2, 'passed', [])];
  const own = caseOutcome(result('failed', attempts, [percentile]), true);
  assert.deepEqual(titles(own.problems), ['p95 below 1 s']);
  assert.deepEqual(own.attempts, { passed: 1, needed: 1, all: 2 });
});

test('a line has the turns of its conversation, and knows whether one was kept', () => {
  const turns = [turnResult('hi', 'Hi!')];
  const held = { ...attempt(1, 'failed', [failing]), turns, sessionId: 's' };
  const failed = result('failed', [held]);
  assert.deepEqual(caseOutcome(failed, false).turns, turns);
  assert.deepEqual(attemptOutcome(held, failed).turns, turns);
  assert.deepEqual(caseOutcome(failed, true).turns, []);
  const kept = [caseOutcome(failed, true), attemptOutcome(held, failed)];
  assert.deepEqual(
    kept.map(({ hasConversation }) => hasConversation),
    [true, true],
  );
  const { sessionId: _, ...unopened } = held;
  assert.equal(caseOutcome(result('errored', [unopened]), false).hasConversation, false);
  assert.equal(attemptOutcome(unopened, failed).hasConversation, false);
});

test('a flaky case is passed, and an attempt that was not needed makes nothing red', () => {
  const bad = attempt(1, 'failed', [failing]);
  const flaky = result('flaky', [bad, attempt(2, 'passed', [])]);
  assert.equal(caseOutcome(flaky, true).status, 'passed');
  assert.equal(attemptOutcome(bad, flaky).status, 'skipped');
  assert.deepEqual(titles(attemptOutcome(bad, flaky).problems), ['text contains "a"']);
  assert.equal(attemptOutcome(bad, result('failed', [bad])).status, 'failed');
});

test('what nobody can judge is no failure', () => {
  const problem = { at, message: 'There is no key.' };
  const errored = { ...attempt(1, 'errored', []), problem };
  const own = caseOutcome(result('errored', [errored]), false);
  assert.equal(own.status, 'errored');
  assert.deepEqual(own.problems, [
    { level: 'unjudged', at, message: 'There is no key.', attempts: 1 },
  ]);
});
