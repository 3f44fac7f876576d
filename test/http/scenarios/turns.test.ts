import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { InputEvent } from '../../../src/shared/model.ts';
import { runText } from '../../support/samples/scenarioRuns.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

/** Runs the turns of a scenario; the inputs of each as they went over the wire. */
async function talk(t: TestContext, turns: string, head = '') {
  const simulator = await startTestSimulator();
  t.after(() => simulator.close());
  const { cases } = await runText(t, `name: T\n${head}turns:\n${turns}`, { simulator });
  const [attempt] = cases[0]?.attempts ?? [];
  assert.ok(attempt);
  assert.equal(simulator.openSessions, 0);
  const sent = simulator.requests
    .filter(({ path }) => path.endsWith('/invoke'))
    .map(({ body }) => (JSON.parse(body) as { inputEvents: InputEvent[] }).inputEvents);
  return { attempt, sent };
}

const said = (text: string) => [
  { messageEvent: { role: 'USER', content: { textContent: { text } } } },
];

test('every action reaches the wire as the API notes say', async (t) => {
  const { attempt, sent } = await talk(
    t,
    `  - say: hello
  - submit: { size: 42, gift: true, note: '{{word}} {{n}}', n: '{{n}}' }
  - store: { id: '{{n}}', name: Centre, city: Lima }
  - image: https://sofia.example/a.png
  - image: { url: 'https://sofia.example/a.png', caption: This one }
  - audio: https://sofia.example/a.mp3
  - location: { latitude: -12.1, longitude: -77, name: Home }
  - send:
      - messageEvent: { role: ASSISTANT, content: { textContent: { text: Hi } } }
      - buttonResponseEvent: { id: b, title: B }
`,
    'variables: { word: wrap, n: 7 }\n',
  );
  assert.equal(attempt.status, 'passed', JSON.stringify(attempt.problem));
  const content = (value: unknown) => [{ messageEvent: { role: 'USER', content: value } }];
  const url = 'https://sofia.example/a.png';
  assert.deepEqual(sent, [
    said('hello'),
    [{ filledFormResponseEvent: { formData: { size: 42, gift: true, note: 'wrap 7', n: 7 } } }],
    [{ storeEvent: { storeId: '7', name: 'Centre', city: 'Lima' } }],
    content({ imageContent: { url } }),
    content({ imageContent: { url, caption: 'This one' } }),
    content({ audioContent: { url: 'https://sofia.example/a.mp3' } }),
    content({ locationContent: { latitude: -12.1, longitude: -77, name: 'Home' } }),
    [
      { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Hi' } } } },
      { buttonResponseEvent: { id: 'b', title: 'B' } },
    ],
  ]);
  assert.deepEqual(
    attempt.turns.map(({ inputs }) => inputs),
    sent,
  );
});

test('buttons and rows of the answers before are pressed with their ids', async (t) => {
  const { attempt, sent } = await talk(
    t,
    `  - say: blue bottles
  - say: I take the first one
  - press: yes
  - say: what do you sell
  - choose: { nth: 2 }
`,
  );
  assert.equal(attempt.status, 'passed', JSON.stringify(attempt.turns.at(-1)));
  const [, , [pressed] = [], , [chosen] = []] = sent;
  assert.match(
    JSON.stringify(pressed),
    /^\{"buttonResponseEvent":\{"id":"[^"]+","title":"[^"]+"\}\}$/,
  );
  assert.match(JSON.stringify(chosen), /^\{"listReplyEvent":\{"id":"[^"]+","title":"[^"]+"/);
});

test('values of earlier answers are said', async (t) => {
  const { attempt, sent } = await talk(
    t,
    `  - say: running shoes
  - say: thanks
  - say: 'is the {{turns[0].products[0].title}} good?'
    expect: [{ text: { contains: ['{{turns[0].products[0].title}}'] }, warn: true }]
`,
  );
  assert.notEqual(attempt.status, 'errored');
  assert.match(JSON.stringify(sent[2]), /is the [A-Z][^{]+ good\?/);
});

test('a button or a value that the agent did not show is a failure that says what was there', async (t) => {
  const replies =
    'Running shoes under $100, What categories do you have?, Where is my order?, Anything new?';
  const cases = [
    ['press: Buy now', `There's no button or suggested reply "Buy now". Available: ${replies}.`],
    ['choose: { id: r-1 }', 'There\'s no row ID "r-1". Available: none.'],
    ['press: { nth: 5 }', `There's no button or suggested reply number 5. Available: ${replies}.`],
    ["press: '{{n}}'", `There's no button or suggested reply "7". Available: ${replies}.`],
    [
      "say: '{{products[0].title}}'",
      "products[0].title isn't available at this point in the conversation.",
    ],
  ] as const;
  for (const [action, message] of cases) {
    const turns = `  - say: hello\n  - ${action}\n  - say: bye\n`;
    const { attempt, sent } = await talk(t, turns, 'variables: { n: 7 }\n');
    assert.equal(attempt.status, 'failed', action);
    assert.equal(sent.length, 1);
    const [check] = attempt.turns[1]?.checks ?? [];
    assert.equal(check?.message, message);
    assert.deepEqual(check.at, { line: 5, column: 5 });
  }
});

test('a suggested reply is pressed as in the chat: it says its own words', async (t) => {
  const { attempt, sent } = await talk(t, '  - say: running shoes\n  - press: { nth: 2 }\n');
  assert.equal(attempt.status, 'passed');
  const [first] = attempt.turns;
  const suggested = (first?.items ?? []).flatMap((item) =>
    item.type === 'event' && item.event.type === 'suggestions' ? item.event.questions : [],
  );
  assert.ok(suggested[1]);
  assert.deepEqual(sent[1], said(suggested[1]));
});

test('a number of the data is no place among the buttons', async (t) => {
  const { attempt } = await talk(
    t,
    "  - say: blue bottles\n  - say: I take the first one\n  - press: '{{n}}'\n",
    'variables: { n: 99 }\n',
  );
  assert.equal(attempt.status, 'failed');
  assert.match(
    attempt.turns[2]?.checks[0]?.message ?? '',
    /^There's no button or suggested reply "99"\. Available: \S/,
  );
});

test('a pattern that takes too long, or is none, is an error of the file', async (t) => {
  const { attempt } = await talk(
    t,
    "  - say: blue bottles\n  - say: I take the first one\n  - press: '/{{word}}/'\n",
    "variables: { word: '(' }\n",
  );
  assert.equal(attempt.status, 'errored');
  assert.match(attempt.problem?.message ?? '', /^Invalid regular expression: /);
});
