import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertMet, judged, message, unmet } from '../../support/samples/scenarioRuns.ts';

const boots = { turns: [[message('Here are  Black\nBOOTS.'), message('They cost $ 80.')]] };
const silent = { turns: [[]] };
const at = { line: 6, column: 9 };

test('a text is found in any case, with any white space, and over all messages', async () => {
  await assertMet('text: black boots', boots);
  await assertMet('text: { contains: [here ARE, "$ 80"] }', boots);
  await assertMet('text: boots. they', boots);
  // The same letter may be one character or two.
  await assertMet('text: caf\u00e9', { turns: [[message('cafe\u0301')]] });
});

test('a text that is missing is told with what was said, at its field', async () => {
  const said = 'Here are  Black\nBOOTS.\nThey cost $ 80.';
  assert.deepEqual(await unmet('text: { contains: [boots, sandals] }', boots), {
    status: 'failed',
    at: { line: 6, column: 17 },
    title: 'text contains "sandals"',
    message: 'The agent said: Here are Black BOOTS. They cost $ 80.',
    expected: 'sandals',
    actual: said,
  });
  assert.deepEqual((await unmet('text: sandals', boots)).at, at);
  assert.equal((await unmet('text: sandals', silent)).message, 'The agent said nothing.');
});

test('one of several is enough for containsAny, and none is not', async () => {
  await assertMet('text: { containsAny: [sandals, /b.ots/i] }', boots);
  const result = await unmet('text: { containsAny: [sandals, /shoes/i] }', boots);
  assert.equal(result.title, 'text contains "sandals" or /shoes/i');
  assert.equal(result.expected, 'sandals\n/shoes/i');
});

test('matches is a regular expression with or without slashes, whose case counts', async () => {
  await assertMet('text: { matches: "BOOTS\\\\.$" , contains: cost }', {
    turns: [[message('cost BOOTS.')]],
  });
  await assertMet('text: { matches: /boots/i }', boots);
  const result = await unmet('text: { matches: boots }', boots);
  assert.equal(result.title, 'text matches /boots/');
  assert.equal(result.expected, '/boots/');
});

test('equals is the whole text apart from white space, and its case counts', async () => {
  await assertMet('text: { equals: "Here are Black BOOTS. They cost $ 80." }', boots);
  const result = await unmet('text: { equals: here are black boots. they cost $ 80. }', boots);
  assert.equal(result.expected, 'here are black boots. they cost $ 80.');
});

test('what must not be said is told when it is', async () => {
  await assertMet('text: { not: [sandals, /discount/i] }', boots);
  await assertMet('text: { not: sandals }', silent);
  const result = await unmet('text:\n  contains: boots\n  not: /boots/i', boots);
  assert.deepEqual(result.at, { line: 8, column: 11 });
  assert.equal(result.title, "text doesn't contain /boots/i");
  assert.equal(result.message, 'The agent said: Here are Black BOOTS. They cost $ 80.');
  assert.equal(result.expected, 'without /boots/i');
});

test('what a customer reads is compared: the marks of Markdown and WhatsApp are away', async () => {
  const markdown =
    '## Offer\n\n**Free** shipping:\n\n- [Black boots](https://shop.example/b_1)\n- `XL`';
  const told = { turns: [[message(markdown)]] };
  await assertMet('text: free shipping', told);
  await assertMet('text: { equals: "Offer Free shipping: Black boots XL" }', told);
  await assertMet('text: { matches: "^Offer\\nFree" , not: "**" }', told);
  // A text that was copied with its marks, and where a link leads.
  await assertMet('text: { contains: ["**free** shipping", https://shop.example/b_1] }', told);
  await assertMet('text: free shipping', { turns: [[message('*Free* _shipping_')]] });
  assert.equal(
    (await unmet('text: { not: free shipping }', told)).message,
    'The agent said: Offer Free shipping: Black boots XL ' +
      '(sent as: ## Offer **Free** shipping: - [Black boots](https://shop.example/b_1) - `XL`)',
  );
});

test('quotes, apostrophes, dashes and spaces are alike however they were typed', async () => {
  const typed = { turns: [[message('“Men’s\u00a0boots” – 42\u202f–\u200b45… «new»')]] };
  await assertMet(`text: '"men''s boots" - 42 -45... "new"'`, typed);
  await assertMet('text: { not: "women\u2019s" }', typed);
  await assertMet('text: { equals: "\u201dMen\u2019s boots\u201d - 42 -45... \\"new\\"" }', typed);
  await assertMet(`text: { matches: "Men's boots" }`, typed);
  await assertMet('text: { matches: Men\u2019s }', typed);
  await unmet(`text: { not: "men's" }`, typed);
});

test('raw compares what was sent, to the character', async () => {
  const told = { turns: [[message('**Free** shipping')]] };
  await assertMet('text: { raw: true, contains: "**Free** s", not: free }', told);
  await assertMet(
    'text: { raw: true, equals: "**Free** shipping", matches: "^\\\\*\\\\*F" }',
    told,
  );
  assert.equal(
    (await unmet('text: { raw: true, contains: Free shipping }', told)).message,
    'The agent said: **Free** shipping',
  );
  await unmet('text: { raw: true, equals: Free shipping }', told);
  await unmet('text: { raw: true, matches: ^Free }', told);
});

test('marks that are nothing else are looked for as they are', async () => {
  await unmet('text: "---"', boots);
  await unmet('text: { contains: "**" }', boots);
  await assertMet('text: { not: "- " }', boots);
});

test('a warning and a reason stay with the result', async () => {
  const [result] = await judged('text: sandals\nwarn: true\nbecause: It is summer.', boots);
  assert.equal(result?.isWarning, true);
  assert.equal(result.because, 'It is summer.');
});

test('a value of the data takes the place of a reference, a number too', async () => {
  await assertMet("text: '{{price}}'", { ...boots, variables: 'price: 80' });
  await assertMet("text: { contains: ['{{price}}', boots] }", { ...boots, variables: 'price: 80' });
});

test('a reference to what was not sent is a failure, at the expectation', async () => {
  assert.deepEqual(await unmet("text: '{{products[0].title}}'", boots), {
    status: 'failed',
    at,
    title: 'text',
    message: "products[0].title isn't available at this point in the conversation.",
  });
});

test('a value that makes no pattern, or a slow one, cannot be judged', async () => {
  const word = await unmet("text: '/{{word}}/'", { ...boots, variables: 'word: (' });
  assert.equal(word.status, 'errored');
  assert.match(word.message ?? '', /^Invalid regular expression: /);
  const slow = await unmet('text: /(a+)+$/', { turns: [[message(`${'a'.repeat(60)}!`)]] });
  assert.equal(slow.status, 'errored');
  assert.equal(
    slow.message,
    'The regular expression /(a+)+$/ took longer than 250 ms. Simplify it.',
  );
});

const spoken = {
  en: 'Here are some black boots that fit your budget.',
  es: 'Aquí tienes unas botas negras que se ajustan a tu presupuesto.',
  pt: 'Aqui estão algumas botas pretas que cabem no seu orçamento.',
};

test('the language of a sentence is told apart from the others', async () => {
  for (const [language, sentence] of Object.entries(spoken)) {
    const answer = { turns: [[message(sentence)]] };
    await assertMet(`language: ${language}`, answer);
    await assertMet("language: '{{code}}'", { ...answer, variables: `code: ${language}` });
    for (const other of ['en', 'es', 'pt'].filter((one) => one !== language))
      assert.equal((await unmet(`language: ${other}`, answer)).status, 'failed', other);
  }
});

test('another language is named with what was said', async () => {
  assert.deepEqual(await unmet('language: es', { turns: [[message(spoken.en)]] }), {
    status: 'failed',
    at,
    title: 'language is Spanish',
    message: 'The text looks like English.',
    expected: 'Spanish',
    actual: `English: ${spoken.en}`,
  });
});

test('short texts count for the language that they may be in', async () => {
  await assertMet('language: es', { turns: [[message('¡Hola! ¿En qué puedo ayudarte?')]] });
  await assertMet('language: en', { turns: [[message('Hello! How can I help?')]] });
  await assertMet('language: pt', { turns: [[message('Olá! Como posso ajudar você?')]] });
});

test('the language of no words cannot be judged, nor can one that is no language', async () => {
  for (const turns of [[[]], [[message('42 👍 !')]]]) {
    const result = await unmet('language: en', { turns });
    assert.equal(result.status, 'errored');
    assert.match(result.message ?? '', /too few words/);
  }
  const wrong = await unmet("language: '{{code}}'", { ...boots, variables: 'code: english' });
  assert.equal(wrong.status, 'errored');
  assert.match(wrong.message ?? '', /two-letter language code/);
});
