import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readiness, type ReadinessInput } from '../../../../src/scenarios/reports/readiness.ts';
import type { AnswerSource } from '../../../../src/scenarios/run/evidence.ts';
import { countCases } from '../../../../src/scenarios/run/results.ts';

const agents = (...sources: readonly AnswerSource[]) =>
  sources.map((source) => ({ businessId: 'b', agentId: 'a', host: 'h', source }));

const passed = Array.from({ length: 12 }, () => 'passed' as const);

/** Twelve scenarios that passed, live, all of them judged. */
const ready: ReadinessInput = {
  counts: countCases(passed),
  fileErrors: 0,
  agents: agents('live'),
  filters: {},
  scenarios: { planned: 12, judged: 12 },
  isInterrupted: false,
};

/** Each is one thing that is missing, and what is said of it. */
const lacks: readonly (readonly [string, Partial<ReadinessInput>, RegExp])[] = [
  ['recordings', { agents: agents('recorded') }, /responses came from recordings/],
  ['the simulator', { agents: agents('simulator') }, /responses came from the simulator/],
  ['nobody', { agents: [] }, /no agent was contacted/],
  ['one of two recorded', { agents: agents('live', 'recorded') }, /responses came from recordings/],
  ['an interruption', { isInterrupted: true }, /the run was interrupted/],
  ['--grep', { filters: { grep: 'a' } }, /filtered by name/],
  ['--tag', { filters: { tags: ['a'] } }, /filtered by tag/],
  ['--watch', { filters: { changedOnly: true } }, /filtered by changed files/],
  ['--shard', { filters: { shard: { index: 1, total: 2 } } }, /part 1 of 2 of a run/],
  ['a broken file', { fileErrors: 1 }, /1 error in the scenario files/],
  [
    'an error',
    { counts: countCases([...passed, 'errored']) },
    /1 conversation couldn't be evaluated/,
  ],
  ['a skipped one', { counts: countCases([...passed, 'skipped']) }, /1 conversation was skipped/],
  [
    'no expectation',
    { counts: countCases([...passed, 'notJudged']) },
    /1 conversation wasn't evaluated/,
  ],
  [
    'warnings only',
    { scenarios: { planned: 12, judged: 10 } },
    /2 conversations were evaluated only for warnings/,
  ],
];

test('ready is said of a live, whole run in which everything was judged', () => {
  assert.deepEqual(readiness(ready), {
    verdict: 'yes',
    sentences: ['All 12 conversations passed.'],
  });
  const bail = { ...ready, filters: { bail: 1 } };
  assert.equal(readiness(bail).verdict, 'yes', 'a limit that was not reached');
  const flaky = { ...ready, counts: countCases([...passed.slice(1), 'flaky']) };
  assert.equal(readiness(flaky).verdict, 'yes');
  assert.match(
    readiness(flaky).sentences.join(' '),
    /1 of them passed often enough, but not every time/,
  );
});

for (const [name, lack, words] of lacks) {
  test(`ready is not said with ${name}, and the page says what was shown and what is missing`, () => {
    const { verdict, sentences } = readiness({ ...ready, ...lack });
    assert.equal(verdict, 'unknown');
    assert.match(sentences[0] ?? '', /^All 12 conversations passed, but .*\.$/);
    assert.match(sentences[0] ?? '', words);
  });
}

test('no two things that are missing make it ready, and a failure decides', () => {
  for (const [first, one] of lacks)
    for (const [second, other] of lacks) {
      const both = { ...ready, ...one, ...other };
      assert.equal(readiness(both).verdict, 'unknown', `${first}, ${second}`);
      const counts = { ...both.counts, failed: 1 };
      const scenarios = { planned: 13, judged: both.scenarios.judged + 1 };
      const failed = readiness({ ...both, counts, scenarios });
      assert.equal(failed.verdict, 'no', `${first}, ${second}`);
      assert.match(failed.sentences[0] ?? '', /1 didn't\.$/);
    }
});

test('a run of nothing shows nothing', () => {
  const counts = countCases([]);
  const { verdict, sentences } = readiness({
    ...ready,
    counts,
    scenarios: { planned: 0, judged: 0 },
  });
  assert.equal(verdict, 'unknown');
  assert.deepEqual(sentences, ['No conversation could be evaluated.']);
});
