import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import ts from 'typescript';
import {
  describeFailure,
  failureActionLabels,
} from '../../../src/shared/failure/describeFailure.ts';
import { formatDuration } from '../../../src/shared/format.ts';
import { formatLocale, formatNumber, t, useLanguage } from '../../../src/shared/l10n.ts';
import { messagesIn, parseFolder, untranslatedIn } from '../../support/sourceStrings.ts';

const root = join(import.meta.dirname, '../../..');
const languages = ['es', 'pt-br'];

type Strings = Readonly<Record<string, string>>;

async function readStrings(path: string): Promise<Strings> {
  return JSON.parse(await readFile(join(root, path), 'utf8')) as Strings;
}

/** Folders whose literals stay English by design, each with the reason; their `t('…')` count too. */
const english = {
  'src/cli/': 'The command line speaks English: scripts read it.',
  'src/simulator/': 'What an agent says is no text of the product.',
  'src/scenarios/reports/': 'Reports are the command line’s; VS Code shows a little of them.',
};
const sources = (
  await Promise.all(['src', 'webview'].map((path) => parseFolder(root, path)))
).flat();
const files = sources.filter(
  ({ fileName }) => !Object.keys(english).some((folder) => fileName.startsWith(folder)),
);
const messages = sources.flatMap(messagesIn);
const texts = new Set(messages.flatMap(({ text }) => text ?? []));

const placeholders = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\w+\}/g))].toSorted();

afterEach(() => useLanguage('en'));

test('every folder that is English by design is there', () => {
  for (const folder of Object.keys(english)) {
    assert.ok(
      sources.some(({ fileName }) => fileName.startsWith(folder)),
      folder,
    );
  }
});

test('every message is a literal, so that its translation can be found', () => {
  assert.deepEqual(
    messages.filter(({ text }) => text === undefined).map(({ place }) => place),
    [],
  );
  assert.deepEqual(
    [...texts].filter((text) => text !== text.trim()),
    [],
    'fragments that are glued together',
  );
  assert.ok(texts.size > 100, `only ${texts.size} messages were found`);
});

test('no sentence stands in the sources untranslatable', () => {
  assert.deepEqual(
    files.flatMap(untranslatedIn).map(({ place, text }) => `${place} ${text}`),
    [],
  );
});

test('the scan sees a sentence wherever a user would', () => {
  const lines = [
    "el('p', {}, 'Hello');",
    "el('p', { 'aria-label': isOpen ? 'Close' : t('Open') });",
    'hint.textContent = `Wait ${seconds} seconds`;',
    "input.setAttribute('placeholder', 'Your text');",
    "vscode.window.showWarningMessage('Careful', 'Go on');",
    "inputFailure('text', 'It is too long.');",
    "new vscode.TreeItem('Today');",
    "heading('Your conversations');",
    'html`<p class=${kind}>${icon(path)} it goes on</p>`;',
    'html`<button title="close">×</button>`;',
    "html`<b title=${isOpen ? 'close' : t('Open')}></b>`;",
    "html`<p>${name ?? 'nobody'}</p>`;",
  ];
  const scan = (line: string) =>
    untranslatedIn(ts.createSourceFile('src/host/x.ts', line, ts.ScriptTarget.ES2022, true));
  for (const line of lines) assert.ok(scan(line).length > 0, line);
  const translated = "el('p', { class: 'big red' }, t('Hello there'), '·', 'Ask Sofia');";
  assert.deepEqual(scan(translated), []);
  const template = `html\`<p class="big \${isBig ? 'red' : ''}">\${t('Hello there')} · <b>Ask Sofia</b></p>\`;`;
  assert.deepEqual(scan(template), []);
  assert.deepEqual(scan('log.info(`Session ${id} was closed`);'), []);
});

for (const language of languages) {
  test(`the bundle ${language} has every message, with the same placeholders, and no other`, async () => {
    const bundle = await readStrings(`l10n/bundle.l10n.${language}.json`);
    const missing = [...texts].filter((text) => !bundle[text]);
    assert.deepEqual(missing, [], 'missing');
    const orphans = Object.keys(bundle).filter((text) => !texts.has(text));
    assert.deepEqual(orphans, [], 'not in the sources');
    for (const [text, translation] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(translation), placeholders(text), text);
    }
  });
}

test('there is a file for each of our languages and for no other', async () => {
  const named = (pattern: RegExp, names: readonly string[]) =>
    names.flatMap((name) => pattern.exec(name)?.[1] ?? []).toSorted();
  assert.deepEqual(
    named(/^bundle\.l10n\.(.+)\.json$/, await readdir(join(root, 'l10n'))),
    languages,
  );
  assert.deepEqual(named(/^package\.nls\.(.+)\.json$/, await readdir(root)), languages);
});

test('the manifest speaks through keys that every language has', async () => {
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  const used = [
    ...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key)),
  ].toSorted();
  for (const path of ['package.nls.json', ...languages.map((name) => `package.nls.${name}.json`)]) {
    const strings = await readStrings(path);
    assert.deepEqual(Object.keys(strings).toSorted(), used, path);
    assert.ok(
      Object.values(strings).every((text) => text.trim() !== ''),
      path,
    );
  }
});

test('the manifest has no text of its own', async () => {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { displayName, description, capabilities, contributes } = manifest as Record<
    string,
    unknown
  >;
  assert.deepEqual(ownTexts({ displayName, description, capabilities, contributes }), []);
});

const manifestText =
  /^(?:displayName|description|title|category|name|(?:markdown)?(?:Enum)?Descriptions?|markdownDescription|deprecationMessage|contents|label|shortTitle)$/i;

/** Texts of the manifest that are neither a key nor a name. */
function ownTexts(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') {
    const isKey = /^%[\w.]+%$/.test(value);
    return manifestText.test(name) && !isKey && value !== 'Ask Sofia' ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'defaultSnippets' || key === 'examples'
      ? []
      : ownTexts(item, Array.isArray(value) ? name : key),
  );
}

test('without a bundle a message is itself, with its arguments in their places', () => {
  assert.equal(t('Plain'), 'Plain');
  assert.equal(t('{0} and {1}', 'a', 'b'), 'a and b');
  assert.equal(t('{name}: {count}', { name: '{count}', count: 1234 }), '{count}: 1,234');
  assert.equal(t('{unknown} stays', { name: 'x' }), '{unknown} stays');
});

test('with a bundle a message is its translation, which may order the arguments anew', () => {
  useLanguage('es', { '{0} of {1}': 'de {1}, {0}' });
  assert.equal(t('{0} of {1}', 'a', 'b'), 'de b, a');
  assert.equal(t('Not translated'), 'Not translated');
  assert.equal(t('toString'), 'toString');
});

test('numbers and durations are written as in the language', () => {
  useLanguage('pt-br');
  assert.equal(formatNumber(12345.5), '12.345,5');
  assert.equal(formatDuration(1500), '1,5 s');
  useLanguage('not a language');
  assert.equal(formatLocale(), 'en');
});

test('a failure is described in the language that is set, also one set later', async () => {
  useLanguage('es', await readStrings('l10n/bundle.l10n.es.json'));
  const { title, detail } = describeFailure({
    kind: 'timeout',
    retryable: true,
    cause: { type: 'limit', limit: 'idle', limitMs: 1500 },
  });
  assert.equal(title, 'La respuesta se interrumpió');
  assert.match(detail, /1,5 s/);
  assert.equal(failureActionLabels.openSettings, 'Abrir configuración');
});
