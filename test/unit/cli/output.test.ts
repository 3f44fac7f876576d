import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createOutput, jsonText } from '../../../src/cli/output/output.ts';
import { commandsIn } from '../../support/programs/jobCommands.ts';
import { tempFolder } from '../../support/tempFolder.ts';

type Streams = Parameters<typeof createOutput>[0];

/** Output of which every piece is kept; a descriptor below 0 is no file. */
function outputOf(env: Readonly<Record<string, string>>, fd = -1) {
  const pieces: string[] = [];
  const stream = { fd, write: (text: string) => pieces.push(text) };
  const streams = { stdout: stream, stderr: stream } as unknown as Streams;
  return { ...createOutput(streams, env), text: () => pieces.join('') };
}

const hostile = [
  '::error::x',
  '  \t::set-env name=PATH::x',
  '\u0085\u00a0::add-mask::e',
  '\x1b[31m::warning::x\x1b[0m',
  'ok\r::error::x',
  'ok\n\n ::group::x',
  'text ##[error]x',
  '##[group]x',
  'a ##vso[task.setvariable]x',
  'a ##teamcity[testFailed]',
  '##TeamCity[x]',
  'section_start:1:x\r\x1b[0Kx',
  'a section_end:1:x',
  `${' '.repeat(100)}::error::x`,
  ':::error::x',
];

const jobs = ['CI', 'GITHUB_ACTIONS', 'GITLAB_CI', 'TEAMCITY_VERSION', 'TF_BUILD'];

test('no text begins a command to a job, in one piece or in any two', () => {
  for (const job of jobs)
    for (const text of hostile) {
      assert.ok(commandsIn(text).length > 0, text);
      for (let at = 0; at <= text.length; at += 1) {
        const { write, text: written } = outputOf({ [job]: 'true' });
        write(text.slice(0, at));
        write(text.slice(at));
        write('\nnext\n');
        assert.deepEqual(commandsIn(written()), [], JSON.stringify([text, at, written()]));
        assert.equal(written().replaceAll('\\', ''), `${text}\nnext\n`);
      }
    }
});

test('other texts, and all of them where no program reads the log, stay as they are', async (t) => {
  const innocent = 'a::b\nstd::vector [::1]:80 # [x] ## x\n\x1b[1mb\x1b[0m: :\n';
  const job = outputOf({ GITHUB_ACTIONS: 'true' });
  job.write(innocent);
  assert.equal(job.text(), innocent);
  const terminal = outputOf({ CI: '' });
  hostile.forEach(terminal.write);
  assert.equal(terminal.text(), hostile.join(''));
  const file = join(await tempFolder(t), 'out.md');
  const fd = openSync(file, 'w');
  const redirected = outputOf({ GITHUB_ACTIONS: 'true' }, fd);
  hostile.forEach(redirected.write);
  writeSync(fd, redirected.text());
  closeSync(fd);
  assert.equal(readFileSync(file, 'utf8'), hostile.join(''));
});

test('on standard error nothing acts unseen', () => {
  const { writeError, text } = outputOf({});
  writeError('a\x1b[2J\u202eb\n');
  assert.equal(text(), 'a␛[2J⟨U+202E⟩b\n');
});

test('our own commands to GitHub pass, and carry no mark of another reader', () => {
  const { writeCommands, text } = outputOf({ GITHUB_ACTIONS: 'true' });
  writeCommands('::error file=a::##teamcity[x] ##[y]\n');
  assert.equal(text(), '::error file=a::##teamcity\\[x] ##\\[y]\n');
});

test('JSON keeps each value, and nothing in it is a mark', () => {
  for (const indent of [undefined, 2]) {
    const json = jsonText({ hostile, more: '\u009b\u2028' }, indent);
    assert.deepEqual(JSON.parse(json), { hostile, more: '\u009b\u2028' });
    assert.deepEqual(commandsIn(json), []);
    assert.match(json, /^[\x0a\x20-\x7e\u00a0]+$/);
  }
});
