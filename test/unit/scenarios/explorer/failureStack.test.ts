import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  failureStack,
  findingPlace,
  type StackFrame,
} from '../../../../src/scenarios/explorer/failureStack.ts';
import { findingsOf, type Finding } from '../../../../src/scenarios/reports/findings.ts';
import type { TurnResult } from '../../../../src/scenarios/run/results.ts';
import { attempt, caseResult, check, turnResult } from '../../../support/samples/runResults.ts';

const at = (line: number, column = 5) => ({ line, column });
const said = (number: number, fields: Partial<TurnResult> = {}) =>
  turnResult(`turn ${number}`, 'Yes.', { number, at: at(10 * number), ...fields });
const missed = (line: number) =>
  check({ status: 'failed', at: at(line, 9), title: `text contains "${line}"`, message: 'No.' });

/** What is found in a conversation of these turns, each with its stack. */
function stacksOf(
  turns: readonly TurnResult[],
  fields: Partial<Parameters<typeof attempt>[0]> = {},
) {
  const result = caseResult({
    status: 'failed',
    attempts: [attempt({ status: 'failed', turns, ...fields })],
  });
  return findingsOf(result).map((finding) => failureStack(finding, turns).map(frameText));
}

function frameText({ label, file, at: { line, column } }: StackFrame): string {
  return `${label} @ ${file ?? ''}:${line}:${column}`;
}

test('the expectation stands above its turn and those before it, the newest first', () => {
  const turns = [said(1), said(2, { checks: [missed(22)] }), said(3)];
  assert.deepEqual(stacksOf(turns), [
    ['text contains "22" @ :22:9', 'Turn 2: say "turn 2" @ :20:5', 'Turn 1: say "turn 1" @ :10:5'],
  ]);
});

test('what is expected of the whole conversation stands above all of its turns', () => {
  assert.deepEqual(stacksOf([said(1), said(2)], { checks: [missed(40)] }), [
    ['text contains "40" @ :40:9', 'Turn 2: say "turn 2" @ :20:5', 'Turn 1: say "turn 1" @ :10:5'],
  ]);
});

test('what is said of a turn as a whole stands at the turn, once', () => {
  const silence = check({ status: 'failed', at: at(20), title: 'the agent responds' });
  assert.deepEqual(stacksOf([said(1), said(2, { checks: [silence] })]), [
    ['Turn 2: say "turn 2" @ :20:5', 'Turn 1: say "turn 1" @ :10:5'],
  ]);
  const problem = { at: at(20), message: 'shop.example cannot be reached.' };
  const cut = said(2, { phase: 'failed', checks: [] });
  assert.deepEqual(stacksOf([said(1), cut], { problem }), [
    ['Turn 2: say "turn 2" @ :20:5', 'Turn 1: say "turn 1" @ :10:5'],
  ]);
});

test('turns and expectations of another file stand there', () => {
  const elsewhere = { file: '/shop/steps/greet.yaml', at: at(1, 3) };
  const own = { ...missed(10), at: at(10), elsewhere: { ...elsewhere, at: at(2, 13) } };
  const silence = check({ status: 'failed', at: at(10), title: 'the agent responds' });
  const used = said(1, { elsewhere, checks: [silence, own] });
  const defaults = { file: '/shop/sofia.defaults.yaml', at: at(4, 5) };
  const turns = [used, said(2)];
  const first = 'Turn 1: say "turn 1" @ /shop/steps/greet.yaml:1:3';
  assert.deepEqual(stacksOf(turns, { checks: [{ ...missed(1), elsewhere: defaults }] }), [
    [first],
    ['text contains "10" @ /shop/steps/greet.yaml:2:13', first],
    ['text contains "1" @ /shop/sofia.defaults.yaml:4:5', 'Turn 2: say "turn 2" @ :20:5', first],
  ]);
  assert.deepEqual(findingPlace({ at: at(1), elsewhere: defaults }), defaults);
  assert.deepEqual(findingPlace({ at: at(1) }), { at: at(1) });
});

test('two turns of one file are two failures, each with its turn', () => {
  // Both stand where their file is used.
  const silence = check({ status: 'failed', at: at(10), title: 'the agent responds' });
  const turns = [1, 2].map((number) =>
    said(number, {
      at: at(10),
      elsewhere: { file: 'two.yaml', at: at(number, 3) },
      checks: [silence],
    }),
  );
  const found = findingsOf(caseResult({ attempts: [attempt({ turns })] }));
  assert.deepEqual(
    found.map(({ turn, attempts, elsewhere }) => [turn, attempts, elsewhere?.at.line]),
    [
      [1, 1, 1],
      [2, 1, 2],
    ],
  );
});

test('nothing of a name acts unseen, and a long conversation is not shown in full', () => {
  const turns = Array.from({ length: 80 }, (_, index) =>
    said(index + 1, { title: 'say "a\u202eb\nc"' }),
  );
  const finding: Finding = { level: 'failure', at: at(1), title: 'x\u0007' };
  const frames = failureStack(finding, turns);
  assert.equal(frames.length, 50);
  assert.match(frames[1]?.label ?? '', /^Turn 80: say "a.*202e.*b c"$/i);
  assert.doesNotMatch(frames.map(({ label }) => label).join(''), /[\u202e\u0007\n]/);
});

test('without a turn there is no stack', () => {
  assert.deepEqual(failureStack({ level: 'unjudged', at: at(1), message: 'No key.' }, []), []);
});
