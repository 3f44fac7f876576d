import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hangLimitMs } from '../support/hangLimit.ts';
import { tempFolder } from '../support/tempFolder.ts';
import { runLayer } from '../../scripts/runLayer.ts';

const layer = (code: string) =>
  ({ name: 'a layer', command: [process.execPath, ['-e', code]] }) as const;

test('a layer that prints nothing any more is stopped, and has not passed', async (t) => {
  const options = { env: {}, keptIn: await tempFolder(t), silenceLimitMs: 100 };
  const result = await runLayer(layer('setInterval(() => {}, 1000)'), options);
  assert.equal(result.hasPassed, false);
});

test('a layer has passed when it ends well, and its cases are counted', async (t) => {
  const options = {
    env: { SAID: 'ℹ pass 12' },
    keptIn: await tempFolder(t),
    silenceLimitMs: hangLimitMs,
  };
  const result = await runLayer(layer('console.log(process.env.SAID + "\\nℹ fail 0")'), options);
  assert.deepEqual([result.hasPassed, result.passed, result.failed], [true, 12, 0]);
});
