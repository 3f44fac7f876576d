import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerParts } from '../../../src/scenarios/answer.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { resolvePath } from '../../../src/scenarios/file/yaml/foreignValues.ts';
import { queryJson } from '../../../src/scenarios/file/queryJson.ts';
import { Judgements } from '../../../src/scenarios/judgement/judgements.ts';
import { turnInputs } from '../../../src/scenarios/run/turnInputs.ts';
import {
  assertMet,
  interactive,
  judged,
  message,
  turnAnswer,
  unmet,
} from '../../support/samples/scenarioRuns.ts';

/** What an agent may call a product so that it fits everything. */
const hostileTitles = [
  '/(?:)/',
  '/./s',
  '/./i',
  '.*',
  '(?:)|',
  'a|b|.',
  '[^]',
  '\\w',
  '-',
  '{{n}}',
];

/** Expectations with the title in them, and how an answer meets them. */
const comparisons: readonly (readonly [expectation: string, met: (title: string) => string])[] = [
  ["text: '{{title}}'", (title) => `It is the ${title}.`],
  ["text: { contains: '{{title}}' }", (title) => `It is the ${title}.`],
  ["text: { contains: ['{{title}}', the] }", (title) => `It is the ${title}.`],
  ["text: { contains: '{{titles}}' }", (title) => `It is the ${title}.`],
  ["text: { containsAny: ['{{title}}', sandals] }", (title) => `It is the ${title}.`],
  ["text: 'the {{title}}'", (title) => `It is the ${title}.`],
  ["text: '{{title}}/'", (title) => `It is the ${title}/.`],
  ["text: '/the {{title}}!/'", (title) => `It is the ${title}!`],
  ["text: '/[z{{title}}]*the {{title}}!/'", (title) => `It is the ${title}!`],
  ["text: { matches: '{{title}}' }", (title) => `It is the ${title}.`],
  ["text: { matches: '^It is the {{title}}$' }", (title) => `It is the ${title}`],
  ["text: { equals: '{{title}}' }", (title) => title],
  ['jsonPath: { path: "$..text", contains: "{{title}}" }', (title) => `It is the ${title}.`],
  ['jsonPath: { path: "$..text", matches: "{{title}}" }', (title) => `It is the ${title}.`],
  [
    `jsonPath: { path: "$..textContent[?search(@, '{{title}}')]" }`,
    (title) => `It is the ${title}.`,
  ],
  [`jsonPath: { path: "$..textContent[?@ == '{{title}}']" }`, (title) => title],
  [
    "jsonSchema: { event: messageEvent, schema: { properties: { content: { properties: { textContent: { properties: { text: { pattern: '{{title}}' } } } } } } } }",
    (title) => `It is the ${title}.`,
  ],
];

for (const [expectation, met] of comparisons) {
  test(`a title from an answer is literal text in ${expectation}`, async () => {
    for (const title of hostileTitles) {
      const scope = { products: [{ title }], texts: [title] };
      const own = expectation
        .replaceAll('{{title}}', '{{products[0].title}}')
        .replaceAll('{{titles}}', '{{texts}}');
      await assertMet(own, { turns: [[message(met(title))]], scope });
      // No title has a letter of it, nor is any a part of it.
      const [result] = await judged(own, { turns: [[message('QQQ')]], scope });
      assert.equal(result?.status, 'failed', `${title}: ${result?.message}`);
    }
  });
}

test('what must not be said is compared as text too', async () => {
  const expectation = "text: { not: '{{products[0].title}}' }";
  const scope = { products: [{ title: '/boots/i' }] };
  await assertMet(expectation, { turns: [[message('boots')]], scope });
  await unmet(expectation, { turns: [[message('These are /boots/i.')]], scope });
});

test('rows, buttons, suggestions and reasons are compared as text', async () => {
  const scope = { products: [{ title: '/./' }] };
  const turns = [
    [
      interactive('replyButtonMessage', {
        body: { text: 'x' },
        buttons: [{ id: '1', text: 'Yes' }],
      }),
      { suggestedQuestionsEvent: { suggestedQuestions: ['More?'] } },
    ],
  ];
  for (const kind of ['suggestions', 'buttons', 'rows']) {
    const [result] = await judged(`${kind}: { include: ['{{products[0].title}}'] }`, {
      turns,
      scope,
    });
    assert.equal(result?.status, 'failed', kind);
  }
});

test('variables and data are of the author, who may write patterns there', async () => {
  const boots = { turns: [[message('black boots')]] };
  await assertMet("text: '{{word}}'", { ...boots, variables: 'word: /b.ots/' });
  await assertMet("text: '/{{word}}$/'", { ...boots, variables: 'word: bo+ts|shoes' });
});

test('a text leaves the quotes of a JSONPath nowhere', () => {
  const value = [{ a: 1 }, { a: 2 }];
  for (const text of [
    "' || @.a > 0 || '",
    '" || @.a > 0 || "',
    "\\' || @.a > 0 || \\'",
    '\\',
    '\n',
  ])
    for (const path of [
      "$[?@.a == '{{products}}']",
      '$[?@.a == "{{products}}"]',
      '$[?@.a == {{products}}]',
      "$[?search(@.a, '{{products}}')]",
    ]) {
      const found = new Map([['products', text]]);
      const resolved = resolvePath(path, { found, own: {} }) as string;
      assert.deepEqual(queryJson(value, resolved), [], resolved);
    }
  const two = resolvePath('$[?@.a == {{products}}]', {
    found: new Map([['products', 2]]),
    own: {},
  });
  const found = queryJson(value, two as string);
  assert.deepEqual(
    found.map((one) => one.value),
    [{ a: 2 }],
  );
});

test('an answer is no schema, but may be the value of one', async () => {
  const scope = { products: [{ title: 'Ridge', price: 80, extra: {} }] };
  const turns = [[message('Ridge')]];
  const schema = (inner: string) => `jsonSchema: { event: messageEvent, schema: ${inner} }`;
  for (const inner of [
    "'{{products[0].extra}}'",
    "{ properties: { a: '{{products[0].extra}}' } }",
  ]) {
    const result = await unmet(schema(inner), { turns, scope });
    assert.equal(result.status, 'errored');
    assert.match(result.message ?? '', /comes from a response and can't be used as a schema/);
  }
  await assertMet(schema("{ not: { const: '{{products[0].extra}}' } }"), { turns, scope });
  await assertMet(schema("{ minProperties: '{{products[0].one}}' }"), {
    turns,
    scope: { products: [{ one: 1 }] },
  });
});

test('the button of that title is pressed, and no other', async (context) => {
  const judgements = new Judgements();
  context.after(() => judgements.dispose());
  const buttons = ['Yes', '/./'].map((title) => ({ id: title, text: title }));
  const said = interactive('replyButtonMessage', { body: { text: 'x' }, buttons });
  const answer = answerParts(await turnAnswer([said]));
  const press = (title: string, choice: string | { text: string }) => {
    const scopes = { scope: { products: [{ title }] }, own: {} };
    return turnInputs({ type: 'press', choice }, [answer], scopes, judgements);
  };
  for (const choice of ['{{products[0].title}}', { text: '{{products[0].title}}' }]) {
    assert.match(JSON.stringify(await press('/./', choice)), /"inputs".*"\/\.\/"/);
    assert.equal((await press('/Y/', choice)).type, 'absent');
  }
  assert.match(JSON.stringify(await press('/Y/', '/Y/')), /"inputs".*"Yes"/);
});

test('a reference that is not closed is told at its line', () => {
  for (const text of ['{{', `{{${' '.repeat(4000)}`, 'a {{b', '{{}}', '{{a', '{{{{say}}}}']) {
    const { problems } = parseScenarios(
      'a',
      `name: A\nvariables: { say: 1 }\nturns:\n  - say: "${text}"`,
    );
    assert.match(problems[0]?.message ?? '', /^After \{\{, enter a name/, text);
    assert.equal(problems[0]?.at.start.line, 4);
  }
  const meant = "name: A\nvariables: { a: 1 }\nturns:\n  - say: '\\{{ {{a}} } { { {{{a}}}'";
  assert.deepEqual(parseScenarios('a', meant).problems, []);
});
