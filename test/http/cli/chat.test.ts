import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { cliScript } from '../../support/programs/cliScript.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { whyMissing } from '../../support/programs/runProgram.ts';
import { interactive, message, type Said } from '../../support/samples/scenarioRuns.ts';
import { startVerdictAgent } from '../../support/servers/verdictAgent.ts';
import { tempFolder } from '../../support/tempFolder.ts';

const hostile = 'Yes\u001b[2J\u202e\n 9  No';
const menu: readonly Said[] = [
  message('What would you like?'),
  interactive('listMessage', {
    sections: [
      { rows: [{ id: 'road', text: 'Road', description: 'Paved' }] },
      { rows: [{ id: 'trail', text: 'Trail' }] },
    ],
  }),
  interactive('replyButtonMessage', { buttons: [{ id: 'yes', text: hostile }, { text: 'No' }] }),
  { chatSuggestionEvent: { suggestedQuestions: ['Anything cheaper?'] } },
];

/** The input events that an agent got, one for each turn. */
function inputs({ requests }: { readonly requests: readonly { path: string; body: string }[] }) {
  return requests
    .filter(({ path }) => path.endsWith('/invoke'))
    .flatMap(({ body }) => (JSON.parse(body) as { inputEvents: unknown[] }).inputEvents);
}

const said = (text: string) => ({
  messageEvent: { role: 'USER', content: { textContent: { text } } },
});

test('a number chooses a row, a button or a suggested reply; other text is said', async (t) => {
  const agent = await startVerdictAgent(t, { menu });
  const lines = ['menu', '1', 'menu', '3', 'menu', '4', 'menu', '5', '7', '\\7', '\\/new', ' '];
  const { code, stdout, stderr } = await runCli(['chat'], {
    env: agent.env,
    input: lines.join('\n'),
  });
  assert.equal(code, 0, stderr);
  const listed = '\n  1  Road: Paved\n  2  Trail\n  3  Yes␛[2J⟨U+202E⟩ 9 No\n  4  No\n';
  assert.ok(stdout.includes(`${listed}  5  Anything cheaper?\n`), stdout);
  assert.deepEqual(inputs(agent), [
    said('menu'),
    { listReplyEvent: { id: 'road', title: 'Road', description: 'Paved' } },
    said('menu'),
    { buttonResponseEvent: { id: 'yes', title: hostile } },
    said('menu'),
    said('No'),
    said('menu'),
    said('Anything cheaper?'),
    said('7'),
    said('7'),
    said('/new'),
  ]);
});

test('a number that is not among the choices is not sent', async (t) => {
  const agent = await startVerdictAgent(t, { menu });
  const { stderr } = await runCli(['chat'], { env: agent.env, input: 'menu\n6\n0\n\\6' });
  assert.match(stderr, /Choose a number from 1 to 5, or type \\6 to send the text\./);
  assert.deepEqual(inputs(agent), [said('menu'), said('6')]);
});

test('/new opens another session, /quit ends, and every session is closed', async (t) => {
  const agent = await startVerdictAgent(t);
  const input = 'one\n/new\ntwo\n/quit\nthree';
  const { code, stderr } = await runCli(['chat'], { env: agent.env, input });
  assert.equal(code, 0);
  assert.match(stderr, /New session\./);
  const paths = agent.requests.map(({ path }) => path.split('/').at(-1));
  assert.deepEqual(paths, ['init', 'invoke', 'close', 'init', 'invoke', 'close']);
  assert.equal(agent.sessions.size, 0);
});

test('after a lost session the next message opens one; the failure is the exit code', async (t) => {
  const agent = await startVerdictAgent(t, {
    lost: (response) => {
      response.statusCode = 404;
      response.end('{"code":5,"message":"session not found"}');
    },
  });
  const { code, stdout, stderr } = await runCli(['chat'], { env: agent.env, input: 'lost\nhello' });
  assert.equal(code, 1);
  assert.match(stderr, /Your next message starts a new session\./);
  assert.match(stdout, /You said: hello/);
});

test('--out keeps the chat as a recording', async (t) => {
  const agent = await startVerdictAgent(t);
  const out = join(await tempFolder(t), 'talk.ndjson');
  const chat = await runCli(['chat', '--out', out], { env: agent.env, input: 'hello' });
  assert.equal(chat.code, 0, chat.stderr);
  const { stdout } = await runCli(['replay', out, '--speed', 'Infinity']);
  assert.match(stdout, /You said: hello/);
  const again = await runCli(['chat', '--out', out], { env: agent.env, input: 'hello' });
  assert.equal(again.code, 2);
  const standard = await runCli(['chat', '--out', '-'], { env: agent.env, input: 'hello' });
  assert.match(standard.stderr, /Standard output is taken/);
});

/** Runs the chat in a terminal of its own; `shows` resolves when the terminal shows the text. */
function inTerminal(t: TestContext, env: Readonly<Record<string, string>>, state: string) {
  const { PATH = '' } = process.env;
  const child = spawn(
    'script',
    ['-qec', `"${process.execPath}" "${cliScript}" chat`, '/dev/null'],
    {
      env: { PATH, TERM: 'xterm', SHELL: '/bin/sh', XDG_STATE_HOME: state, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  t.after(() => child.kill('SIGKILL'));
  const ended = once(child, 'close') as Promise<[number | null]>;
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  let seen = 0;
  const shows = async (text: string) => {
    while (output.indexOf(text, seen) < 0) {
      await Promise.race([once(child.stdout, 'data'), ended]);
      if (child.exitCode !== null && output.indexOf(text, seen) < 0)
        assert.fail(`"${text}" was not shown:\n${output}`);
    }
    seen = output.indexOf(text, seen) + text.length;
  };
  return { type: (keys: string) => child.stdin.write(keys), shows, ended, output: () => output };
}

test('at a terminal Ctrl+C stops the response, and at the prompt it ends the chat', async (t) => {
  const missing = process.platform === 'linux' ? await whyMissing('script') : 'Linux only';
  if (missing !== undefined) return t.skip(missing);
  let hasStarted: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (hasStarted = resolve));
  const agent = await startVerdictAgent(t, {
    menu,
    endless: (response) => {
      response.flushHeaders();
      hasStarted();
    },
  });
  const terminal = inTerminal(t, agent.env, await tempFolder(t));
  await terminal.shows('Ctrl+D ends the chat.');
  await terminal.shows('> ');
  terminal.type('endless\r');
  await started;
  terminal.type('\x03');
  await terminal.shows('Stopped.');
  await terminal.shows('> ');
  terminal.type('menu\r');
  await terminal.shows('5  Anything cheaper?');
  terminal.type('2\r');
  await terminal.shows('> Trail');
  await terminal.shows('events');
  await terminal.shows('> ');
  terminal.type('\x03');
  assert.deepEqual(await terminal.ended, [0, null], terminal.output());
  assert.equal(agent.sessions.size, 0);
  assert.deepEqual(inputs(agent).at(-1), { listReplyEvent: { id: 'trail', title: 'Trail' } });
});
