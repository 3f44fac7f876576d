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
} from '../support/pages/galleryChecks.ts';
import { galleryStates, openGalleryPage } from '../support/pages/galleryStates.ts';
import { themeNames, type ThemeName } from '../support/pages/themes.ts';
import {
  startWebviewBench,
  type ChatPage,
  type WebviewBench,
} from '../support/pages/webviewPage.ts';

const height = 720;
const narrow = 280;
const wide = 420;

const states = await galleryStates();
let bench: WebviewBench;
let chat: ChatPage;
let seq = 0;

before(async () => {
  bench = await startWebviewBench();
  chat = await openGalleryPage(bench, { width: narrow, height });
});
after(() => bench.close());

/** Shows a state from scratch in the narrow view, with its folds open. */
async function show(state: ViewState): Promise<void> {
  await chat.page.setViewportSize({ width: narrow, height });
  seq += 1;
  await chat.send({ type: 'snapshot', seq, state });
  // Nothing has the focus, as in a page that nobody has touched.
  await chat.page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await openFolds(chat);
}

for (const [name, state] of Object.entries(states)) {
  test(`the state "${name}" can be read by everyone in every theme`, async () => {
    await show(state);
    const found: string[] = [];
    for (const theme of themeNames) {
      await chat.setTheme(theme);
      const findings = [...(await axeFindings(chat.page.mainFrame())), ...(await unreadable(chat))];
      found.push(...findings.map((finding) => `${theme}: ${finding}`));
    }
    assert.deepEqual(found, []);
  });

  test(`the state "${name}" fits, and everything in it has a name and is within reach`, async () => {
    await show(state);
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

test('a page that has changed its theme looks as one that began with it', async () => {
  const state = states['answered'];
  assert.ok(state);
  const picture = async (opened: ChatPage) => {
    await opened.drawn();
    return (await opened.page.screenshot({ animations: 'disabled' })).toString('base64');
  };
  const open = async (theme: ThemeName) => {
    const opened = await openGalleryPage(bench, { theme, width: narrow, height });
    await opened.send({ type: 'snapshot', seq: 1, state });
    return opened;
  };
  const changed = await open('hcLight');
  const pictures = new Set<string>();
  for (const theme of themeNames) {
    await changed.setTheme(theme);
    const other = await open(theme);
    pictures.add(await picture(other));
    assert.ok(pictures.has(await picture(changed)), theme);
    await other.close();
  }
  await changed.close();
  assert.equal(pictures.size, themeNames.length);
});

test('a page that showed every state kept to its content policy and threw nothing', async () => {
  assert.deepEqual(await bench.closePages(), []);
});
