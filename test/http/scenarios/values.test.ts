import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { scenarioFolder, startVerdictAgent } from '../../support/servers/verdictAgent.ts';

/** What the customer said in the turns, in the order in which the agent was asked. */
function saidTo({ requests }: { readonly requests: readonly { path: string; body: string }[] }) {
  return requests
    .filter(({ path }) => path.endsWith('/invoke'))
    .flatMap(({ body }) =>
      [...body.matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text),
    );
}

test('values that name each other, columns and the environment reach the agent without braces', async (t) => {
  const agent = await startVerdictAgent(t);
  const { run } = await scenarioFolder(
    t,
    `name: Nested
env: [SHOPPER]
variables: { ask: 'shoes in {{size}}', who: '{{env.SHOPPER}}', left: 'a \\{{brace}}' }
data: [{ size: 42, colour: no }, { size: 'a {{colour}} 43', colour: red }]
turns:
  - say: '{{ask}} for {{who}} {{left}}'
    expect: [{ text: '{{ask}} for' }]
`,
  );
  const { code, stdout } = await run([], { env: { ...agent.env, SHOPPER: 'Ana {{who}}' } });
  assert.equal(code, 0, stdout);
  assert.deepEqual(saidTo(agent), [
    'shoes in 42 for Ana {{who}} a {{brace}}',
    'shoes in a red 43 for Ana {{who}} a {{brace}}',
  ]);
});

test('a variable of the environment that is not set, or is a key, is an error that names it', async (t) => {
  const agent = await startVerdictAgent(t);
  const { run } = await scenarioFolder(
    t,
    "name: T\nenv: [SHOPPER]\nturns:\n  - say: '{{env.SHOPPER}}'\n    expect: [{ text: hi }]\n",
  );
  const unset = await run([], { env: agent.env });
  assert.equal(unset.code, 2, unset.stdout);
  assert.match(unset.stdout, /:2:7.*The environment variable SHOPPER isn't set/);
  const key = await run([], { env: { ...agent.env, SHOPPER: agent.env.SOFIA_API_KEY } });
  assert.equal(key.code, 2, key.stdout);
  assert.match(key.stdout, /SHOPPER is an API key/);
  assert.deepEqual(agent.requests, []);
});

test('merge keys share expectations, and x- keys hold what is shared', async (t) => {
  const agent = await startVerdictAgent(t);
  const { run, file } = await scenarioFolder(
    t,
    `name: Merged
x-shared: { polite: &polite { contains: hello } }
turns:
  - say: hello
    expect:
      - text: { <<: *polite, not: robot }
`,
  );
  assert.equal((await run([], { env: agent.env })).code, 0);
  await writeFile(
    file,
    'name: T\nturns:\n  - say: robot\n    expect:\n      - text: &a { not: robot }\n      - text: { <<: *a, contains: robot }\n',
  );
  const { code, stdout } = await run([], { env: agent.env });
  assert.equal(code, 1, stdout);
});
