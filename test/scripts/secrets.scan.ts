// The last layer of `npm test`: what all the others made is searched for the keys they used.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { test } from 'node:test';
import { artifactsDir } from '../support/artifacts.ts';
import type { KeyRecord } from '../support/servers/keyWatch.ts';
import { filesBelow, filesThatContain, SecretScan } from '../support/secretScan.ts';
import { keyMark, keyNamesIn, keyPattern } from '../support/testKeys.ts';
import { cacheDir } from '../../scripts/paths.ts';

assert(artifactsDir !== undefined, 'ASK_SOFIA_ARTIFACTS names no folder');
const folder = artifactsDir;
const files = await filesBelow(folder);
const paths = files.map((file) => relative(folder, file).split(sep).join('/'));

/** Of each of these there must be some, or the scan has passed because it saw nothing. */
const producers: Readonly<Record<string, RegExp>> = {
  'output of the layer that packages': /^layers\/check,-build-and-package\.stdout/,
  'output of the unit tests': /^layers\/unit\.stdout/,
  'output of the http tests': /^layers\/http\.stdout/,
  'output of the webview tests': /^layers\/webview\.stdout/,
  'output of the integration tests': /^layers\/integration.*\.stdout/,
  'output of the end to end tests': /^layers\/end-to-end.*\.stdout/,
  'output of the command line': /^cli\/.*\/stdout\.txt$/,
  'errors of the command line': /^cli\/.*\/stderr\.txt$/,
  'connection reports': /^reports\/.*\/states\.jsonl$/,
  'copied connection reports': /^reports\/.*\/report\.md$/,
  'consoles of windows': /^workbench\/.*\/console\.txt$/,
  'messages of windows': /^workbench\/.*\/messages\.jsonl$/,
  'texts of windows': /^workbench\/.*\/text\.txt$/,
  'pages of windows': /^workbench\/.*\/page\.html$/,
  'storage of browsers': /^workbench\/.*\/storage\.json$/,
  'exported conversations': /^folders\/onboarding.*\.json$/,
  'saved scenarios': /^folders\/.*\.sofia\.yaml$/,
  'recordings of scenarios': /^folders\/.*\.recording\.ndjson$/,
  'logs of the extension': /^profiles\/.*Ask Sofia\.log$/,
  'user settings': /^profiles\/.*\/User\/settings\.json$/,
  'stored conversations': /^profiles\/.*\/ask-sofia\.ask-sofia\//,
  'output of VS Code': /^profiles\/.*\/output\.txt$/,
  'output of the extension host': /^integration\/.*\.log$/,
};

/** A key that a test commits itself, to see that it is refused and goes nowhere else. */
const isCommitted = (path: string, text: string) =>
  /^folders\/trust\.test-.*\/(?:\.vscode\/settings|\.sofia\/agents)\.json$/.test(path) &&
  keyNamesIn(text).join() === 'committed' &&
  !text.replace(keyPattern, '').includes(keyMark);

/** The files of one producer. */
const madeBy = (pattern: RegExp) => files.filter((_, index) => pattern.test(paths[index] ?? ''));

test('every producer has left something', async () => {
  const silent: string[] = [];
  for (const [name, pattern] of Object.entries(producers)) {
    const sizes = await Promise.all(madeBy(pattern).map(async (file) => (await stat(file)).size));
    if (sizes.every((size) => size === 0)) silent.push(name);
  }
  assert.deepEqual(silent, []);
});

test('nothing was too long to be kept', () => {
  assert.equal(paths.includes('tooLong.txt'), false);
});

test('the scan looks where things are written: it finds what was said', async () => {
  const found = await filesThatContain(folder, 'running shoe');
  for (const producer of ['cli', 'workbench', 'profiles', 'folders']) {
    assert(
      found.some((path) => path.startsWith(join(folder, producer))),
      producer,
    );
  }
});

test('no key is in anything that the suites made, in any form', async () => {
  const scan = new SecretScan(keyMark);
  const found: string[] = [];
  const vsix = process.env['ASK_SOFIA_VSIX'] ?? join(cacheDir, 'ask-sofia.vsix');
  for (const [index, file] of [...files, vsix].entries()) {
    const bytes = await readFile(file);
    const path = paths[index] ?? basename(file);
    if (isCommitted(path, bytes.toString())) continue;
    for (const { place, form } of scan.inFile(path, bytes)) {
      const names = keyNamesIn(bytes.toString('latin1')).join(', ');
      found.push(`${place}: ${form}${names === '' ? '' : ` (${names})`}`);
    }
  }
  assert.deepEqual(found, []);
});

test('no server got a key that was not entered for it, and keys did arrive', async () => {
  const records = await Promise.all(
    madeBy(/^servers\/.*\/keys\.json$/).map(
      async (file) => JSON.parse(await readFile(file, 'utf8')) as KeyRecord,
    ),
  );
  const strangers = records.flatMap(({ server, entered, strangers: keys }) =>
    keys.map((key) => `${server} of ${entered.join(', ')}: ${key}`),
  );
  assert.deepEqual(strangers, []);
  const arrived = new Set(records.flatMap(({ received }) => received));
  for (const name of ['test', 'simulator', 'proxy', 'cli', 'chat', 'onboarding', 'trust']) {
    assert(arrived.has(name), `the key "${name}" reached no server`);
  }
});
