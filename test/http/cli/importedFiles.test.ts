import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordTalk } from '../../support/samples/recordedTalk.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import { canaryKey, keyNamesIn } from '../../support/testKeys.ts';

// The commands that read a recording take what else is around: archives, exports, answers.

const eventsOf = (stdout: string) =>
  jsonLines(stdout).flatMap(({ turn, event }) => (event ? [{ turn, event }] : []));

test('an archive and an export of a recording say the same as the recording', async (t) => {
  const { folder, file, recorded } = await recordTalk(t);
  for (const format of ['har', 'json']) {
    const exported = await runCli(['export', file, '--format', format]);
    const copy = join(folder, `copy.${format}`);
    await writeFile(copy, exported.stdout);
    const replayed = await runCli(['replay', '--json', '--speed', 'Infinity', copy]);
    assert.equal(replayed.code, 0, replayed.stderr);
    assert.deepEqual(eventsOf(replayed.stdout), eventsOf(recorded.stdout), format);
    const inspected = await runCli(['inspect', copy]);
    assert.equal(inspected.code, 0, inspected.stderr);
    assert.match(inspected.stdout, / B {2}recommendationEvent/);
    const out = join(folder, `${format}.ndjson`);
    const redacted = await runCli(['redact', copy, '--out', out]);
    assert.equal(redacted.code, 0, redacted.stderr);
    assert.doesNotMatch(await readFile(out, 'utf8'), /ask-sofia-cli/);
    const again = await runCli(['export', out, '--format', 'md']);
    assert.equal(again.code, 0, again.stderr);
  }
});

test('a key in an archive comes out of no command', async (t) => {
  const { folder, file } = await recordTalk(t);
  const exported = await runCli(['export', file]);
  const key = canaryKey('archive');
  const archive = join(folder, 'browser.har');
  await writeFile(archive, exported.stdout.replaceAll('[hidden]', key));
  for (const command of [
    ['inspect', '--json'],
    ['export', '--format', 'json'],
    ['export', '--format', 'curl'],
    ['export', '--format', 'har'],
    ['redact'],
  ]) {
    const [name = '', ...flags] = command;
    const { stdout, stderr, code } = await runCli([name, archive, ...flags]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(keyNamesIn(stdout + stderr), [], command.join(' '));
  }
});

test('an answer can be read and replayed, but nobody says what was asked', async (t) => {
  const { folder, env } = await recordTalk(t);
  const file = join(folder, 'answer.txt');
  const text = { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Hi' } } } };
  await writeFile(
    file,
    `${JSON.stringify({ result: { response: { responseEvents: [text] } } })}\n`,
  );
  const replayed = await runCli(['replay', file]);
  assert.equal(replayed.code, 0, replayed.stderr);
  assert.match(replayed.stdout, /^Hi$/m);
  const live = await runCli(['replay', '--live', file], { env });
  assert.equal(live.code, 1);
  assert.match(live.stderr, /so the request is unknown/);
  assert.equal((await runCli(['export', file, '--format', 'curl'])).code, 1);
});

test('what cannot be read is told in one sentence with what to do', async (t) => {
  const { folder } = await recordTalk(t);
  const file = join(folder, 'cut.har');
  await writeFile(file, '{"log":{"entries":[{"request":');
  const cut = await runCli(['inspect', file]);
  assert.equal(cut.code, 2);
  assert.match(cut.stderr, /cut\.har: The file is damaged or incomplete\. Copy it/);
  const missing = await runCli(['inspect', join(folder, 'none')]);
  assert.match(missing.stderr, /The file doesn't exist/);
  const directory = await runCli(['inspect', folder]);
  assert.equal(directory.code, 2);
  assert.match(directory.stderr, /This is a folder\. Specify a file in it\./);
});
