import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAt, startScripted } from '../../support/servers/connectionChecks.ts';

for (const [what, close, isLeft] of [
  ['that is closed leaves nothing', undefined, false],
  ['that is gone already leaves nothing', { status: 404, body: '{"code":5}' }, false],
  ['that cannot be closed stays for the next start', { status: 500, body: '{"code":13}' }, true],
] as const)
  test(`the session of a check stands in the ledger, and one ${what}`, async (t) => {
    const { origin } = await startScripted(t, close && { close });
    const open = new Map<string, string>();
    const whileGreeting: number[] = [];
    await checkAt(t, origin, {
      ledger: {
        add: ({ sessionId, agent }) => Promise.resolve(void open.set(sessionId, agent.agentId)),
        remove: (sessionId) => Promise.resolve(void open.delete(sessionId)),
      },
      mayGreet: () => Promise.resolve(whileGreeting.push(open.size) > 0),
    });
    assert.deepEqual(whileGreeting, [1]);
    assert.deepEqual([...open.values()], isLeft ? ['agent-1'] : []);
  });
