import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { searchConversations } from '../../../src/conversation/storage/conversationSearch.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { fileNameOf } from '../../../src/transcript/transcriptName.ts';
import { turn } from '../../support/pages/chatStates.ts';
import { answeredTurn, record } from '../../support/samples/records.ts';
import { tempFolder } from '../../support/tempFolder.ts';

async function filledStore(t: TestContext): Promise<ConversationStore> {
  const store = new ConversationStore(await tempFolder(t));
  await store.save(record({ id: 'shoes' }));
  const long = `${'word '.repeat(50)}AÇÃO ${'word '.repeat(50)}`;
  const plain = answeredTurn(1, 'hello', [
    { messageEvent: { content: { textContent: { text: long } } } },
  ]);
  const branches = [{ id: 1, turns: [plain, turn(2, 'Thanks')] }];
  await store.save(record({ id: 'plain', branches, activeBranch: 1, givenTitle: 'Daily check' }));
  return store;
}

async function search(store: ConversationStore, words: string) {
  const found: { id: string; count: number; excerpt: string }[] = [];
  const never = new AbortController().signal;
  for await (const { conversation, count, excerpt } of searchConversations(store, words, never)) {
    found.push({ id: conversation.id, count, excerpt });
  }
  return found;
}

test('what was said, products, kinds of events, buttons and titles are found', async (t) => {
  const store = await filledStore(t);
  const expected: readonly [words: string, id: string, count: number][] = [
    ['trail shoe', 'shoes', 1],
    ['ridge runner', 'shoes', 2],
    ['loyaltyPointsEvent', 'shoes', 2],
    ['waterproof', 'shoes', 2],
    ['order it', 'shoes', 2],
    ['and then?', 'shoes', 1],
    ['daily', 'plain', 0],
  ];
  for (const [words, id, count] of expected) {
    const [hit, ...others] = await search(store, words);
    assert.deepEqual([hit?.id, hit?.count, others], [id, count, []], words);
  }
  assert.deepEqual(await search(store, 'never said'), []);
  assert.deepEqual(await search(store, '   '), []);
});

test('case and accents do not matter, and the excerpt is a short line around the words', async (t) => {
  const [hit] = await search(await filledStore(t), 'acao');
  assert.equal(hit?.id, 'plain');
  assert.match(hit.excerpt, /^….*AÇÃO.*…$/);
  assert(hit.excerpt.length <= 82);
});

test('the excerpt is rather of what was said than of a suggested reply', async (t) => {
  const store = new ConversationStore(await tempFolder(t));
  const suggested = { chatSuggestionEvent: { suggestedQuestions: ['Is it waterproof?'] } };
  const turns = [
    answeredTurn(1, 'Hi', [suggested]),
    answeredTurn(2, 'I need something waterproof for the hills', []),
  ];
  await store.save(record({ id: 'one', branches: [{ id: 1, turns }], activeBranch: 1 }));
  const [hit] = await search(store, 'waterproof');
  assert.equal(hit?.count, 2);
  assert.equal(hit.excerpt, 'I need something waterproof for the hills');
});

test('a search that was given up yields nothing more, and a damaged file does not stop one', async (t) => {
  const store = await filledStore(t);
  await writeFile(store.folder.pathOf('broken'), '{');
  const given = new AbortController();
  const ids: string[] = [];
  for await (const { conversation } of searchConversations(store, 'o', given.signal)) {
    ids.push(conversation.id);
    given.abort();
  }
  assert.equal(ids.length, 1);
  assert.equal((await search(store, 'o')).length, 2);
});

test('an exported file is named after date and title, as every file system takes it', () => {
  const name = (givenTitle: string, taken?: ReadonlySet<string>) =>
    fileNameOf(record({ givenTitle }), 'md', taken);
  assert.equal(name('Tênis: "azul"/42?'), '2026-09-21-tênis-azul-42.md');
  assert.equal(name('../../etc/passwd'), '2026-09-21-etc-passwd.md');
  assert.equal(name("I’m looking for Ana's shoe"), '2026-09-21-im-looking-for-anas-shoe.md');
  assert.equal(name('👟'), '2026-09-21-conversation.md');
  for (const device of ['CON', 'com1', 'COM¹', 'lpt²', 'LPT³']) {
    assert.equal(name(device), '2026-09-21-conversation.md');
  }
  assert.equal(name('x'.repeat(500)).length, '2026-09-21-.md'.length + 60);
  assert.doesNotMatch(name(`x${'\u{20000}'.repeat(60)}`), /\p{Surrogate}/u);
  const taken = new Set(['2026-09-21-a.md', '2026-09-21-a-2.md']);
  assert.equal(name('a', taken), '2026-09-21-a-3.md');
});
