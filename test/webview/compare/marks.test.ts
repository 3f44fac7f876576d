import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompareState } from '../../../src/shared/protocol/compareProtocol.ts';
import {
  agentsWith,
  answerOf,
  compareEntry,
  compareStates,
  says,
  tell,
  timesWith,
  turnWith,
} from '../../support/pages/comparePages.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench(compareEntry);

async function open(state: CompareState | undefined) {
  const opened = await bench.open();
  if (state) await tell(opened.page, state);
  return opened;
}

test('equal problems are told once, and how many answered', async () => {
  const text = 'The API key was rejected. Replace it.';
  const problems = [1, 2, 3].map((number) => ({ number, text }));
  const other = { number: 4, text: 'The host was not found.' };
  const { page } = await open(timesWith([], { times: 4, done: 4, problems: [...problems, other] }));
  const list = page.getByRole('region', { name: 'Errors' }).getByRole('listitem');
  assert.deepEqual(await list.allInnerTexts(), [`3 sessions: ${text}`, `Session 4: ${other.text}`]);
  await page.locator('.progress').getByText('0 of 4 responded').waitFor();
});

test('bold text is bold, also where words differ', async () => {
  const { page } = await open(
    agentsWith([
      turnWith(
        1,
        'boots',
        answerOf(1, says('**Lake Boot** is the best.')),
        answerOf(1, says('**Ridge Boot** is the best.')),
      ),
    ]),
  );
  const texts = page.getByRole('group', { name: 'Message text' });
  assert.doesNotMatch(await texts.innerText(), /\*/);
  assert.deepEqual(
    (await texts.locator('strong').allInnerTexts()).map((one) => one.trim()),
    ['Lake', 'Boot', 'Ridge', 'Boot'],
  );
  assert.equal(await texts.locator('ins strong').innerText(), 'Ridge');
});

test('a failed run is marked in a colour of its own', async () => {
  const { page } = await open(compareStates['scenario']);
  const color = (text: string) =>
    page
      .locator('.tag', { hasText: text })
      .first()
      .evaluate((tag) => getComputedStyle(tag).color);
  assert.notEqual(await color('failed'), await color('passed'));
});
