import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import type { LedgerEntry } from '../../../src/conversation/sessions/sessionLedger.ts';
import { openClientSession } from '../../../src/scenarios/run/openClientSession.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

async function openSession(context: { after(work: () => Promise<void>): void }) {
  const simulator = await startTestSimulator();
  const transport = createUndiciTransport();
  context.after(async () => {
    await transport.dispose();
    await simulator.close();
  });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const agent = { name: 'Shop', baseUrl, businessId, agentId, clientKey: 'customer' };
  const open = new Map<string, LedgerEntry>();
  const ledger = {
    add: (entry: LedgerEntry) => Promise.resolve(void open.set(entry.sessionId, entry)),
    remove: (sessionId: string) => Promise.resolve(void open.delete(sessionId)),
  };
  const client = new AgentGraphClient({ agent, apiKey, transport });
  const session = await openClientSession(client, new AbortController().signal, ledger);
  assert.equal(session.type, 'done');
  return { simulator, session: session.value, open };
}

test('an open session stands in the ledger until it is closed', async (context) => {
  const { simulator, session, open } = await openSession(context);
  assert.deepEqual([...open.keys()], [session.id]);
  await session.close();
  assert.equal(open.size, 0);
  assert.equal(simulator.openSessions, 0);
});

test('a session that could not be closed stays in the ledger for the next start', async (context) => {
  const { simulator, session, open } = await openSession(context);
  await simulator.close();
  await session.close();
  assert.deepEqual([...open.keys()], [session.id]);
});
