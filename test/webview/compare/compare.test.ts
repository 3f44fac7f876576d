import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { CompareState } from '../../../src/shared/protocol/compareProtocol.ts';
import {
  agentsWith,
  answerOf,
  bootsProduct,
  compareEntry,
  compareStates,
  postedBy,
  says,
  shows,
  tell,
  timesWith,
  turnWith,
} from '../../support/pages/comparePages.ts';
import { axeFindings, nameless, notReachable, tooWide } from '../../support/pages/galleryChecks.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import { themeNames } from '../../support/pages/themes.ts';
import type { ChatOptions } from '../../support/pages/webviewPage.ts';

const bench = sharedBench(compareEntry);

const wide = { width: 1000, height: 800 };

async function open(state: CompareState | undefined, options: ChatOptions = wide) {
  const opened = await bench.open(options);
  if (state) await tell(opened.page, state);
  return opened;
}

const stateOf = (name: string): CompareState => compareStates[name] ?? agentsWith([]);
const cell = (page: Page, turn: string, part: string, side: 'a' | 'b') =>
  page
    .getByRole('region', { name: turn })
    .getByRole('group', { name: part, exact: true })
    .locator(`.cell[data-side=${side}]`);

for (const name of Object.keys(compareStates)) {
  test(`everybody can use the comparison that is ${name}, in every theme, wide and narrow`, async () => {
    const found: string[] = [];
    const opened = await open(stateOf(name), { ...wide, reducedMotion: true });
    const outlier = opened.page.getByRole('button', { name: /Show the outlier/ });
    if ((await outlier.count()) > 0) await outlier.click();
    // The focus goes round the page only after everything has been looked at.
    const looks = [
      () => axeFindings(opened.page.mainFrame()),
      () => tooWide(opened),
      () => nameless(opened),
    ];
    for (const checks of [looks, [() => notReachable(opened)]]) {
      for (const width of [wide.width, 280]) {
        await opened.page.setViewportSize({ ...wide, width });
        for (const theme of themeNames) {
          await opened.setTheme(theme);
          for (const check of checks) {
            found.push(...(await check()).map((finding) => `${theme} ${width}: ${finding}`));
          }
        }
      }
    }
    assert.deepEqual(found, []);
  });
}

test('the page asks for its state, and shows something before it comes', async () => {
  const { page } = await open(undefined);
  assert.deepEqual(await postedBy(page), [{ type: 'ready' }]);
  await page.getByText('Waiting for the first answer…').waitFor();
});

test('turns stand side by side, and what differs is told by a sign and in words', async () => {
  const { page } = await open(stateOf('differing'));
  await page.getByRole('heading', { name: 'Turn 1 The same answer' }).waitFor();
  const turn = page.getByRole('region', { name: /Turn 2/ });
  await turn.getByText(/\d+ differences/).waitFor();
  const words = async (side: 'a' | 'b', tag: 'ins' | 'del') =>
    (await cell(page, 'Turn 2', 'Texts', side).locator(tag).allTextContents()).join('|');
  assert.equal(await words('b', 'ins'), 'three|,|sir');
  assert.equal(await words('a', 'del'), 'two|for you');
  const products = cell(page, 'Turn 2', 'Products', 'b');
  await products.getByText('price: 89.9 → 99.9').waitFor();
  await products.getByText('there at place 3').waitFor();
  const sandals = products.getByRole('listitem').filter({ hasText: 'Sandals' });
  assert.match((await sandals.textContent()) ?? '', /\+ only here/);
  const loafers = cell(page, 'Turn 2', 'Products', 'a').getByText('− only here');
  assert.equal(await loafers.count(), 1);
  await cell(page, 'Turn 2', 'Handover', 'b').getByText('The customer is angry').waitFor();
  await cell(page, 'Turn 2', 'Time', 'b').getByText('840 ms slower').waitFor();
  await cell(page, 'Turn 3', 'Problems', 'b')
    .getByText("Connectly's server returned an error")
    .waitFor();
});

test('a scenario shows what came of it, what each was told and what was expected of it', async () => {
  const { page } = await open(stateOf('scenario'));
  await page.getByText('Both go through the scenario “Buys black boots”').waitFor();
  const text = async (turn: string, part: string, side: 'a' | 'b') =>
    (await cell(page, turn, part, side).innerText()).replace(/\s+/g, ' ').trim();
  const status = async (side: 'a' | 'b') =>
    (
      await page
        .getByRole('region', { name: 'Result' })
        .locator(`.cell[data-side=${side}]`)
        .first()
        .innerText()
    ).replace(/\s+/g, ' ');
  assert.match(await status('a'), /✓ passed/);
  assert.match(await status('b'), /! could not be judged Connectly's server returned an error/);
  assert.match(await text('Result', 'Whole conversation', 'a'), /✓ passed at least 1 product$/);
  assert.match(await text('Result', 'Whole conversation', 'b'), /None$/);
  assert.match(
    await text('Turn 1', 'Expectations', 'b'),
    /✗ failed every price at most 95 Black boots cost 99\.9\. △ warning the whole answer/,
  );
  assert.equal(await cell(page, 'Turn 1', 'Told', 'a').count(), 0);
  assert.match(await text('Turn 2', 'Told', 'a'), /the Black boots$/);
  assert.match(await text('Turn 2', 'Told', 'b'), /the Socks$/);
  assert.match(
    await text('Turn 3', 'Expectations', 'b'),
    /There is no button or suggested reply "Buy"/,
  );
  await page.getByRole('region', { name: 'Turn 3' }).getByText('Nothing could be sent.').waitFor();
  assert.match(await text('Turn 4', 'Time', 'b'), /did not come this far$/);
  await page
    .getByRole('status')
    .getByText('Result: Shoes passed, Shoes next (production) could not be judged')
    .waitFor({ state: 'attached' });
});

test('what one agent still answers is awaited, while the other one is at its end', async () => {
  const { page } = await open(
    agentsWith([turnWith(1, 'hello')], {
      scenario: 'Greets',
      isBusy: true,
      results: {
        a: { status: 'errored', checks: [], problem: "Connectly's server returned an error." },
      },
    }),
  );
  const turn = page.getByRole('region', { name: 'Turn 1' });
  const text = (side: 'a' | 'b') => turn.locator(`.cell[data-side=${side}]`);
  await text('a').getByText('The conversation did not come this far').waitFor();
  await text('b').getByText('Waiting for the answer…').waitFor();
});

test('side by side where it is wide, below each other with names where it is narrow', async () => {
  for (const [width, isBeside] of [
    [1000, true],
    [600, false],
  ] as const) {
    const { page } = await open(stateOf('differing'), { width });
    const boxes = await Promise.all(
      (['a', 'b'] as const).map((side) => cell(page, 'Turn 2', 'Texts', side).boundingBox()),
    );
    const [a, b] = boxes;
    assert.equal(a?.y === b?.y, isBeside);
    const names = page.getByRole('region', { name: 'Turn 2' }).locator('.side-name').first();
    assert.equal(((await names.boundingBox())?.height ?? 0) > 5, !isBeside);
  }
});

test('one composer asks both, by keyboard, and stops both', async () => {
  const { page } = await open(stateOf('empty'));
  const box = page.getByRole('textbox', { name: 'Message to both agents' });
  await box.fill('red boots');
  await box.press('Shift+Enter');
  await box.press('Enter');
  assert.equal(await box.inputValue(), '');
  await tell(page, stateOf('waiting'));
  await box.fill('later');
  await box.press('Enter');
  assert.equal(await box.inputValue(), 'later');
  await page.getByText('Waiting for the answer…').first().waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.keyboard.press('Escape');
  assert.deepEqual((await postedBy(page)).slice(1), [
    { type: 'send', text: 'red boots\n' },
    { type: 'stop' },
    { type: 'stop' },
  ]);
});

test('a key that is pasted into the composer is not sent', async () => {
  const { page } = await open(stateOf('empty'));
  const box = page.getByRole('textbox', { name: 'Message to both agents' });
  await box.fill('sk_live_9f8e7d6c5b4a39281706f5e4d3c2b1a0');
  await box.press('Enter');
  await page.getByText('This looks like an API key.').waitFor();
  assert.deepEqual(await postedBy(page), [{ type: 'ready' }]);
});

test("A's behaviour is kept by one press, and the focus stays while others answer", async () => {
  const { page } = await open(stateOf('differing'));
  const keep = page
    .getByRole('region', { name: 'Turn 2' })
    .getByRole('button', { name: "Keep Shoes's behaviour as an expectation" });
  await keep.focus();
  await page.keyboard.press('Enter');
  assert.deepEqual((await postedBy(page)).at(-1), { type: 'keep', turn: 2 });
  const state = stateOf('differing');
  assert(state.mode === 'agents');
  await tell(page, { ...state, turns: [...state.turns, turnWith(4, 'more?')], isBusy: true });
  await page.getByRole('region', { name: 'Turn 4' }).waitFor();
  assert.equal(await keep.evaluate((element) => element.matches(':focus')), true);
});

test('the spread says how much the answers have in common, and the outlier is a click away', async () => {
  const { page } = await open(stateOf('spread'));
  const figure = (name: string) =>
    page.locator('.figures > div').filter({ hasText: name }).locator('dd').textContent();
  assert.equal(await figure('Different answers'), '3');
  assert.equal(await figure('Handovers'), '20%');
  assert.equal(await figure('Whole answer'), 'p50 640 ms, p95 1.5 s');
  await page.getByText('The same in 3 sessions').waitFor();
  await page
    .getByRole('region', { name: 'Recommended products' })
    .getByRole('listitem')
    .filter({ hasText: 'Loafers' })
    .getByText('in 3 of 5')
    .waitFor();
  const outlier = page.getByRole('button', { name: /Show the outlier: session \d/ });
  await outlier.click();
  const number = /\d+/.exec((await outlier.textContent()) ?? '')?.[0];
  await page.getByRole('region', { name: new RegExp(`Session ${number} `) }).waitFor();
  const pressed = page.getByRole('button', { pressed: true });
  assert.match((await pressed.textContent()) ?? '', /differs the most/);
  await page.getByRole('button', { name: 'Session 1', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'Session 1 The same answer' }).waitFor();
});

test('runs are stopped by a button, and the end is said to screen readers', async () => {
  const { page } = await open(stateOf('running'));
  await page.getByText('1 of 5 answered').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  assert.deepEqual((await postedBy(page)).at(-1), { type: 'stop' });
  const one = timesWith([answerOf(5, says('Hello'))], { times: 5 });
  await tell(page, one);
  await page.getByRole('status').getByText('Stopped: 1 of 5 came to their end').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Stop' }).count(), 0);
});

test('what agents sent is text, whatever it looks like and however long it is', async () => {
  const trap = '<img src=x onerror="document.title=1"> [x](javascript:alert(1)) \u202eabc';
  const hostile = answerOf(
    1,
    says(trap),
    shows({ productId: '__proto__', title: trap, url: 'javascript:1', facets: { [trap]: [trap] } }),
    { type: 'unknown', kind: trap, rawText: JSON.stringify({ [trap]: trap }), line: 9 },
  );
  const long = answerOf(
    1,
    says('word '.repeat(60_000)),
    shows(...Array.from({ length: 500 }, () => bootsProduct)),
  );
  const name = { name: trap, host: trap, environment: 'test' } as const;
  const { page } = await open(
    agentsWith([turnWith(1, trap, hostile, answerOf(1)), turnWith(2, trap, long, hostile)], {
      a: name,
      b: name,
    }),
    { ...wide, isFresh: true },
  );
  assert.equal(await page.locator('main img, main a').count(), 0);
  assert.notEqual(await page.title(), '1');
  assert.ok((await cell(page, 'Turn 1', 'Texts', 'a').textContent())?.includes('⟨U+202E⟩'));
  await page.getByText('Not shown: 450').waitFor();
  const { length } = (await cell(page, 'Turn 2', 'Texts', 'a').textContent()) ?? '';
  assert.ok(length < 30_000, `${length} characters`);
});

test('the page speaks the language of VS Code', async () => {
  const bundle = { 'The same answer': 'La misma respuesta' };
  const { page } = await open(stateOf('differing'), { ...wide, lang: 'es', bundle });
  await page.getByRole('heading', { name: 'La misma respuesta' }).waitFor();
});
