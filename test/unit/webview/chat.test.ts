import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ViewState } from '../../../src/shared/model.ts';
import { countRows, rowsBetween } from '../../../webview/chat/logWindow.ts';
import { duration, elapsed, hostOf, price, size } from '../../../webview/base/pageFormat.ts';
import { createStore } from '../../../webview/chat/store.ts';
import { currentSuggestions, isBusy, sendObstacle } from '../../../webview/chat/viewModel.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { chat, says, suggests, turn } from '../../support/pages/chatStates.ts';

test('many messages within one frame are drawn once, with the newest state', () => {
  const drawn: ViewState[] = [];
  const frames: (() => void)[] = [];
  const store = createStore({
    onState: (state) => drawn.push(state),
    onGap: () => assert.fail('there is no gap'),
    nextFrame: (callback) => frames.push(callback),
  });
  store.apply({ type: 'snapshot', seq: 1, state: chat() });
  for (let seq = 2; seq <= 50; seq++) {
    const { items: _, ...fields } = turn(seq, 'Hi');
    store.apply({ type: 'patch', seq, patches: [{ type: 'turn', turn: fields }] });
  }
  assert.equal(frames.length, 1);
  frames[0]?.();
  assert.equal(drawn.length, 1);
  assert.equal(drawn[0]?.turns.length, 49);
});

test('a patch before any snapshot is a gap', () => {
  let gaps = 0;
  const store = createStore({
    onState: () => assert.fail('there is nothing to draw'),
    onGap: () => gaps++,
    nextFrame: (callback) => callback(),
  });
  store.apply({ type: 'patch', seq: 1, patches: [] });
  store.apply({ type: 'patch', seq: 2, patches: [] });
  assert.equal(gaps, 1);
});

test('rows are what was sent, each item and the end, counted over all turns', () => {
  const turns = [turn(1, 'a', { items: [says('x'), says('y', 2)] }), turn(2, 'b')];
  assert.equal(countRows(turns), 6);
  const keys = rowsBetween(turns, 1, 5).map(({ key }) => key);
  assert.deepEqual(keys, ['1:0', '1:1', '1:end', '2:inputs']);
  assert.equal(new Set(rowsBetween(turns, 0, 99).map(({ key }) => key)).size, 6);
});

test('a message can be sent or queued unless there is no agent or the session ends', () => {
  for (const status of ['idle', 'noKey', 'expired', 'failed', 'starting', 'responding'] as const) {
    assert.equal(sendObstacle(chat({ session: { status } })), undefined);
  }
  assert.equal(sendObstacle(chat({ session: { status: 'closing' } })), 'closing');
  assert.equal(sendObstacle(chat({ session: { status: 'noAgent' } })), 'noAgent');
  assert.equal(isBusy(chat({ turns: [turn(1, 'a', { phase: 'waiting' })] })), true);
});

test('suggestions are those of the last event that has any, in the last turn', () => {
  const items = [suggests(['old']), says('x'), suggests(['new'])];
  assert.deepEqual(currentSuggestions(chat({ turns: [turn(1, 'a', { items })] })), ['new']);
  assert.deepEqual(
    currentSuggestions(chat({ turns: [turn(1, 'a', { items }), turn(2, 'b')] })),
    [],
  );
});

test('durations read like durations', () => {
  assert.deepEqual([0, 412.4, 3380, 59_960, 125_000].map(duration), [
    '0 ms',
    '412 ms',
    '3.4 s',
    '60.0 s',
    '2 min 05 s',
  ]);
  assert.deepEqual([0, 9940, 12_345, 61_000].map(elapsed), [
    '0.0 s',
    '9.9 s',
    '12 s',
    '1 min 01 s',
  ]);
});

test('prices follow the locale and survive odd currencies', () => {
  const money = (value: number, currency: string, locale: string): string =>
    price({ price: value, currency, facets: {} }, locale).replace(/\u00a0/g, ' ');
  assert.equal(money(1234.5, 'EUR', 'de'), '1.234,50 €');
  assert.equal(money(1500, 'JPY', 'en'), '¥1,500');
  assert.equal(money(5, 'coins', 'en'), '5 coins');
  assert.equal(money(5, ' ', 'en'), '5 (no currency)');
});

test('a host is what stands in a base URL, or the text itself', () => {
  assert.equal(hostOf('https://api.connectly.ai'), 'api.connectly.ai');
  assert.equal(hostOf('not a url'), 'not a url');
  assert.equal(size(1_048_576), '1.0 MB');
  assert.equal(size(20_001), '21 KB');
});

test('only characters that act unseen are replaced', () => {
  assert.equal(visibleText('a\r\nb\tc'), 'a\nb\tc');
  assert.equal(visibleText('👩‍👩‍👧 שלום مرحبا ñ'), '👩‍👩‍👧 שלום مرحبا ñ');
  assert.equal(visibleText('\u202e\u0007\u007f\u009b\u200f'), '⟨U+202E⟩␇␡⟨U+009B⟩⟨U+200F⟩');
});
