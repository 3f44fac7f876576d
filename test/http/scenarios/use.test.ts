import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { readReport } from '../../../src/scenarios/reports/report.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { startVerdictAgent } from '../../support/servers/verdictAgent.ts';

type Files = Readonly<Record<string, string>>;

/** A project with these files, and what `ask-sofia test` says of it to an agent that repeats all. */
async function project(t: TestContext, files: Files) {
  const folder = await tempFolder(t);
  await mkdir(join(folder, '.sofia'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const agent = await startVerdictAgent(t);
  const run = (...args: readonly string[]) =>
    runCli(['test', ...args], { env: agent.env, cwd: folder });
  const said = () =>
    agent.requests
      .filter(({ path }) => path.endsWith('/invoke'))
      .flatMap(({ body }) => [...body.matchAll(/"text":"([^"]*)"/g)].map(([, text]) => text));
  return { folder, agent, run, said };
}

const greet = "- say: hello {{who}}\n  expect: [{ text: 'hello {{who}}' }]\n";

test('steps of another file are turns of the scenario, and files of theirs stand beside them', async (t) => {
  const { run, said } = await project(t, {
    'shop/a.sofia.yaml': `name: A
variables: { who: Ana }
turns:
  - use: ../steps/greet.yaml
  - say: bye
    expect: [{ text: bye }]
`,
    'steps/greet.yaml': `${greet}- use: more/ask.yaml\n`,
    'steps/more/ask.yaml':
      '- say: boots\n  expect:\n    - jsonSchema: { event: messageEvent, schema: any.json }\n',
    'steps/more/any.json': '{"type":"object"}',
  });
  const { code, stdout } = await run();
  assert.equal(code, 0, stdout);
  assert.deepEqual(said(), ['hello Ana', 'boots', 'bye']);
});

test('a failure of such a step stands where it is used', async (t) => {
  const { run } = await project(t, {
    'a.sofia.yaml':
      'name: A\nturns:\n  - use: steps/bye.yaml\n  - say: own\n    expect: [{ text: ciao }]\n',
    'steps/bye.yaml': '\n\n\n- say: hi\n- say: hi\n  expect: [{ text: bye }]\n',
  });
  const { code, stdout } = await run();
  assert.equal(code, 1, stdout);
  assert.match(stdout, /a\.sofia\.yaml:3:5 text contains "bye"/);
  assert.match(stdout, /a\.sofia\.yaml:5:14 text contains "ciao"/);
});

const scenario = (name: string) => `name: T\nturns:\n  - use: ${name}\n`;

const problems: readonly (readonly [what: string, files: Files, told: RegExp])[] = [
  [
    'a missing file',
    { 'a.sofia.yaml': scenario('no.yaml') },
    /a\.sofia\.yaml:3:10 File not found: no\.yaml/,
  ],
  [
    'a file outside of the project',
    { 'a.sofia.yaml': scenario('../../etc/passwd') },
    /a\.sofia\.yaml:3:10 The file must be in this project's folders/,
  ],
  [
    'a file that uses itself by another one',
    {
      'a.sofia.yaml': scenario('b.yaml'),
      'b.yaml': '- use: c.yaml\n',
      'c.yaml': '- say: hi\n- use: b.yaml\n',
    },
    /c\.yaml:2:8 b\.yaml uses itself/,
  ],
  [
    'a mistake in the file',
    { 'a.sofia.yaml': scenario('b.yaml'), 'b.yaml': '- say: hi\n- sya: hi\n' },
    /! b\.yaml:2:3 "sya" isn't allowed here\. Did you mean "say"\?/,
  ],
  [
    'a name that the scenario does not give it',
    { 'a.sofia.yaml': scenario('b.yaml'), 'b.yaml': greet },
    /! b\.yaml:1:8 Unknown variable "who"/,
  ],
  ['no YAML', { 'a.sofia.yaml': scenario('b.yaml'), 'b.yaml': '- "' }, /b\.yaml:1:3 This quote/],
  [
    'no list',
    { 'a.sofia.yaml': scenario('b.yaml'), 'b.yaml': 'say: hi' },
    /3:10 b\.yaml isn't a list/,
  ],
  [
    'an expectation beside it',
    { 'a.sofia.yaml': `${scenario('b.yaml')}    expect: [{ text: a }]\n`, 'b.yaml': '- say: a\n' },
    /3:10 A turn with "use" can't have other keys/,
  ],
  [
    'very many turns by a few files',
    {
      'a.sofia.yaml': scenario('1.yaml'),
      ...Object.fromEntries(
        [1, 2, 3, 4].map((n) => [`${n}.yaml`, `- use: ${n + 1}.yaml\n`.repeat(200)]),
      ),
      '5.yaml': '- say: hi\n',
    },
    /5\.yaml:1:3 This list has more than 1000 items/,
  ],
  [
    'defaults with a mistake',
    { 'a.sofia.yaml': 'name: T\nturns: [{ say: hi }]\n', 'sofia.defaults.yaml': 'timoutMs: 5\n' },
    /sofia\.defaults\.yaml:1:1 "timoutMs" isn't allowed here\. Did you mean "timeoutMs"\?/,
  ],
];

for (const [what, files, told] of problems) {
  test(`${what} is told with its own place, and nothing is sent`, async (t) => {
    const { run, said } = await project(t, files);
    const { code, stdout } = await run();
    assert.equal(code, 2, stdout);
    assert.match(stdout, told);
    assert.deepEqual(said(), []);
  });
}

test('a report tells where steps and defaults were written, besides where they are used', async (t) => {
  const { run } = await project(t, {
    'a.sofia.yaml': 'name: A\nturns:\n  - use: steps/bye.yaml\n',
    'steps/bye.yaml':
      '- say: hi\n- say: silent\n  expect:\n    - text: { contains: bye, not: hi }\n',
    'sofia.defaults.yaml': 'expect:\n  - text: { equals: ciao }\n',
  });
  const { code, stdout } = await run('--reporter', 'json');
  assert.equal(code, 1, stdout);
  const read = readReport({ name: 'report', text: stdout });
  assert.ok('report' in read, JSON.stringify(read));
  const [attempt] = read.report.cases[0]?.attempts ?? [];
  const inFile = (file: string, line: number, column: number) => ({ file, at: { line, column } });
  const steps = (line: number, column: number) => inFile('steps/bye.yaml', line, column);
  assert.deepEqual(
    attempt?.turns.map(({ at, elsewhere }) => [at, elsewhere]),
    [
      [{ line: 3, column: 5 }, steps(1, 3)],
      [{ line: 3, column: 5 }, steps(2, 3)],
    ],
  );
  const missed = attempt.turns[1]?.checks.map(({ title, elsewhere }) => [title, elsewhere]);
  assert.deepEqual(missed, [
    ['the agent responds', undefined],
    ['text contains "bye"', steps(4, 15)],
  ]);
  assert.deepEqual(
    attempt.checks.map(({ at, elsewhere }) => [at, elsewhere]),
    [[{ line: 1, column: 7 }, inFile('sofia.defaults.yaml', 2, 13)]],
  );
});

test('defaults hold below their folder: the nearest wins, and expectations add up', async (t) => {
  const { run } = await project(t, {
    'sofia.defaults.yaml': 'tags: [outer]\nsilence: allowed\nexpect: [{ text: hello }]\n',
    'shop/sofia.defaults.yaml': 'tags: [inner]\nexpect: [{ text: shop }]\n',
    'shop/a.sofia.yaml': 'name: A\nturns: [{ say: hello shop }]\n',
    'shop/b.sofia.yaml': 'name: B\ntags: [own]\nturns: [{ say: hello }]\n',
    'c.sofia.yaml': 'name: C\nturns: [{ say: silent }]\n',
  });
  const names = async (tag: string) => (await run('--tag', tag)).stdout;
  assert.match(await names('inner'), /✓ A[^]*1 passed/);
  const own = await names('own');
  assert.match(own, /✗ B[^]*1 failed/);
  assert.match(own, /b\.sofia\.yaml:1:7[^]*text contains "shop"/);
  // From anywhere, and the silence is allowed: only the text is missing.
  const outer = await names('outer');
  assert.match(outer, /✗ C[^]*1 failed/);
  assert.doesNotMatch(outer, /the agent responds|the response is empty/i);
});

test('a change of steps or defaults runs the scenarios again that use them', async (t) => {
  const { folder, agent } = await project(t, {
    'a.sofia.yaml': 'name: A\nturns: [{ use: steps/hi.yaml }]\n',
    'other/b.sofia.yaml': 'name: B\nturns: [{ say: hi, expect: [{ text: hi }] }]\n',
    'steps/hi.yaml': '- say: hi\n  expect: [{ text: hi }]\n',
  });
  let step = 0;
  const { stdout } = await runCli(['test', '--watch'], {
    env: agent.env,
    cwd: folder,
    onOutput: (output, kill) => {
      const runs = output.split(/\d+ (?:passed|failed).* in /).length - 1;
      if (runs <= step) return;
      step = runs;
      if (runs === 1)
        writeFileSync(join(folder, 'steps/hi.yaml'), '- say: bye\n  expect: [{ text: ciao }]\n');
      else if (runs === 2)
        writeFileSync(join(folder, 'sofia.defaults.yaml'), 'expect: [{ text: hi }]\n');
      else kill('SIGINT');
    },
  });
  assert.match(stdout, /2 passed[^]*✗ A[^]*1 failed[^]*✗ A[^]*✓ B[^]*1 passed, 1 failed/);
});

test('a table outside of the project is not read', async (t) => {
  const { run, said } = await project(t, {
    'a.sofia.yaml': 'name: T\ndata: ../x.csv\nturns: [{ say: hi }]\n',
  });
  const { code, stdout } = await run();
  assert.equal(code, 2, stdout);
  assert.match(stdout, /a\.sofia\.yaml:2:7 The file must be in this project's folders/);
  assert.deepEqual(said(), []);
});
