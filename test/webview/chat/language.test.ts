import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Bundle } from '../../../src/shared/l10n.ts';
import { chat, recommends, refusedKey, shoes, turn } from '../../support/pages/chatStates.ts';
import { tooWide } from '../../support/pages/galleryChecks.ts';
import { galleryStates } from '../../support/pages/galleryStates.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';

const bench = sharedBench();

async function bundleOf(lang: string): Promise<Bundle> {
  const path = join(import.meta.dirname, `../../../l10n/bundle.l10n.${lang}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as Bundle;
}

const withShoes = chat({ turns: [turn(1, 'Hi', { items: [recommends(shoes)] })] });

test('the page speaks the language of its bundle, names of controls and failures included', async () => {
  const bundle = await bundleOf('es');
  const opened = await bench.open({ lang: 'es', bundle });
  const { page } = opened;
  await opened.show(chat({ turns: withShoes.turns, problem: refusedKey }));
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  await page.getByRole('log', { name: 'Conversación' }).waitFor();
  await page.getByRole('list', { name: '4 productos' }).waitFor();
  await page.getByText('Se rechazó la clave de API').waitFor();
  await page.getByText('Establecer clave de API', { exact: true }).first().waitFor();
});

test('prices and durations are written as in the language', async () => {
  const opened = await bench.open({ lang: 'pt-br', bundle: await bundleOf('pt-br') });
  const { page } = opened;
  await opened.show(withShoes);
  const text = await page.getByRole('list', { name: '4 produtos' }).innerText();
  assert.match(text, /89,90/);
});

test('a language without a bundle has English sentences, marked so, and its own numbers', async () => {
  const opened = await bench.open({ lang: 'de' });
  const { page } = opened;
  await opened.show(withShoes);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  const text = await page.getByRole('list', { name: '4 products' }).innerText();
  assert.match(text, /89,90/);
});

test('no sentence of a bundle can leave its place in the page', async () => {
  const bundle = { Conversation: '"><script>window.broken = 1</script><b title="' };
  const opened = await bench.open({ lang: 'es', bundle, isFresh: true });
  const { page } = opened;
  await opened.show(chat());
  await page.getByRole('log', { name: bundle.Conversation }).waitFor();
  assert.equal(await page.evaluate('window.broken'), undefined);
});

for (const lang of ['es', 'pt-br']) {
  test(`every state fits into a narrow sidebar in ${lang}`, async () => {
    const opened = await bench.open({ lang, bundle: await bundleOf(lang), width: 280 });
    const found: string[] = [];
    let seq = 0;
    for (const [name, state] of Object.entries(await galleryStates())) {
      await opened.send({ type: 'snapshot', seq: ++seq, state });
      found.push(...(await tooWide(opened)).map((what) => `${name}: ${what}`));
    }
    assert.deepEqual(found, []);
  });
}
