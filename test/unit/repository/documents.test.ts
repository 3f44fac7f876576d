import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import texts from '../../../package.nls.json' with { type: 'json' };
import { generateDocs } from '../../../scripts/docs/generateDocs.ts';
import { root } from '../../../scripts/paths.ts';

const docs = (await readdir(join(root, 'docs'))).map((name) => `docs/${name}`);
const pages = new Map<string, string>();
for (const file of ['README.md', 'README.es.md', 'README.pt-br.md', 'SECURITY.md', ...docs])
  pages.set(file, await readFile(join(root, file), 'utf8'));

/** Written by the code, so as long as it has to be. */
const reference = 'docs/scenario-reference.md';

test('what the code writes into the documents is up to date: npm run docs', async () => {
  for (const [file, text] of await generateDocs()) assert.equal(pages.get(file), text, file);
});

test('the README is a page, and each document a short one', () => {
  for (const [file, text] of pages) {
    const limit = file === 'README.md' ? 100 : 120;
    const lines = text.split('\n').length - 1;
    if (file !== reference && file !== 'SECURITY.md')
      assert.ok(lines <= limit, `${file}: ${lines}`);
  }
});

test('every document can be reached from the README', () => {
  for (const file of docs) assert.ok(pages.get('README.md')?.includes(`](${file})`), file);
});

test('links lead to files and headings that exist', async () => {
  for (const [file, text] of pages) {
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^\w+:/.test(link)) continue;
      const [path = '', heading] = link.split('#');
      const target = path === '' ? join(root, file) : join(root, dirname(file), path);
      assert.ok((await stat(target)).isFile(), `${file}: ${link}`);
      if (heading !== undefined)
        assert.ok(headings(await readFile(target, 'utf8')).includes(heading), `${file}: ${link}`);
    }
  }
});

/** The anchors of a document's headings, as GitHub makes them. */
function headings(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test('every command has a place in the list of commands, by its title', () => {
  const titles = Object.entries(texts).flatMap(([key, text]) =>
    key.startsWith('command.') ? [text] : [],
  );
  assert.ok(titles.length > 40);
  for (const title of titles)
    assert.ok(pages.get('docs/commands.md')?.includes(`**${title}**`), title);
});

test('every title of an error is in the troubleshooting guide', async () => {
  const folder = join(root, 'src/shared/failure');
  const sources = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  const titles = sources.flatMap((source) =>
    [...source.matchAll(/title:\s([^;]*?),\n/g)].flatMap(([, value = '']) =>
      [...value.matchAll(/\bt\((?:'((?:[^'\\]|\\.)*)'|"([^"]*)")/g)].map(
        ([, single, double]) => single?.replaceAll("\\'", "'") ?? double ?? '',
      ),
    ),
  );
  assert.ok(titles.length > 50);
  for (const title of titles)
    assert.ok(pages.get('docs/troubleshooting.md')?.includes(`| ${title} `), title);
});

test('every test that SECURITY.md names as holding a promise is there', async () => {
  const text = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const named = [...text.matchAll(/`(test\/[\w/.]+\.ts)`/g)].map(([, path]) => path ?? '');
  assert.ok(named.length > 30, 'SECURITY.md names the tests of its promises');
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('SECURITY.md leads to the page of the repository where weaknesses are reported', async () => {
  const text = await readFile(join(root, 'SECURITY.md'), 'utf8');
  const address = manifest.repository.url.replace(/\.git$/, '');
  assert.ok(text.includes(`](${address}/security/advisories/new)`));
});

test('the dev container has a Node that runs the project, and its commands exist', async () => {
  const text = await readFile(join(root, '.devcontainer/devcontainer.json'), 'utf8');
  const { image, postCreateCommand, customizations } = JSON.parse(text) as DevContainer;
  const [, node = '0'] = /typescript-node:(\d+)-/.exec(image) ?? [];
  assert.ok(Number(node) >= 22, image);
  const scripts = [...postCreateCommand.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  assert.notEqual(scripts.length, 0);
  for (const name of scripts) assert.ok(name in manifest.scripts, name);
  const recommended = await readFile(join(root, '.vscode/extensions.json'), 'utf8');
  assert.deepEqual(
    customizations.vscode.extensions,
    (JSON.parse(recommended) as Recommended).recommendations,
  );
});

interface DevContainer {
  readonly image: string;
  readonly postCreateCommand: string;
  readonly customizations: { readonly vscode: { readonly extensions: readonly string[] } };
}

interface Recommended {
  readonly recommendations: readonly string[];
}
