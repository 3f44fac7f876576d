import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  messageContext,
  turnOfMessage,
} from '../../../../src/scenarios/explorer/messageContext.ts';
import {
  joinedNotes,
  resultNote,
  scenarioNote,
} from '../../../../src/scenarios/explorer/testNotes.ts';
import { testTree, type TestNode } from '../../../../src/scenarios/explorer/testTree.ts';
import { baselineOf } from '../../../../src/scenarios/create/baselineOf.ts';
import { scenarioFile, scenarioOf } from '../../../support/samples/scenarioRuns.ts';
import {
  attempt,
  caseResult,
  check,
  failedCase,
  flakyCase,
  notJudgedCase,
  skippedCase,
  turnResult,
} from '../../../support/samples/runResults.ts';
import packageJson from '../../../../package.json' with { type: 'json' };

const turns = 'turns: [{ say: hi }]\n';

test('every line of a scenario has what its file says of it', () => {
  const file = scenarioFile(`name: plain
${turns}---
name: left
skip: "no \\u202estock"
data: [{ a: 1 }]
${turns}---
name: known
knownFailure: { because: no prices }
repeat: 2
${turns}---
name: until
knownFailure: { because: no prices, until: 2026-12-31 }
${turns}`);
  const notes = (nodes: readonly TestNode[]): readonly string[] =>
    nodes.flatMap(({ note, children }) => [note, ...notes(children)]);
  const [plain, left, known, until] = testTree(file).map((node) => notes([node]));
  assert.deepEqual(plain, ['']);
  assert.equal(left?.length, 2);
  for (const note of left) assert.match(note, /^skipped: no [^\u202e]*stock$/);
  assert.deepEqual(known, Array(3).fill('known failure: no prices'));
  assert.deepEqual(until, ['known failure until 2026-12-31: no prices']);
});

test('a run adds what its state does not say', () => {
  const known = { because: 'no prices', until: '2026-01-01', isOver: false };
  const over = { ...known, isOver: true };
  const notes = [
    caseResult(),
    failedCase,
    flakyCase,
    notJudgedCase,
    skippedCase,
    caseResult({ status: 'passed', knownFailure: known }),
    caseResult({ status: 'flaky', knownFailure: known }),
    caseResult({ status: 'knownFailure', knownFailure: known }),
    { ...failedCase, knownFailure: over },
    caseResult({ status: 'disabled', skip: 'no stock' }),
  ].map(resultNote);
  assert.deepEqual(notes, [
    '',
    '',
    '',
    'not evaluated: it has no expectations',
    'skipped: the run ended first',
    'passed: remove knownFailure',
    'passed: remove knownFailure',
    '',
    'its knownFailure date has passed',
    '',
  ]);
  const unjudged = check({ status: 'errored', isWarning: true });
  const offline = attempt({ turns: [turnResult('hi', 'Hi!', { checks: [unjudged] })] });
  assert.equal(
    resultNote(caseResult({ status: 'notJudged', attempts: [offline] })),
    'not evaluated: none of its expectations could be evaluated',
  );
});

test('notes are joined, and those that say nothing left out', () => {
  assert.equal(joinedNotes('', ''), '');
  assert.equal(joinedNotes('', 'b'), 'b');
  assert.equal(
    joinedNotes(scenarioNote(scenarioOf(`name: a\nskip: b\n${turns}`)), 'c'),
    'skipped: b · c',
  );
});

test('the menu of a failure has what applies to it', () => {
  const menu = packageJson.contributes.menus['testing/message/context'];
  const commandsFor = (context: string) =>
    menu.flatMap(({ command, when, group }) => {
      const [, pattern] = /^testMessage =~ \/(.*)\/$/.exec(when) ?? [];
      const isShown = pattern !== undefined && new RegExp(pattern).test(context);
      return isShown && group.startsWith('inline') ? [command.replace('askSofia.', '')] : [];
    });
  const looks = ['openTestConversation', 'showTestInInspector'];
  const all = messageContext({ hasConversation: true, hasBaseline: true, turn: 2 });
  assert.deepEqual(commandsFor(all), [...looks, 'updateBaseline']);
  const held = messageContext({ hasConversation: true, hasBaseline: false, turn: 2 });
  assert.deepEqual(commandsFor(held), looks);
  const none = messageContext({ hasConversation: false, hasBaseline: true });
  assert.deepEqual(commandsFor(none), ['updateBaseline']);
  assert.deepEqual(commandsFor('other.message conversation'), []);
  const grouped = menu.filter(({ group }) => !group.startsWith('inline'));
  assert.deepEqual(
    grouped.map(({ command, when }) => [command, when]),
    menu.filter(({ group }) => group.startsWith('inline')).map((one) => [one.command, one.when]),
  );
  assert.deepEqual([all, none, undefined, 7].map(turnOfMessage), [
    2,
    undefined,
    undefined,
    undefined,
  ]);
});

test('the baseline is the recording of the scenario, else the one that it is compared with', () => {
  const of = (text: string) => baselineOf(scenarioOf(`name: a\n${text}`));
  const compared = (...values: readonly string[]) =>
    `turns:\n${values.map((one) => `  - say: hi\n    expect: [{ baseline: ${one} }]\n`).join('')}`;
  assert.equal(of(turns), undefined);
  assert.equal(of(`recording: own.ndjson\n${compared('b.ndjson')}`), 'own.ndjson');
  assert.equal(of(compared('b.ndjson', 'b.ndjson')), 'b.ndjson');
  assert.equal(of(`${turns}expect: [{ baseline: b.ndjson }]\n`), 'b.ndjson');
  // Nobody knows which, or it is one of another conversation.
  assert.equal(of(compared('b.ndjson', 'c.ndjson')), undefined);
  assert.equal(of(compared('{ recording: b.ndjson, turn: 3 }')), undefined);
  assert.equal(of(compared("'{{text}}.ndjson'")), undefined);
  assert.equal(of(`data: [{ x: 1 }]\n${compared('b.ndjson')}`), undefined);
});
