import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chat, chatStates, refusedKey, turn } from '../support/pages/chatStates.ts';
import { startWebviewBench, type Kit } from '../support/pages/webviewPage.ts';

for (const kit of ['toolkit', 'native'] satisfies Kit[]) {
  test(`the chat works over the kit "${kit}"`, async (t) => {
    const bench = await startWebviewBench(kit);
    t.after(() => bench.close());
    const opened = await bench.open();
    const { page } = opened;
    const box = page.getByRole('textbox', { name: 'Message' });
    const failedTurn = turn(1, 'Hi', { phase: 'failed', failure: refusedKey });
    await opened.show(chat({ turns: [failedTurn] }));

    assert.equal(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled(), true);
    await box.fill('One');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await box.fill('Two');
    await box.press('Enter');
    await page.getByRole('button', { name: 'Set API Key' }).click();
    await opened.show(chatStates['streaming'] ?? chat());
    await page.getByRole('button', { name: 'Stop', exact: true }).click();

    assert.deepEqual(await opened.posted(), [
      { type: 'ready' },
      { type: 'sendText', text: 'One', request: 1 },
      { type: 'sendText', text: 'Two', request: 2 },
      { type: 'intent', intent: 'setApiKey' },
      { type: 'stop' },
    ]);
    assert.deepEqual(await bench.closePages(), []);
  });
}
