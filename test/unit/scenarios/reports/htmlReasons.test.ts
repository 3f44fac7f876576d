import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHtmlReporter } from '../../../../src/scenarios/reports/htmlReport.ts';
import {
  attempt,
  caseResult,
  check,
  turnResult,
  writtenBy,
} from '../../../support/samples/runResults.ts';

test('a case begins with its reason, which leads to the turn; turns that are well are folded', async () => {
  const price = check({
    status: 'failed',
    title: 'every price is at most 60',
    expected: 'A: at most 60\nB: at most 60\nC: at most 60',
    actual: 'A: $94.95\nB: $79.90\nC: $80.00',
  });
  const turns = [
    turnResult('hello', 'Hi!', { checks: [check()] }),
    turnResult('boots', '**Lake Boot** it is.', { number: 2, checks: [price] }),
  ];
  const missing = check({
    status: 'failed',
    title: 'no handover',
    actual: 'a person',
    expected: '',
  });
  const failing = attempt({ status: 'failed', turns, checks: [missing] });
  const page = await writtenBy(({ write }) => createHtmlReporter({ write }), {
    results: [caseResult({ status: 'failed', attempts: [failing] })],
  });
  const text = page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  assert.match(
    text,
    /finds boots scenarios\S+ Turn 2: every price is at most 60\. Got \$79\.90 to \$94\.95 Whole conversation: no handover\. Got a person Transcript Turn 1: hello Customer/,
  );
  const ids = [...page.matchAll(/<a href="#([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual(ids, ['failed-1-turn-2', 'failed-1']);
  for (const id of ids) assert.equal(page.split(`id="${id}"`).length, 2, id);
  assert.match(page, /<details class="calm">(?:(?!<\/details>).)*Hi!/s);
  assert.match(page, /<strong>Lake Boot<\/strong> it is\./);
  // One agent needs no column.
  assert.doesNotMatch(page, /<th scope="col">Agent<\/th>/);
  assert.match(text, /The agent: Shoe shop/);
});
