import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeLog } from '../../../src/recordings/exchangeLog.ts';
import type { RecordingEntry } from '../../../src/recordings/recording.ts';
import { entriesOf, exchanges } from '../../support/samples/recordedExchanges.ts';

const createdAt = 1_790_000_000_000;
const entries = exchanges.flatMap(entriesOf);

test('an empty log begins with the first number, and its clock when the conversation began', () => {
  const { recorder, entries: none } = new ExchangeLog({ createdAt, now: () => createdAt + 250 });
  assert.deepEqual(none, []);
  assert.deepEqual([recorder.nextExchange(), recorder.nextExchange()], [1, 2]);
  const first = recorder.elapsedMs();
  assert.ok(first >= 250);
  assert.ok(recorder.elapsedMs() >= first);
});

test('a log that was kept goes on: numbers count on, and no time lies before what there is', () => {
  for (const now of [createdAt - 1e9, createdAt + 500, createdAt + 60_000]) {
    const log = new ExchangeLog({ createdAt, entries, now: () => now });
    assert.deepEqual(log.exchanges, exchanges);
    assert.deepEqual(log.entries, entries);
    assert.equal(log.recorder.nextExchange(), 3);
    assert.ok(log.recorder.elapsedMs() >= Math.max(800, now - createdAt));
  }
});

test('what is added is told, found and listed, and what was kept stays as it was', () => {
  const kept: readonly RecordingEntry[] = [];
  const log = new ExchangeLog({ createdAt, entries: kept, now: () => createdAt });
  const told: RecordingEntry[] = [];
  const stop = log.onEntry((entry) => told.push(entry));
  for (const entry of entries) log.recorder.write(entry);
  stop();
  assert.deepEqual(kept, []);
  assert.deepEqual(log.entries, entries);
  assert.deepEqual(told, entries);
  assert.deepEqual(log.find(2), exchanges[1]);
  assert.equal(log.find(3), undefined);
});

test('an exchange without an end is under way, unless an earlier window left it so', () => {
  const { end, ...unfinished } = exchanges[0] ?? assert.fail();
  assert.ok(end);
  const kept = new ExchangeLog({ createdAt, entries: entriesOf(unfinished), now: () => createdAt });
  assert.equal(kept.isUnderWay(unfinished), false);
  const number = kept.recorder.nextExchange();
  kept.recorder.write({ ...unfinished.request, exchange: number });
  const live = kept.find(number) ?? assert.fail();
  assert.equal(kept.isUnderWay(live), true);
  kept.recorder.write({ ...end, exchange: number });
  assert.equal(kept.isUnderWay(live), false);
});
