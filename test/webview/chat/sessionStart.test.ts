import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chat, turn } from '../../support/pages/chatStates.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench();

const now = 1_790_000_000_000;
const waiting = turn(1, 'Hi', { phase: 'waiting', sentAt: now });

test('while VS Code asks for the key, nothing counts and nothing alarms', async () => {
  const opened = await bench.open({ now });
  const start = { note: 'Waiting for the API key', isAwaitingKey: true };
  await opened.show(chat({ session: { status: 'starting', start }, turns: [waiting] }));
  const shown = () => opened.page.locator('body').innerText();
  const before = await shown();
  assert.equal(before.split(start.note).length - 1, 2, 'once in the header, once in the log');
  await opened.advance(30_000);
  assert.equal(await shown(), before);
  await opened.show(chat({ session: { status: 'starting', start } }));
  await opened.page.locator('.composer').getByText(start.note).waitFor();
});

test('a start that is tried again says why beside its clock', async () => {
  const opened = await bench.open({ now });
  const note = 'The connection was refused. Trying again…';
  await opened.show(chat({ session: { status: 'starting', start: { note } }, turns: [waiting] }));
  const line = opened.page.locator('.log .wait-line');
  await opened.advance(3_000);
  assert.match(await line.innerText(), new RegExp(`${note}\\s+3(?:\\.0)? s`));
});
