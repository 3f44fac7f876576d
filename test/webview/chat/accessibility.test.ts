import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';
import { chatStates } from '../../support/pages/chatStates.ts';
import { controlStates } from '../../support/pages/chatStatesControls.ts';
import { axeFindings, nameless, tooWide } from '../../support/pages/galleryChecks.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import { themeNames, type ThemeName } from '../../support/pages/themes.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';

const maxScriptBytes = 110 * 1024;

const bench = sharedBench();

async function openState(name: string, theme: ThemeName, width: number): Promise<ChatPage> {
  const state = chatStates[name] ?? controlStates[name];
  assert.ok(state);
  const opened = await bench.open({ theme, width, reducedMotion: true });
  await opened.show(state);
  return opened;
}

const openEvents = async ({ page }: ChatPage, kind: string): Promise<void> => {
  await page.getByRole('button', { name: 'Send Another Kind of Event' }).click();
  await page.getByLabel('Event kind', { exact: true }).selectOption(kind);
  await page.getByRole('button', { name: 'Send Event' }).click();
};

/** What a state of the conversation does not show until somebody acts, and how to get there. */
const panels: Readonly<Record<string, (opened: ChatPage) => Promise<void>>> = {
  'event form with problems': (opened) => openEvents(opened, 'Location'),
  'raw event with a problem': (opened) => openEvents(opened, 'Raw JSON'),
  async 'warning of a pasted key'({ page }) {
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('a1'.repeat(20));
    await page.keyboard.press('Enter');
  },
  async 'find bar'({ page }) {
    await page.keyboard.press('Control+f');
    await page.keyboard.type('shoes');
  },
  async 'actions of a message'({ page }) {
    for (const key of ['Alt+ArrowUp', 'Alt+ArrowUp', 'Enter']) await page.keyboard.press(key);
  },
  async 'edited message'({ page }) {
    for (const key of ['Alt+ArrowUp', 'Alt+ArrowUp', 'Enter', 'Enter']) {
      await page.keyboard.press(key);
    }
  },
};

for (const [name, openPanel] of Object.entries(panels)) {
  test(`the ${name} can be used by everyone in every theme at 280 pixels`, async () => {
    const found: string[] = [];
    const opened = await openState('branches', 'dark', 280);
    await openPanel(opened);
    for (const theme of themeNames) {
      await opened.setTheme(theme);
      const findings = [
        ...(await axeFindings(opened.page.mainFrame())),
        ...(await tooWide(opened)),
        ...(await nameless(opened)),
      ];
      found.push(...findings.map((finding) => `${theme}: ${finding}`));
    }
    assert.deepEqual(found, []);
  });
}

test('at 200 % zoom everything still fits and the log keeps room', async () => {
  const opened = await openState('queued', 'dark', 280);
  await opened.page.setViewportSize({ width: 140, height: 360 });
  assert.deepEqual(await tooWide(opened), []);
  const log = await opened.page.getByRole('log').boundingBox();
  assert.ok((log?.height ?? 0) > 40, `${log?.height} px`);
});

test('with the colours of the system nothing loses its edge', async () => {
  const opened = await openState('queued', 'hcDark', 280);
  await opened.page.emulateMedia({ forcedColors: 'active' });
  const borders = await opened.page
    .locator('.bubble, .composer-box, .composer-part:not([hidden])')
    .evaluateAll((all) => all.map((element) => getComputedStyle(element).borderTopStyle));
  assert.ok(borders.length > 3);
  assert.deepEqual([...new Set(borders)], ['solid']);
});

test('text runs in its own direction, in the log and in the suggestions', async () => {
  const { page } = await openState('rightToLeft', 'dark', 280);
  const directionOf = (text: string) =>
    page
      .getByText(text)
      .first()
      .evaluate((node) => getComputedStyle(node).direction);
  assert.equal(await directionOf('هل لديكم أحذية'), 'rtl');
  assert.equal(await directionOf('كم السعر'), 'rtl');
  assert.equal(await directionOf('Is it **waterproof**'), 'ltr');
});

test('log, text box and buttons have the names that people and tests rely on', async () => {
  const { page } = await openState('answered', 'dark', 380);
  assert.equal(await page.getByRole('log', { name: 'Conversation' }).count(), 1);
  assert.equal(await page.getByRole('textbox', { name: 'Message', exact: true }).count(), 1);
  assert.equal(await page.getByRole('button', { name: 'Send', exact: true }).count(), 1);
  const streaming = await openState('streaming', 'dark', 380);
  assert.equal(await streaming.page.getByRole('button', { name: 'Stop', exact: true }).count(), 1);
});

test('a running clock is not read out', async () => {
  const { page } = await openState('waiting', 'dark', 380);
  const isSilent = await page
    .locator('.log .clock')
    .evaluate((clock) => clock.closest('[aria-hidden=true]') !== null);
  assert.equal(isSilent, true);
});

test('with reduced motion nothing moves', async () => {
  const { page } = await openState('waiting', 'dark', 380);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
});

test('the script is at most 110 KB when packed', async () => {
  const loaded = new Map<string, number>();
  /** Packs a file and those that it imports at once, not those that it loads when needed. */
  const load = async (name: string): Promise<void> => {
    const script = await (await fetch(`${await bench.origin()}/${name}`)).text();
    loaded.set(name, gzipSync(script).length);
    for (const [, file = ''] of script.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+)"/g))
      if (!loaded.has(file)) await load(file);
  };
  await load('webview.js');
  const bytes = [...loaded.values()].reduce((sum, size) => sum + size);
  assert.ok(bytes <= maxScriptBytes, `${bytes} bytes`);
});
