import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { marked, type Token, type Tokens } from 'marked';
import { transcriptJson, transcriptOf } from '../../../src/transcript/transcript.ts';
import { transcriptHtml } from '../../../src/transcript/transcriptHtml.ts';
import { transcriptMarkdown } from '../../../src/transcript/transcriptMarkdown.ts';
import { transcriptText } from '../../../src/transcript/transcriptText.ts';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { checkInputEvents } from '../../../src/agentGraph/wire/requests.ts';
import { turn } from '../../support/pages/chatStates.ts';
import { entriesOf, exchanges } from '../../support/samples/recordedExchanges.ts';
import { answeredTurn, record } from '../../support/samples/records.ts';

const whole = { branches: 'all', timeZone: 'UTC' } as const;
const formats = { md: transcriptMarkdown, html: transcriptHtml, txt: transcriptText };
const golden = join(import.meta.dirname, '../../fixtures/transcripts');

/** Every kind of event that a customer can send. */
const everyInput = [
  { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Welcome' } } } },
  { messageEvent: { role: 'USER', content: { textContent: { text: 'Two\nlines' } } } },
  {
    messageEvent: {
      role: 'USER',
      content: { imageContent: { url: 'https://cdn.example/me.jpg', caption: 'My foot' } },
    },
  },
  { messageEvent: { role: 'USER', content: { audioContent: { url: 'https://cdn.example/a' } } } },
  {
    messageEvent: {
      role: 'USER',
      content: { locationContent: { latitude: 1.5, longitude: -2.25, name: 'Home' } },
    },
  },
  { buttonResponseEvent: { id: 'yes', title: 'Yes, please' } },
  { listReplyEvent: { id: 'row-1', title: 'Large', description: 'Size 46' } },
  { filledFormResponseEvent: { formData: { name: 'Ana', newsletter: true } } },
  { storeEvent: { storeId: 'store-7', name: 'Loja Centro', city: 'São Paulo' } },
];

function sending(inputs: readonly unknown[], answer: readonly unknown[] = []): ConversationRecord {
  const checked = checkInputEvents(inputs);
  assert(checked.type === 'done');
  const sent = { ...answeredTurn(1, '', answer), inputs: checked.value };
  return record({ branches: [{ id: 1, turns: [sent] }], activeBranch: 1 });
}

for (const [ending, write] of Object.entries(formats)) {
  test(`a conversation with everything in it reads as the kept ${ending} file`, async () => {
    const branches = [
      ...sending(everyInput).branches.map((branch) => ({ ...branch, id: 3 })),
      ...record().branches.map((branch) => ({
        ...branch,
        turns: branch.turns.map((one) => ({ ...one, id: one.id + 10 })),
      })),
    ];
    const text = write(transcriptOf(record({ branches }), whole));
    const path = join(golden, `everything.${ending}`);
    if (process.env['UPDATE_GOLDEN']) await writeFile(path, text);
    assert.equal(text, await readFile(path, 'utf8'));
  });
}

const hostileTexts = [
  '<img src="https://evil.example/x.png" onerror="alert(1)"><script>alert(1)</script>',
  '![x](https://evil.example/x.png) [link](javascript:alert(1)) <https://evil.example>',
  '# heading\n- item\n1. item\n> quote\n    code\n```\nfence\n```\n***\n===\n---\n| a | b |\n|---|---|',
  '[x]: https://evil.example/x.png\n![x]\n\nhttps://evil.example www.evil.example a@evil.example',
  '&lt;b&gt; **bold** _it_ ~~gone~~ `code` $x$ \\',
  '</p></section><base href="https://evil.example/"><style>*{display:none}</style>',
  '‮gnp.exe\u0000\u001b[31m',
];

/** The texts where an agent, a customer or a file can put them. */
function hostileRecord(text: string): ConversationRecord {
  const url = 'https://shop.example/a>b|c`d"e\'f(g)';
  const product = {
    productId: text,
    title: text,
    description: text,
    url,
    imageUrl: 'javascript:alert(1)',
    price: 1,
    currency: text,
    facets: { [text]: [text] },
  };
  const choices = [{ id: text, text }];
  const answer = [
    { messageEvent: { role: text, createdAt: text, content: { textContent: { text } } } },
    { messageEvent: { content: { imageContent: { url: `https://x.example/${text}` } } } },
    { recommendationEvent: { products: [product] } },
    { chatSuggestionEvent: { suggestedQuestions: [text] } },
    { agentHandoverEvent: { triggerHandover: true, reason: text, reasonNative: text } },
    { [text]: { [text]: text } },
    {
      connectlyInteractiveEvent: {
        interactive: { [text]: { body: { text }, footer: { text }, buttons: choices } },
      },
    },
  ];
  const inputs = [
    { messageEvent: { role: 'USER', content: { textContent: { text } } } },
    { buttonResponseEvent: { id: text, title: text } },
    { filledFormResponseEvent: { formData: { [text]: text } } },
  ];
  const sent = sending(inputs, answer);
  const failure = { kind: 'server', status: 500, detail: text, retryable: true } as const;
  const failed = turn(2, text, { phase: 'failed', failure, sessionId: text });
  return {
    ...sent,
    givenTitle: text,
    agent: { ...sent.agent, name: text, clientKey: text },
    branches: sent.branches.map((branch) => ({ ...branch, turns: [...branch.turns, failed] })),
  };
}

function allTokens(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token) => {
    const cells =
      token.type === 'table'
        ? [...(token as Tokens.Table).header, ...(token as Tokens.Table).rows.flat()]
        : [];
    const items = token.type === 'list' ? (token as Tokens.List).items : [];
    const inner = 'tokens' in token ? (token.tokens ?? []) : [];
    return [
      token,
      ...allTokens([...inner, ...items]),
      ...cells.flatMap((cell) => allTokens(cell.tokens)),
    ];
  });
}

test('nothing that was said acts as Markdown: no image, no HTML, no link of its own', () => {
  for (const text of hostileTexts) {
    const markdown = transcriptMarkdown(transcriptOf(hostileRecord(text), whole));
    const tokens = allTokens(marked.lexer(markdown));
    const types = new Set(tokens.map(({ type }) => type));
    for (const type of ['image', 'html', 'codespan', 'del', 'hr', 'def']) {
      assert.equal(types.has(type), false, `${type} in ${markdown}`);
    }
    const links = tokens.filter(({ type }) => type === 'link') as Tokens.Link[];
    for (const { href } of links) assert.match(href, /^https:\/\/(shop|x)\.example\//, markdown);
    const headings = tokens.filter(({ type }) => type === 'heading') as Tokens.Heading[];
    assert.deepEqual(
      headings.map(({ depth }) => depth),
      [1, 3, 3],
      markdown,
    );
  }
});

test('nothing that was said acts as HTML, and the page loads nothing', () => {
  const known = new Set(
    'html head meta title style body main h1 h3 h4 dl dt dd article section p ul li pre a table thead tbody tr th td'.split(
      ' ',
    ),
  );
  for (const text of hostileTexts) {
    const html = transcriptHtml(transcriptOf(hostileRecord(text), whole));
    const names = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map((match) => match[1] ?? '');
    assert.deepEqual(
      [...new Set(names)].filter((name) => !known.has(name)),
      [],
      html,
    );
    assert.equal(html.match(/<style/g)?.length, 1);
    assert.doesNotMatch(html, /<[^>]*\s(src|on\w+|style)=/i);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g)) {
      assert.match(href ?? '', /^https:\/\/(shop|x)\.example\//);
    }
    assert.match(html, /default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;/);
  }
});

test('characters that would act unseen are visible in every format', () => {
  for (const write of Object.values(formats)) {
    const text = write(transcriptOf(hostileRecord('a‮b\u0000c'), whole));
    assert.doesNotMatch(text, /[‮\u0000]/);
    assert.match(text, /U\\?\+202E/);
  }
});

test('the JSON has every event as it came, and only the branches that were asked for', () => {
  const { entries, ...said } = record({ entries: exchanges.flatMap(entriesOf) });
  const json = transcriptJson({ ...said, entries }, whole);
  const text = json.replace(
    /"raw": (.*?)(,?)$/gm,
    (_, raw: string, comma: string) => `"rawText": ${JSON.stringify(raw)}${comma}`,
  );
  assert.deepEqual(JSON.parse(text), said);
  const active = JSON.parse(transcriptJson(record(), { branches: 'active' })) as ConversationRecord;
  assert.deepEqual(
    active.branches.map(({ id }) => id),
    [2],
  );
});

test('one branch needs no heading, and a conversation without words has a title', () => {
  const silent = sending([{ filledFormResponseEvent: { formData: {} } }]);
  const { title, branches } = transcriptOf(silent, { branches: 'active' });
  assert.equal(title, 'Conversation');
  assert.deepEqual(
    branches.map(({ heading }) => heading),
    [undefined],
  );
});

test('the agent ids that were really sent are told, whatever the settings say', () => {
  const turns = ['one', 'two', 'one'].map((agentId, index) => ({
    id: index + 1,
    inputs: [],
    sentAt: 0,
    phase: 'answered' as const,
    items: [],
    agentId,
  }));
  const { facts } = transcriptOf(record({ branches: [{ id: 1, turns }] }), whole);
  assert.equal(new Map(facts).get('Agent ID'), 'one, two');
});
