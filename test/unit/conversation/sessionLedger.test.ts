import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SessionLedger } from '../../../src/conversation/sessions/sessionLedger.ts';
import type { Agent } from '../../../src/shared/agent.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const agent: Agent = {
  name: 'Shop',
  businessId: 'b',
  agentId: 'a',
  baseUrl: 'https://api.connectly.ai',
  clientKey: 'c',
};

const dead = () => false;
const alive = () => true;

test('the sessions of a process that is gone are adopted once', async (t) => {
  const path = await tempFolder(t);
  await new SessionLedger(path, 11, alive).add({ sessionId: 's-1', agent });
  const next = new SessionLedger(path, 22, dead);
  assert.deepEqual(await next.adopt(), [{ sessionId: 's-1', agent }]);
  assert.deepEqual(await new SessionLedger(path, 33, alive).adopt(), []);
  await next.remove('s-1');
  assert.deepEqual(await readdir(path), []);
});

test('an adopted session survives a crash of the one who adopted it', async (t) => {
  const path = await tempFolder(t);
  await new SessionLedger(path, 11, alive).add({ sessionId: 's-1', agent });
  await new SessionLedger(path, 22, dead).adopt();
  assert.deepEqual(await new SessionLedger(path, 33, dead).adopt(), [{ sessionId: 's-1', agent }]);
});

test('a window that lives keeps its sessions', async (t) => {
  const path = await tempFolder(t);
  await new SessionLedger(path, 11, alive).add({ sessionId: 's-1', agent });
  assert.deepEqual(await new SessionLedger(path, 22, alive).adopt(), []);
  assert.deepEqual(await readdir(path), ['11.json']);
});

test('a session that was closed is forgotten, the others stay', async (t) => {
  const path = await tempFolder(t);
  const ledger = new SessionLedger(path, 11, alive);
  await Promise.all([
    ledger.add({ sessionId: 's-1', agent }),
    ledger.add({ sessionId: 's-2', agent }),
    ledger.remove('s-1'),
  ]);
  const kept: unknown = JSON.parse(await readFile(join(path, '11.json'), 'utf8'));
  assert.deepEqual(kept, [{ sessionId: 's-2', agent }]);
});

test('a damaged or foreign file is passed over', async (t) => {
  const path = await tempFolder(t);
  await writeFile(join(path, '11.json'), '[{"sessionId":"s-1","agent":{"na');
  await writeFile(join(path, '12.json'), '[{"sessionId":"s-2"},null,7]');
  await writeFile(join(path, 'notes.txt'), 'mine');
  assert.deepEqual(await new SessionLedger(path, 22, dead).adopt(), []);
  assert.deepEqual(await readdir(path), ['notes.txt']);
});
