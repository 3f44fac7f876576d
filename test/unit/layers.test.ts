import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(import.meta.dirname, '../..');
// Imports are seen without types, which take ten seconds to load.
const eslint = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });

/** What the linter says to an import standing in that file; every file here exists. */
async function importErrors(file: string, specifier: string): Promise<number> {
  const [result] = await eslint.lintText(`import '${specifier}';\n`, {
    filePath: join(root, file),
  });
  const messages = result?.messages ?? [];
  assert.deepEqual(
    messages.filter(({ fatal }) => fatal),
    [],
  );
  return messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports').length;
}

test('the linter refuses an import that the table in CONTRIBUTING.md does not grant', async () => {
  const forbidden: readonly [file: string, specifier: string][] = [
    ['src/shared/guards.ts', 'vscode'],
    ['src/shared/guards.ts', 'node:fs'],
    ['src/shared/guards.ts', '../agentGraph/client.ts'],
    ['src/agentGraph/client.ts', 'vscode'],
    ['src/agentGraph/client.ts', 'undici'],
    ['src/agentGraph/client.ts', '../conversation/reducer.ts'],
    ['src/conversation/reducer.ts', '../host/keys.ts'],
    ['src/conversation/reducer.ts', '../simulator/server.ts'],
    ['src/agents/agentEntries.ts', '../host/keys.ts'],
    ['src/agents/agentEntries.ts', '../conversation/reducer.ts'],
    ['src/connection/checkConnection.ts', '../agents/agentEntries.ts'],
    ['src/connection/checkConnection.ts', 'vscode'],
    ['src/conversation/reducer.ts', '../agents/agentEntries.ts'],
    ['src/recordings/recordExchanges.ts', '../conversation/reducer.ts'],
    ['src/recordings/recordExchanges.ts', 'vscode'],
    ['src/recordings/exchangeLog.ts', '../host/keys.ts'],
    ['src/simulator/server/server.ts', '../conversation/reducer.ts'],
    ['src/scenarios/answer.ts', '../simulator/server.ts'],
    ['src/scenarios/answer.ts', 'vscode'],
    ['src/conversation/reducer.ts', '../scenarios/answer.ts'],
    ['src/cli/main.ts', '../host/keys.ts'],
    ['src/host/keys/keys.ts', 'undici/lib/api/index.js'],
    ['src/extension.ts', '@vscode/webview-ui-toolkit'],
    ['webview/chat/main.ts', '../src/agentGraph/client.ts'],
    ['webview/chat/main.ts', '@vscode/webview-ui-toolkit'],
    ['webview/chat/main.ts', 'node:path'],
    ['webview/chat/main.ts', 'vscode'],
    ['webview/base/kit.ts', '../src/host/keys.ts'],
  ];
  for (const [file, specifier] of forbidden) {
    assert.equal(await importErrors(file, specifier), 1, `${file} imports ${specifier}`);
  }
});

test('the linter lets pass what the table grants', async () => {
  const granted: readonly [file: string, specifier: string][] = [
    ['src/agentGraph/client.ts', '../shared/model.ts'],
    ['src/conversation/conversation.ts', '../agentGraph/client.ts'],
    ['src/recordings/exchangeLog.ts', '../recordings/exchanges.ts'],
    ['src/agents/agentEntries.ts', '../agentGraph/baseUrl.ts'],
    ['src/connection/checkConnection.ts', '../agentGraph/client.ts'],
    ['src/recordings/recordExchanges.ts', '../agentGraph/transport.ts'],
    ['src/scenarios/answer.ts', '../recordings/turnsOf.ts'],
    ['src/cli/main.ts', '../recordings/recording.ts'],
    ['src/host/keys/keys.ts', 'vscode'],
    ['src/extension.ts', './host/keys.ts'],
    ['webview/chat/main.ts', '../src/shared/model.ts'],
    ['webview/base/kit.ts', '@vscode/webview-ui-toolkit'],
  ];
  for (const [file, specifier] of granted) {
    assert.equal(await importErrors(file, specifier), 0, `${file} imports ${specifier}`);
  }
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
