import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { pageLanguage, pageLanguages, speak } from '../../../../src/cli/output/speak.ts';
import { createHtmlReporter } from '../../../../src/scenarios/reports/htmlReport.ts';
import { useLanguage } from '../../../../src/shared/l10n.ts';
import { allCases, fileError, writtenBy } from '../../../support/samples/runResults.ts';

afterEach(() => useLanguage('en'));

/** What is read of the page of a run with everything in it. */
async function pageOfAll() {
  const run = { results: allCases, fileErrors: [fileError] };
  const page = await writtenBy(({ write }) => createHtmlReporter({ write }), run);
  return { page, text: page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ') };
}

const asks = {
  en: 'Is this agent ready?',
  es: '¿Está listo este agente?',
  pt: 'Este agente está pronto?',
};

for (const given of pageLanguages) {
  test(`the page speaks ${given}`, async () => {
    const { text: english } = await pageOfAll();
    assert.ok(english.includes(asks.en));
    await speak(given);
    const { page, text } = await pageOfAll();
    assert.match(page, new RegExp(`<html lang="${given === 'pt' ? 'pt-BR' : given}">`));
    assert.ok(text.includes(asks[given]));
    if (given === 'en') return;
    // What the page says by itself, apart from what the scenarios and the agent say.
    const sentences = [
      'Transcript',
      'Not as expected',
      'Not evaluated',
      'Customer',
      'Expected:',
      'Scenarios evaluated',
      'The agent:',
      'Duration',
    ];
    for (const sentence of sentences)
      assert.ok(english.includes(sentence) && !text.includes(sentence), sentence);
  });
}

test('the environment says what the page speaks, where nobody else does', () => {
  const spoken = (env: Readonly<Record<string, string>>) => pageLanguage(undefined, env);
  assert.equal(spoken({}), 'en');
  assert.equal(spoken({ LANG: 'es_MX.UTF-8' }), 'es');
  assert.equal(spoken({ LANG: 'es_MX.UTF-8', LC_ALL: 'pt_BR.UTF-8' }), 'pt');
  assert.equal(spoken({ LANG: 'es_MX.UTF-8', LC_MESSAGES: 'pt_BR.UTF-8' }), 'pt');
  assert.equal(spoken({ LC_MESSAGES: 'es', LC_ALL: 'pt' }), 'pt');
  assert.equal(spoken({ LANG: 'de_DE', LC_ALL: '' }), 'en');
  assert.equal(spoken({ LC_ALL: 'C', LANG: 'es' }), 'en');
  assert.equal(pageLanguage('es', { LANG: 'pt' }), 'es');
});
