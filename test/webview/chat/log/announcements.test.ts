import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnnouncementLevel } from '../../../../src/shared/conversationInfo.ts';
import type { Turn, ViewState } from '../../../../src/shared/model.ts';
import { announcementsBetween } from '../../../../webview/chat/announcementsBetween.ts';
import {
  chat,
  handover,
  item,
  recommends,
  refusedKey,
  says,
  shoes,
  stats,
  suggests,
  turn,
} from '../../../support/pages/chatStates.ts';
import { twoBranches } from '../../../support/pages/chatStatesControls.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const waiting = turn(1, 'Shoes?', { phase: 'waiting' });
const streaming: Turn = { ...waiting, phase: 'streaming' };
const answered: Turn = { ...waiting, phase: 'answered', stats };

const at = (announcements: AnnouncementLevel, ...turns: readonly Turn[]): ViewState =>
  chat({ announcements, turns });

test('each message is said whole and once, without the marks of Markdown', () => {
  const one = { ...streaming, items: [says('Here are **two** [shoes](https://shop.example).')] };
  const two = { ...streaming, items: [...one.items, recommends(shoes.slice(0, 1))] };
  assert.deepEqual(announcementsBetween(at('messages', waiting), at('messages', one)), [
    'Sofia: Here are two shoes.',
  ]);
  const [products] = announcementsBetween(at('messages', one), at('messages', two));
  assert.match(products ?? '', /^1 product\. Ridge Runner\n\$89\.90/);
  const end = { ...two, phase: 'answered', stats } as const;
  assert.deepEqual(announcementsBetween(at('messages', two), at('messages', end)), []);
});

test('a summary is one sentence when the answer is complete', () => {
  const items = [
    says('Hi'),
    says('Look', 2),
    recommends(shoes),
    suggests(['A', 'B']),
    item(handover),
  ];
  const open = at('summary', { ...streaming, items });
  assert.deepEqual(announcementsBetween(at('summary', waiting), open), []);
  assert.deepEqual(announcementsBetween(open, at('summary', { ...answered, items })), [
    'Sofia responded: 2 messages, 4 products, 2 suggested replies, Handover',
  ]);
});

test('the end of an answer is said when it is not the expected one', () => {
  const ends: readonly [Turn, string][] = [
    [{ ...waiting, phase: 'stopped' }, 'Stopped by you'],
    [answered, 'The agent sent an empty response.'],
    [{ ...waiting, phase: 'failed', failure: refusedKey }, 'The API key was rejected'],
  ];
  for (const [end, sentence] of ends) {
    assert.deepEqual(announcementsBetween(at('messages', waiting), at('messages', end)), [
      sentence,
    ]);
  }
});

test('nothing is said when it is off, of another branch, or of a replay', () => {
  const items = [says('Hello')];
  assert.deepEqual(announcementsBetween(at('off', waiting), at('off', { ...answered, items })), []);
  const elsewhere = { ...at('messages', { ...answered, items }), conversation: twoBranches };
  assert.deepEqual(announcementsBetween(at('messages', waiting), elsewhere), []);
  const replay = at('messages', { ...answered, items, isReplay: true });
  assert.deepEqual(announcementsBetween(at('messages', waiting), replay), []);
});

const live = ({ page }: ChatPage) => page.locator('.unseen[role=status]');

test('the log itself is silent and what is new is said beside it', async () => {
  const opened = await bench.open();
  await opened.show(at('messages', { ...streaming, items: [says('Earlier')] }));
  const items = [says('Earlier'), says('Now this', 2), says('and this', 3)];
  await opened.show(at('messages', { ...streaming, items }));
  await live(opened).getByText('Sofia: Now this').waitFor({ state: 'attached' });
  assert.equal(await live(opened).textContent(), 'Sofia: Now thisSofia: and this');
  const log = opened.page.getByRole('log', { name: 'Conversation' });
  assert.equal(await log.getAttribute('aria-live'), 'off');
});
