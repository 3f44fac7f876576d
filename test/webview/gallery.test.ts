import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ViewState } from '../../src/shared/model.ts';
import {
  axeFindings,
  nameless,
  notReachable,
  openFolds,
  tooWide,
  unreadable,
} from '../support/galleryChecks.ts';
import { galleryStates, openGalleryPage } from '../support/galleryStates.ts';
import { themeNames, type ThemeName } from '../support/themes.ts';
import { startWebviewBench, type ChatPage, type WebviewBench } from '../support/webviewPage.ts';

const height = 720;
const narrow = 280;
const wide = 420;

const states = await galleryStates();
const chats = new Map<ThemeName, ChatPage>();
let bench: WebviewBench;
let seq = 0;

before(async () => {
  bench = await startWebviewBench();
  for (const theme of themeNames) {
    chats.set(theme, await openGalleryPage(bench, { theme, width: narrow, height }));
  }
});
after(() => bench.close());

/** Shows a state from scratch, with its folds open. */
async function show(chat: ChatPage, state: ViewState): Promise<void> {
  seq += 1;
  await chat.send({ type: 'snapshot', seq, state });
  await openFolds(chat);
}

for (const [name, state] of Object.entries(states)) {
  test(`the state "${name}" can be read by everyone in every theme`, async () => {
    const found = [...chats].map(async ([theme, chat]) => {
      await chat.page.setViewportSize({ width: narrow, height });
      await show(chat, state);
      const findings = [...(await axeFindings(chat.page.mainFrame())), ...(await unreadable(chat))];
      return findings.map((finding) => `${theme}: ${finding}`);
    });
    assert.deepEqual((await Promise.all(found)).flat(), []);
  });

  test(`the state "${name}" fits, and everything in it has a name and is within reach`, async () => {
    const chat = chats.get('dark');
    assert.ok(chat);
    await show(chat, state);
    const found: string[] = [];
    for (const width of [wide, narrow]) {
      await chat.page.setViewportSize({ width, height });
      found.push(...(await tooWide(chat)).map((what) => `${width} px is too narrow for ${what}`));
    }
    found.push(...(await nameless(chat)).map((role) => `a ${role} has no name`));
    found.push(...(await notReachable(chat)).map((what) => `Tab does not reach ${what}`));
    assert.deepEqual(found, []);
  });
}

test('a page that showed every state kept to its content policy and threw nothing', async () => {
  assert.deepEqual(await bench.closePages(), []);
});
