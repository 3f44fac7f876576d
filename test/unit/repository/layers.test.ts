import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { tempFolder } from '../../support/tempFolder.ts';

const root = join(import.meta.dirname, '../../..');

/** The violations in a tree of these files, as dependency-cruiser finds them with our rules. */
async function violationsOf(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const folder = await tempFolder(t);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(root, '.dependency-cruiser.mjs');
  const printed = await new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      [command, '--config', config, '--output-type', 'json', '.'],
      { cwd: folder },
      (_, stdout) => resolve(stdout),
    ),
  );
  const { summary } = JSON.parse(printed) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return summary.violations.map(({ rule, from, to }) => `${rule.name} ${from} ${to}`).toSorted();
}

test('an import that the table does not grant is refused', async (t) => {
  const files = {
    'src/extension.ts':
      "import './shared/a.ts'; import './host/b.ts'; import './cli/main.ts'; import './simulator/a.ts';",
    'src/shared/a.ts': "import 'node:fs'; import '../host/b.ts'; import type {} from 'vscode';",
    'src/host/b.ts': "import 'vscode'; import 'undici'; import 'yaml'; import './package.json';",
    'src/host/package.json': '{}',
    'src/agentGraph/client.ts': "import 'undici'; import '../shared/a.ts';",
    'src/agentGraph/http/undici/parts.ts': "import 'undici/lib/api';",
    'src/simulator/a.ts':
      "import type {} from '../agentGraph/client.ts'; import '../agentGraph/http/undici/parts.ts';",
    'src/cli/main.ts': "import '../newFolder/x.ts';",
    'src/newFolder/x.ts': "import '../shared/a.ts';",
    'webview/chat/main.ts': "import '../base/kit.ts'; import '@vscode/webview-ui-toolkit';",
    'webview/base/kit.ts': "import '@vscode/webview-ui-toolkit'; import '../../src/shared/a.ts';",
  };
  assert.deepEqual(await violationsOf(t, files), [
    'not-in-allowed src/agentGraph/client.ts undici',
    'not-in-allowed src/cli/main.ts src/newFolder/x.ts',
    'not-in-allowed src/extension.ts src/cli/main.ts',
    'not-in-allowed src/host/b.ts undici',
    'not-in-allowed src/newFolder/x.ts src/shared/a.ts',
    'not-in-allowed src/shared/a.ts fs',
    'not-in-allowed src/shared/a.ts src/host/b.ts',
    'not-in-allowed src/shared/a.ts vscode',
    'not-in-allowed src/simulator/a.ts src/agentGraph/http/undici/parts.ts',
    'not-in-allowed webview/chat/main.ts @vscode/webview-ui-toolkit',
  ]);
});

test('a circle is refused, of types and of import() too, and so is a file that no bundle has', async (t) => {
  const files = {
    'src/cli/main.ts': "import '../agents/a.ts'; import '../agents/d.ts';",
    'src/agents/a.ts': "import type {} from './b.ts';",
    'src/agents/b.ts': "void import('./c.ts');",
    'src/agents/c.ts': "import './a.ts';",
    'src/agents/d.ts': 'export const d = 1;',
    'src/agents/forgotten.ts': "import './d.ts';",
  };
  assert.deepEqual(await violationsOf(t, files), [
    'no-circular src/agents/a.ts src/agents/b.ts',
    'no-unused src/agents/forgotten.ts src/agents/forgotten.ts',
  ]);
});

test('the table has a row and a column for every folder of the sources', async () => {
  const text = await readFile(join(root, 'CONTRIBUTING.md'), 'utf8');
  const [, below = ''] = text.split('## Who may import what\n');
  const [section = ''] = below.split('\n## ');
  const [heads = '', , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  const columns = heads.split('|').map((cell) => cell.trim());
  const names = rows.flatMap((row) => row.split('|')[1]?.trim().split(', ') ?? []);
  const folders = (await readdir(join(root, 'src'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  assert.deepEqual(names.toSorted(), [...folders, 'extension.ts', 'webview'].toSorted());
  assert.deepEqual(
    folders.filter((name) => !columns.includes(name)),
    [],
  );
});

test('only the kit knows the tags of the UI toolkit', async () => {
  const names = await readdir(join(root, 'webview'), { recursive: true });
  // Theme variables such as --vscode-button-background are not tags.
  const users: string[] = [];
  for (const name of names.filter((path) => /\.(ts|css)$/.test(path))) {
    const text = await readFile(join(root, 'webview', name), 'utf8');
    if (/(?<!--)\bvscode-(button|text-area|dropdown|option|progress-ring|link)\b/.test(text)) {
      users.push(name);
    }
  }
  assert.deepEqual(users, ['base/kit.ts']);
});

test('a folder of the sources has at most 20 files, so that a newcomer finds the room', async () => {
  const crowded: string[] = [];
  for (const top of ['src', 'webview']) {
    const entries = await readdir(join(root, top), { recursive: true, withFileTypes: true });
    const folders = entries.filter((entry) => entry.isFile()).map(({ parentPath }) => parentPath);
    for (const folder of new Set(folders)) {
      const count = folders.filter((one) => one === folder).length;
      if (count > 20) crowded.push(`${folder}: ${count}`);
    }
  }
  assert.deepEqual(crowded, []);
});
