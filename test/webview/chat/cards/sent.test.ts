import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../../src/shared/failure/failure.ts';
import { handoverKinds } from '../../../../src/shared/model.ts';
import { button, log } from '../../../support/pages/chatParts.ts';
import { chat, handover, item, refusedKey, says, turn } from '../../../support/pages/chatStates.ts';
import { everyInput, handedOver } from '../../../support/pages/chatStatesCards.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

async function showFailure(failure: Failure): Promise<ChatPage> {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(7, 'Hi', { phase: 'failed', failure })] }));
  return opened;
}

test('every input is shown in its own form', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, '', { inputs: everyInput })] }));
  const bubbles = await log(opened).locator('.sent .bubble').allInnerTexts();
  const expected = [
    /Sofia:[^]*Sent as context[^]*Hi, I am the store assistant\./,
    /You:[^]*Something\nlike this/,
    /Image from cdn\.shop\.example[^]*In red\?/,
    /Voice message from cdn\.shop\.example/,
    /Lima[^]*Centro[^]*-12\.0464, -77\.0428[^]*View on Map/,
    /Pressed[^]*Yes, order it/,
    /Chose[^]*Trail – Rough ground/,
    /Form[^]*name\s+Ana Ruiz[^]*size\s+42[^]*tags\s+\[\s*"new"\s*\]/,
    /Centro[^]*Lima, LM[^]*Store 310/,
  ];
  assert.equal(bubbles.length, expected.length);
  for (const [index, pattern] of expected.entries()) assert.match(bubbles[index] ?? '', pattern);
  assert.equal(await log(opened).locator('.sent .theirs').count(), 1);
});

test('a form is a table whose rows have their names', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(1, '', { inputs: everyInput })] }));
  assert.equal(await log(opened).getByRole('rowheader', { name: 'email' }).count(), 1);
});

test('a replayed turn says so, and a line shows where another session begins', async () => {
  const opened = await bench.open();
  const before = turn(1, 'Old', { items: [says('x')], sessionId: 'a' });
  const replayed = turn(2, 'Old', { isReplay: true, phase: 'waiting' });
  await opened.show(chat({ turns: [before, replayed] }));
  const divider = log(opened).getByRole('separator', { name: 'New session' });
  assert.equal(await divider.count(), 0);
  const after = turn(3, 'New', { sessionId: 'b' });
  await opened.show(chat({ turns: [before, { ...replayed, sessionId: 'b' }, after] }));
  assert.equal(await divider.count(), 1);
  assert.equal(await log(opened).getByText('Replayed').count(), 1);
});

test('each of the six handovers is a banner that says what is handed over', async () => {
  const opened = await bench.open();
  const events = handoverKinds.map((kind, index) => item(handedOver(kind, {}, index + 1)));
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: events })] }));
  const titles = await log(opened).locator('.handover-title').allInnerTexts();
  assert.equal(new Set(titles).size, handoverKinds.length);
  const banner = log(opened).getByRole('group', { name: 'Handed over to a person' });
  await banner.getByText('agentHandoverEvent').waitFor();
});

test('a handover shows its reasons, its payload and its time', async () => {
  const opened = await bench.open();
  const doctor = handedOver('onelivDoctorHandoverEvent', {
    payload: { doctorSpecialty: 'cardiology', requirements: 'morning visits' },
  });
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [item(handover), item(doctor)] })] }));
  const banners = await log(opened).locator('.handover-banner').allInnerTexts();
  assert.match(banners[0] ?? '', /Reason\s+Customer asked[^]*language\s+El cliente pidió/);
  assert.match(banners[1] ?? '', /doctorSpecialty\s+cardiology\s+requirements\s+morning visits/);
  assert.equal(await log(opened).locator('.entry.handover time').count(), 2);
});

test('a reason that is the same in the customer’s language is shown once', async () => {
  const opened = await bench.open();
  const event = handedOver('agentHandoverEvent', { reason: 'A person', reasonNative: 'A person' });
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [item(event)] })] }));
  const banner = await log(opened).locator('.handover-banner').innerText();
  assert.equal(banner.split('A person').length, 2, banner);
});

test('a handover that was not triggered is a trace and no banner', async () => {
  const opened = await bench.open();
  const event = handedOver('leadgenHandoverEvent', { triggered: false, reason: 'Too early' });
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [item(event)] })] }));
  assert.equal(await log(opened).locator('.handover-banner').count(), 0);
  assert.match(
    await log(opened).locator('.handover-trace').innerText(),
    /Handover not triggered:[^]*leadgenHandoverEvent[^]*Too early/,
  );
});

test('trying again says when the agent may see the message twice, or does it in a fresh session', async () => {
  const broken = { kind: 'network', endpoint: 'invoke', retryable: true } as const;
  const opened = await showFailure(broken);
  await log(opened).getByText('trying again could send it twice').waitFor();
  await log(opened).getByRole('button', { name: 'Try Again' }).click();
  await button(opened, 'More actions').click();
  await button(opened, 'Try Again in a New Session').click();
  assert.deepEqual((await opened.posted()).slice(-2), [
    { type: 'retryTurn', turnId: 7, in: 'session' },
    { type: 'retryTurn', turnId: 7, in: 'fresh' },
  ]);
});

test('no doubt is raised about a message that the agent cannot have got', async () => {
  const refused = { type: 'connection', reason: 'refused', address: 'a:1' } as const;
  const failures: readonly Failure[] = [
    refusedKey,
    { kind: 'network', endpoint: 'init', retryable: true },
    { kind: 'network', endpoint: 'invoke', cause: refused, retryable: true },
  ];
  for (const failure of failures) {
    const opened = await showFailure(failure);
    await log(opened).locator('.failure').waitFor();
    assert.equal(await log(opened).getByText('could send it twice').count(), 0);
  }
});

test('a lost session is answered with one button that opens another and sends again', async () => {
  const opened = await showFailure({ kind: 'sessionLost', endpoint: 'invoke', retryable: true });
  await log(opened).getByRole('button', { name: 'Open New Session and Send Again' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'retryTurn',
    turnId: 7,
    in: 'session',
  });
  await button(opened, 'More actions').click();
  assert.equal(await button(opened, 'Try Again in a New Session').count(), 0);
});

test('a stopped turn can be asked again here or in a fresh session', async () => {
  const opened = await bench.open();
  await opened.show(chat({ turns: [turn(4, 'Hi', { phase: 'stopped', items: [says('Well')] })] }));
  await log(opened).getByText('the agent may see the message twice').waitFor();
  await log(opened).getByRole('button', { name: 'Try Again in a New Session' }).click();
  assert.deepEqual((await opened.posted()).at(-1), { type: 'retryTurn', turnId: 4, in: 'fresh' });
});
