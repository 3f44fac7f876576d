import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgentGraphClient } from '../../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../../src/agentGraph/http/undici/undiciTransport.ts';
import { SessionLedger } from '../../../src/conversation/sessions/sessionLedger.ts';
import { closeOrphanedSessions } from '../../../src/host/network/closeOrphanedSessions.ts';
import { hangLimitMs } from '../../support/hangLimit.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

test('sessions that a crash left open are closed at the next start, as far as a key is known', async (t) => {
  const simulator = await startTestSimulator();
  const transport = createUndiciTransport();
  t.after(() => Promise.all([transport.dispose(), simulator.close()]));
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const agent = { name: 'Demo', baseUrl, businessId, agentId, clientKey: 'c' };
  const client = new AgentGraphClient({ agent, apiKey, transport });
  const opened = await client.init(AbortSignal.timeout(hangLimitMs));
  assert(opened.type === 'done');
  const folder = await tempFolder(t);
  const crashed = new SessionLedger(folder, 11, () => false);
  await crashed.add({ sessionId: opened.value, agent });
  await crashed.add({ sessionId: 'of-an-agent-without-key', agent: { ...agent, businessId: 'b' } });

  const lines: string[] = [];
  const ledger = new SessionLedger(folder, 22, () => false);
  const connector = {
    connectSilently: (owner: typeof agent) =>
      Promise.resolve(owner.businessId === businessId ? client : undefined),
  };
  await closeOrphanedSessions(ledger, connector, { info: (line) => lines.push(line) });

  assert.equal(simulator.openSessions, 0);
  assert.match(lines[0] ?? '', /was closed$/);
  assert.match(lines[1] ?? '', /could not be closed/);
  assert.deepEqual(await new SessionLedger(folder, 33, () => false).adopt(), []);
});
