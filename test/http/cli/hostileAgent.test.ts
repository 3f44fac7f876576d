import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { commandsIn } from '../../support/programs/jobCommands.ts';
import { runCli, type CliRun } from '../../support/programs/runCli.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { testKey } from '../../support/testKeys.ts';
import { startServer } from '../../support/servers/testServer.ts';

const marks =
  '::error::a\n::add-mask::e\r##[error]b ##teamcity[c] section_start:1:d\r\x1b[0K\u202e\n::';
const text = (value: string) => ({
  messageEvent: { role: 'ASSISTANT', content: { textContent: { text: value } } },
});

/** Every place where an agent can put a text of its own. */
const answer = [
  text(`Hello\n${marks}`),
  { [`\n${marks}`]: { a: marks } },
  {
    messageEvent: { role: 'ASSISTANT', content: { imageContent: { url: marks, caption: marks } } },
  },
  {
    messageEvent: {
      role: 'ASSISTANT',
      content: { locationContent: { latitude: 1, longitude: 1, name: marks, address: marks } },
    },
  },
  {
    recommendationEvent: {
      products: [{ productId: marks, title: marks, url: marks, price: 1, currency: marks }],
    },
  },
  { suggestedQuestionsEvent: { suggestedQuestions: [marks] } },
  { handoverEvent: { reason: marks, payload: { [marks]: marks } } },
  {
    connectlyInteractiveEvent: {
      interactive: {
        replyButtonMessage: {
          header: { text: marks },
          body: { text: marks },
          footer: { text: marks },
          buttons: [{ id: marks, text: marks }],
        },
      },
    },
  },
];

async function hostileAgent(t: TestContext) {
  const { origin } = await startServer(t, (response, { path }) => {
    const isInit = path.endsWith('/init');
    const line = { result: { response: { responseEvents: answer } } };
    response.end(JSON.stringify(isInit ? { sessionId: marks } : line) + '\n');
  });
  return {
    SOFIA_API_KEY: testKey,
    SOFIA_BASE_URL: origin,
    SOFIA_BUSINESS_ID: 'business-1',
    SOFIA_AGENT_ID: 'agent-1',
    GITHUB_ACTIONS: 'true',
    CI: 'true',
  };
}

/** The commands of a run but for annotations of ours, which are whole and escaped. */
function foreignCommands({ stdout, stderr }: CliRun): readonly string[] {
  const annotation = /^::(?:error|warning) file=[^:,]*,line=\d+,col=\d+,title=[^:,]*::/;
  const commands = [...commandsIn(stdout), ...commandsIn(stderr)];
  return commands.filter((line) => !annotation.test(line) || /##\w*\[|section_\w+:/.test(line));
}

const scenario = `name: "A"
turns:
  - say: "::error::said by the customer"
    expect:
      - text: { equals: no }
      - unknownEvents: none
      - products: { include: [none] }
      - buttons: { include: [none] }
      - suggestions: { include: [none] }
      - handover: forbidden
      - jsonPath: { path: "$..title", equals: none }
`;

test('no text of an agent is a command in the log of a job, whatever prints it', async (t) => {
  const env = await hostileAgent(t);
  const folder = await tempFolder(t);
  const at = (name: string) => join(folder, name);
  await writeFile(at('a.sofia.yaml'), scenario);
  await writeFile(at('b.sofia.yaml'), 'name: B\n"::error::": 1\nturns: [{ say: "{{" }]\n');
  const files = [at('a.sofia.yaml'), at('b.sofia.yaml')];
  const commands: readonly (readonly string[])[] = [
    ['record', 'hi', '::error::x', '--out', at('talk.ndjson')],
    ['ask', '--json', 'hi'],
    ['check'],
    ['test', ...files, '--reporter', 'github', '--reporter', `json=${at('r.json')}`],
    ['merge-reports', at('r.json'), '--reporter', 'pretty'],
    ['inspect', at('talk.ndjson')],
    ['replay', at('talk.ndjson')],
    ['replay', at('talk.ndjson'), '--live'],
    ['redact', at('talk.ndjson')],
    ['export', at('talk.ndjson'), '--format', 'md'],
    ['export', at('talk.ndjson'), '--format', 'curl'],
    ['inspect', at('::error::no such file')],
    ['ask', '--timeout-ms', '::error::'],
  ];
  const runs: CliRun[] = [];
  for (const args of commands) runs.push(await runCli(args, { env }));
  for (const [index, run] of runs.entries()) {
    const told = commands[index]?.join(' ');
    assert.notEqual(run.stdout + run.stderr, '', told);
    assert.deepEqual(foreignCommands(run), [], told);
  }
  for (const job of ['GITLAB_CI', 'TEAMCITY_VERSION', 'TF_BUILD']) {
    const { GITHUB_ACTIONS: _, CI: __, ...agent } = env;
    for (const args of [
      ['ask', 'hi'],
      ['test', ...files],
      ['test', ...files, '--reporter', 'junit'],
      ['test', ...files, '--reporter', 'html', '--customer-data'],
      ['inspect', at('talk.ndjson')],
    ]) {
      const run = await runCli(args, { env: { ...agent, [job]: 'true' } });
      assert.ok(run.stdout.includes('teamcity'), `${job}: ${args.join(' ')}`);
      assert.deepEqual(foreignCommands(run), [], `${job}: ${args.join(' ')}`);
    }
  }
  const [asked] = runs;
  assert.match(asked?.stdout ?? '', /^\[::error::a .*: unknown to this version\]/m);
  const reported = runs[3]?.stdout ?? '';
  assert.match(reported, /^::error file=/m);
});
