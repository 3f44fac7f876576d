import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { describeFailure, failureParts } from '../../../src/shared/failure/describeFailure.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import { isFailure } from '../../../src/shared/failure/failure.ts';
import type { Bundle } from '../../../src/shared/l10n.ts';
import { useLanguage } from '../../../src/shared/l10n.ts';
import { keepTexts } from '../../support/artifacts.ts';
import { networkSituations } from '../../support/situations/networkSituations.ts';
import { proxySituations } from '../../support/situations/proxySituations.ts';
import { replySituations } from '../../support/situations/replySituations.ts';
import type { Situation } from '../../support/situations/situation.ts';
import { proxyPassword, testKey } from '../../support/testKeys.ts';

// test/fixtures/failures.md is read by people: what each failure says, in every language. It is made by
// real servers and proxies. Where a sentence changes, UPDATE_GOLDEN=1 writes the new table.

const root = join(import.meta.dirname, '../../..');
const fixture = join(root, 'test/fixtures/failures.md');

const chapters: readonly (readonly [string, readonly Situation[], string])[] = [
  ['Replies', replySituations, 'agent.example:443'],
  ['The way', networkSituations, 'agent.example:443'],
  ['Proxies', proxySituations, 'proxy.example:3128'],
];

async function bundleOf(language: string): Promise<Bundle> {
  const path = join(root, `l10n/bundle.l10n.${language}.json`);
  return JSON.parse(await readFile(path, 'utf8')) as Bundle;
}

const languages: readonly (readonly [string, string, Bundle])[] = [
  ['en', 'en', {}],
  ['es', 'es', await bundleOf('es')],
  ['pt-BR', 'pt-br', await bundleOf('pt-br')],
];

/** Ports, paths and times are others in each run; the address is the one that a user would read. */
function asEverywhere(failure: Failure, address: string): Failure {
  const text = JSON.stringify(failure)
    .replace(/127\.0\.0\.1:(?!3128|8443)\d+/g, address)
    .replace(/"file":"[^"]*\/([^"/]+)"/g, '"file":"/etc/luna/$1"')
    .replace(/"at":\d+/g, `"at":${String(Date.UTC(2026, 10, 30, 9, 15))}`);
  return JSON.parse(text) as Failure;
}

function tableOf(met: readonly Failure[]): readonly string[] {
  return [
    '| | What happened | What was sent or kept | What to do |',
    '| --- | --- | --- | --- |',
    ...languages.map(([name, locale, bundle], index) => {
      useLanguage(locale, bundle);
      const failure = met[index] ?? met[0] ?? internal;
      const { title, cause, excerpt, effect, next, said } = failureParts(failure);
      useLanguage('en');
      const happened = [`**${title}.**`, cause, excerpt].filter(Boolean).join(' ');
      const cells = [name, happened, effect, [next, said].filter(Boolean).join(' ')];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    }),
  ];
}

/** One for all languages, or one for each. */
const failures = new Map<string, readonly Failure[]>();

const internal: Failure = { kind: 'internal', retryable: false };

async function meet(t: TestContext, { name, failure }: Situation): Promise<Failure> {
  const met = await failure(t);
  const all = JSON.stringify(met) + JSON.stringify(describeFailure(met));
  for (const secret of [testKey, proxyPassword, 'Sun', 'Beach', 'tester']) {
    assert.ok(!all.includes(secret), `${secret} is in ${all}`);
  }
  assert.ok(isFailure(JSON.parse(JSON.stringify(met))), `${name} can be kept in a file`);
  return met;
}

/** What is wrong with an input is put into words where it is found, in the language of then. */
async function inOtherLanguages(
  t: TestContext,
  { failure }: Situation,
  { cause }: Failure,
): Promise<readonly Failure[]> {
  if (cause?.type !== 'input') return [];
  t.after(() => useLanguage('en'));
  const others: Failure[] = [];
  for (const [, locale, bundle] of languages.slice(1)) {
    useLanguage(locale, bundle);
    others.push(await failure(t));
  }
  useLanguage('en');
  return others;
}

for (const [, situations, address] of chapters) {
  for (const situation of situations) {
    test(`${situation.name}: what happened, what was sent, what to do`, async (t) => {
      const failure = asEverywhere(await meet(t, situation), address);
      failures.set(situation.name, [failure, ...(await inOtherLanguages(t, situation, failure))]);
      const { title, effect, next } = failureParts(failure);
      assert.match(title, /^[^<>]{5,60}[^.<>]$/);
      for (const sentence of [effect, next]) assert.match(sentence, /^[A-Z][^<>{}]+\.$/);
    });
  }
}

test('the table says what these failures say, in every language', async () => {
  const count = chapters.flatMap(([, situations]) => situations).length;
  assert.ok(count >= 60, `${String(count)} situations`);
  const text = [
    '# What failures say',
    '',
    'Made by `test/http/agentGraph/failureTable.test.ts`: each row is what a real failure says.',
    ...chapters.flatMap(([chapter, situations]) => [
      '',
      `## ${chapter}`,
      ...situations.flatMap(({ name }, index) => {
        const met = failures.get(name);
        assert.ok(met, name);
        return ['', `### ${String(index + 1)}. ${name}`, '', ...tableOf(met)];
      }),
    ]),
    '',
  ].join('\n');
  keepTexts('failures', { 'failures.md': text });
  if (process.env['UPDATE_GOLDEN']) await writeFile(fixture, text);
  assert.equal(text, await readFile(fixture, 'utf8'));
});
