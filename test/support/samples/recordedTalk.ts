import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runCli } from '../programs/runCli.ts';
import { tempFolder } from '../tempFolder.ts';
import { canaryKey } from '../testKeys.ts';
import { simulatorEnv } from '../servers/simulatorEnv.ts';
import { startTestSimulator } from '../servers/testSimulator.ts';

const recordedKey = canaryKey('recorded');

/** Records two turns with a simulator through the command line. */
export async function recordTalk(t: TestContext) {
  const simulator = await startTestSimulator({ apiKey: recordedKey });
  t.after(() => simulator.close());
  const folder = await tempFolder(t);
  const file = join(folder, 'talk.ndjson');
  const env = simulatorEnv(simulator);
  const texts = ['running shoes under $100', 'Is there anything cheaper?'];
  const recorded = await runCli(['record', '--json', '--out', file, ...texts], { env });
  assert.equal(recorded.code, 0, recorded.stderr);
  return { folder, file, env, recorded };
}
