import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { echoWishes, startEchoAgent } from '../../support/servers/echoAgent.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { readingsOf } from '../../support/undoEscapes.ts';

// A key is masked where values stand, and nothing else is: seen in everything that the commands write.

/** A tester may have written the word into it. */
const scenario = (word: string) => `name: Boots
turns:
  - say: ${JSON.stringify(`say all ${word}`)}
    expect:
      - text: ${JSON.stringify(`something that is not said ${word}`)}
      - products: { count: 30, price: { max: 1 } }
      - jsonPath: { path: '$..products[*].price', equals: 30 }
  - say: say nonsense
  - say: say an error
`;

type Texts = ReadonlyMap<string, string>;

interface Wish {
  readonly env: Readonly<Record<string, string>>;
  /** What the tester says beside the wishes. */
  readonly word: string;
  readonly flags?: readonly string[];
  readonly formats?: readonly string[];
}

/** Everything that the commands write about this agent, by the name of what wrote it. */
async function allTexts(
  context: TestContext,
  { env, word, flags = [], formats = [] }: Wish,
): Promise<Texts> {
  const folder = await tempFolder(context);
  const texts = new Map<string, string>();
  const run = async (name: string, args: readonly string[]) => {
    const summary = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const { stdout, stderr } = await runCli(args, { env: { ...env, ...summary } });
    texts.set(name, stdout + stderr);
  };
  const recording = join(folder, 'talk.ndjson');
  const shop = join(folder, 'shop.sofia.yaml');
  const inFolder = (name: string) => join(folder, name);
  await writeFile(shop, scenario(word));
  const reports = ['json', 'junit', 'html', 'github', 'pretty'].flatMap((name) => [
    '--reporter',
    `${name}=${inFolder(`report.${name}`)}`,
  ]);
  await Promise.all([
    run('record', ['record', ...flags, '--out', recording, ...echoWishes, word]),
    run('ask --json', ['ask', ...flags, '--json', ...echoWishes, word]),
  ]);
  await Promise.all([
    run('test', ['test', ...flags, shop, ...reports, '--record', inFolder('recordings')]),
    run('check', ['check', ...flags]),
    run('check --json', ['check', ...flags, '--json']),
  ]);
  await Promise.all([
    ...formats.map((format) => run(`export ${format}`, ['export', recording, '--format', format])),
    run('inspect', ['inspect', '--json', recording]),
  ]);
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile() && !one.name.endsWith('.sofia.yaml')))
    texts.set(file.name, await readFile(join(file.parentPath, file.name), 'utf8'));
  return texts;
}

test('no command writes the key, however the agent writes it', async (context) => {
  // No key of the other suites: this one goes out in a message too, which the scan of them forbids.
  const key = "Zq8vK2mN5tR7wX4yB6cD9f+/=&'<";
  const { env } = await startEchoAgent(context, { word: key, key });
  const formats = ['har', 'json', 'md', 'html', 'curl'];
  const texts = await allTexts(context, { env, word: key, formats });
  for (const name of ['talk.ndjson', 'report.junit', 'summary.md', 'export har', 'check --json'])
    assert.ok((texts.get(name) ?? '').length > 100, name);
  const mark = key.slice(0, 16).toLowerCase();
  for (const [name, text] of texts) {
    for (const reading of readingsOf(text)) {
      const at = reading.toLowerCase().indexOf(mark);
      assert.equal(at, -1, `${name}: ${reading.slice(Math.max(0, at - 200), at + 200)}`);
    }
  }
  assert.match(texts.get('ask --json') ?? '', /It is \[hidden\], no\?/);
  assert.match(texts.get('report.junit') ?? '', /\[hidden\]/);
});

/** The texts without what is another one each time: times, ports, ids. */
function lasting(texts: Texts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...texts].map(([name, text]) => [
      // The name of a recording has a hash of the folder in it.
      name.replace(/-[0-9a-f]{6}-/, ''),
      text
        .replace(/ask-sofia-test-[\w-]+/g, '')
        .replace(/,"connection":\{[^}]*\}/g, '')
        .replace(/"plan":"[0-9a-f]+"/g, '')
        .replace(/\d+(?:\.\d+)?(?: m?s\b)?|< 1 ms/g, '0')
        .replace(/ +/g, ' '),
    ]),
  );
}

const ordinary = ['test', 'products', 'expected', 'connectly_live_FAKE01fake02FAKE'];

test('with an ordinary key everything is written as with another one', async (context) => {
  const word = 'nothing of the kind';
  const written = async (key: string, flags: readonly string[]) => {
    const { env } = await startEchoAgent(context, { word, key });
    return lasting(await allTexts(context, { env, word, flags }));
  };
  const plain = await written('zq_plain_0123456789', ['--client-key', 'buyer']);
  assert.ok(JSON.stringify(plain).includes('connectlyInteractiveEvent'));
  // The customers are texts of reports as well.
  for (const [index, key] of ordinary.entries()) {
    const customer = ['settings', '1', 'ok', 'no'][index] ?? '';
    const texts = await written(key, ['--client-key', customer]);
    for (const [name, text] of Object.entries(texts)) {
      const expected = (plain[name] ?? '').replaceAll('buyer', customer.replace('1', '0'));
      assert.equal(text, expected, `${name} with ${key}`);
    }
  }
});
