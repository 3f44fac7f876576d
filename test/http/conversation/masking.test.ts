import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { Conversation } from '../../../src/conversation/conversation.ts';
import { ConversationStore } from '../../../src/conversation/storage/conversationStore.ts';
import { recordingOf } from '../../../src/conversation/storage/recordingOf.ts';
import { transcriptFormats } from '../../../src/transcript/transcriptFormats.ts';
import { recordExchanges } from '../../../src/recordings/recordExchanges.ts';
import { recordingLine } from '../../../src/recordings/recording.ts';
import { describeFailure } from '../../../src/shared/failure/describeFailure.ts';
import { echoWishes, startEchoAgent } from '../../support/servers/echoAgent.ts';
import { say } from '../../support/servers/talkingConversation.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { openTransport } from '../../support/servers/transportClient.ts';
import { readingsOf } from '../../support/undoEscapes.ts';

// Everything that a chat shows, keeps, exports and logs of a session with an agent that repeats secrets.

// None of the other suites: they go out in a message too, which the scan of them forbids.
const key = "Wq3vT8mN1tR7wX4yB6cD9f+/=&'<";
const header = 'gateway/Zp6kQ2sL9uY4aE7hJ3gM';

for (const [what, word] of [
  ['the key', key],
  ['the value of a secret header', header],
] as const)
  test(`a chat says ${what} nowhere, however the agent and the customer write it`, async (t) => {
    const { origin } = await startEchoAgent(t, { word, key });
    const texts = new Map<string, string>();
    const log: string[] = [];
    let isRefused = false;
    const conversation = new Conversation({
      connect: (agent, recorder) => {
        const transport = recordExchanges({ transport: openTransport(t), ...recorder });
        const headers = { 'x-gateway-token': header };
        const value = new AgentGraphClient({
          agent: isRefused ? { ...agent, baseUrl: 'http://127.0.0.1:9' } : agent,
          apiKey: key,
          headers,
          transport,
          log: (line) => log.push(line),
        });
        return Promise.resolve({ type: 'done', value });
      },
      ledger: { add: () => Promise.resolve(), remove: () => Promise.resolve() },
      log: (line) => log.push(line),
    });
    const ids = { businessId: 'business-1', agentId: 'agent-1', clientKey: 'tester-1' };
    await conversation.setAgent({ name: 'Echo', baseUrl: origin, ...ids });
    for (const wish of [...echoWishes, `I paste it: ${word}`]) {
      await conversation.send(say(wish));
      texts.set(`state after ${wish}`, JSON.stringify(conversation.state));
    }
    // A session that cannot be opened is told, too.
    isRefused = true;
    await conversation.restartSession();
    texts.set('state without a session', JSON.stringify(conversation.state));
    const failures = conversation.state.turns.flatMap(({ items, failure }) => [
      ...items.flatMap((item) => (item.type === 'failure' ? [item.failure] : [])),
      ...(failure ? [failure] : []),
    ]);
    assert.ok(failures.length > 3);
    texts.set('sentences', failures.map((one) => JSON.stringify(describeFailure(one))).join('\n'));

    const record = conversation.record() ?? assert.fail();
    const { header: first, entries } = recordingOf(record, '1.2.3');
    texts.set('recording', [first, ...entries].map(recordingLine).join(''));
    const store = new ConversationStore(await tempFolder(t));
    await store.save(record);
    texts.set('kept', await readFile(store.folder.pathOf(record.id), 'utf8'));
    for (const [ending, write] of Object.entries(transcriptFormats))
      texts.set(ending, write(record, { branches: 'all' }));
    texts.set('log', log.join('\n'));

    const mark = word.slice(0, 20).toLowerCase();
    for (const [name, text] of texts) {
      if (name !== 'log') assert.ok(text.length > 100, name);
      for (const reading of readingsOf(text)) {
        const at = reading.toLowerCase().indexOf(mark);
        assert.equal(at, -1, `${name}: ${reading.slice(Math.max(0, at - 200), at + 200)}`);
      }
    }
    for (const name of ['recording', 'kept', 'md', 'html', 'json', 'txt'])
      assert.match(texts.get(name) ?? '', /I paste it: \\?\[hidden\\?\]/, name);
  });
