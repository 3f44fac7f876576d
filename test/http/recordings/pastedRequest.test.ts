import assert from 'node:assert/strict';
import { readFile, writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { requestCode } from '../../../src/recordings/code/requestCode.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { runProgram, whyMissing } from '../../support/programs/runProgram.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { startServer } from '../../support/servers/testServer.ts';

// A stranger's recording, copied and typed into shells that somebody sits at: the server must get
// the exact bytes, and nothing else may run.

/** Each would leave a file behind if a shell ran it. */
const hostile: readonly string[] = [
  `$(touch ran)`,
  '`touch ran`',
  `'; touch ran; '`,
  `'"'"'; touch ran #`,
  `"; touch ran; "`,
  `\\'; touch ran; \\'`,
  `\\\\'; touch ran; echo \\\\'`,
  `a\\`,
  `a\\\\`,
  `line\ntouch ran\n`,
  `line\r\ntouch ran\r\n`,
  `'\ntouch ran\n'`,
  `\u001b[201~\ntouch ran\n`,
  `\u009b201~\ntouch ran\n`,
  `\u0003\u0004\u0015touch ran\n`,
  `\t\t!touch !! !$ !-1`,
  `it's !touch "!!"`,
  `a\u0000b\u007f\u001b]0;title\u0007`,
  `\u2028touch ran\u2029\u0085\u00a0\u200b\u{e0001}\ufeff`,
  `\u2018; touch ran; \u2019 \u201a; touch ran; \u201b`,
  `\u2019'; touch ran; \u2018`,
  `& touch ran & | touch ran > ran %PATH% ^`,
  `@/etc/hostname`,
  `-d @/etc/hostname`,
  `--help`,
  `-%s %d %n \\x41 \\101 \\c`,
  `%`,
  `# touch ran`,
  `~ * ? [a] {a,b} $HOME \${HOME} $((1+1)) <(touch ran)`,
  `ñandú 日本語 👟 é`,
  `it's ordinary \\"text\\"`,
  `\ud800 alone`,
  `${'x'.repeat(3000)}\u001b`,
  '',
  '\n\n\n',
];

/** What only some machines have says so; bash and dash are on every Linux, sh on every Unix. */
const always = process.platform === 'linux' ? ['bash', 'dash', 'sh'] : ['sh'];
const isUnix = process.platform !== 'win32';
const shells: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['bash', ['--norc', '-i']],
  ['dash', ['-i']],
  ['sh', ['-i']],
  ['zsh', ['-f', '-i']],
  ['fish', ['--no-config', '-i']],
];

for (const [shell, args] of shells) {
  const skip = isUnix && always.includes(shell) ? undefined : await whyMissing(shell);
  test(`${shell} sends hostile bodies byte for byte and runs nothing`, { skip }, async (t) => {
    const { origin, requests } = await startServer(t, (response) => void response.end('{}\n'));
    const cwd = await tempFolder(t);
    const home = { HOME: cwd, HISTFILE: join(cwd, 'history') };
    for (const body of hostile) {
      const made = requestCode('curl', { url: `${origin}/a'b;c$(d)`, headers: {}, body });
      assert.ok('code' in made);
      const inputFile = join(cwd, 'typed');
      await writeFile(inputFile, `${made.code}exit\n`);
      await runProgram(shell, args, { cwd, env: home, inputFile });
      assert.equal(requests.at(-1)?.body, Buffer.from(body).toString(), JSON.stringify(body));
    }
    assert.equal(requests.length, hostile.length);
    assert.deepEqual(
      requests.map(({ path }) => path),
      hostile.map(() => `/a'b;c$(d)`),
    );
    assert.ok(!(await readdir(cwd)).includes('ran'));
  });
}

for (const [program, args, language, ending] of [
  ['python3', [], 'python', 'py'],
  [process.execPath, [], 'javascript', 'mjs'],
  ['pwsh', ['-NoProfile', '-File'], 'powershell', 'ps1'],
] as const) {
  const skip = await whyMissing(program);
  test(`a copy as ${language} sends hostile bodies byte for byte`, { skip }, async (t) => {
    const { origin, requests } = await startServer(t, (response) => void response.end('{}\n'));
    const cwd = await tempFolder(t);
    const body = hostile.join('\n');
    const made = requestCode(language, { url: `${origin}/`, headers: {}, body });
    assert.ok('code' in made);
    const file = join(cwd, `request.${ending}`);
    await writeFile(file, made.code);
    const { stderr } = await runProgram(program, [...args, file], { cwd });
    assert.equal(requests[0]?.body, Buffer.from(body).toString(), stderr);
    assert.ok(!(await readdir(cwd)).includes('ran'));
  });
}

test('a header beyond ASCII keeps its bytes', { skip: await whyMissing('sh') }, async (t) => {
  const { origin, requests } = await startServer(t, (response) => void response.end());
  const headers = { 'x-shop': `Café 'Ñ' "!" $(touch ran) \\` };
  const made = requestCode('curl', { url: origin, headers, body: '{}' });
  assert.ok('code' in made);
  const inputFile = join(await tempFolder(t), 'typed');
  await writeFile(inputFile, `${made.code}exit\n`);
  for (const [shell, args] of shells.filter(([name]) => always.includes(name))) {
    await runProgram(shell, args, { inputFile });
    assert.equal(requests.at(-1)?.headers['x-shop'], headers['x-shop'], shell);
  }
});

test('a recording whose URL or header cannot be quoted is not exported, and says why', async (t) => {
  const file = join(await tempFolder(t), 'talk.ndjson');
  await runCli(['record', '--out', file, 'hello']);
  const text = await readFile(file, 'utf8');
  for (const [from, to, why] of [
    ['"url":"http://', '"url":"http://a\\u001b[201~\\n', /Its URL must start with https:\/\//],
    [
      '"accept":"',
      '"accept":"\\u001b[201~\\ntouch ran\\n',
      /The header "accept" contains characters/,
    ],
  ] as const) {
    assert.ok(text.includes(from));
    await writeFile(file, text.replaceAll(from, to));
    const { code, stdout, stderr } = await runCli(['export', file, '--format', 'curl']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, why);
  }
});
