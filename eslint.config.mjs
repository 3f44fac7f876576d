import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** A folder is a permission: what each folder may not import (see CONTRIBUTING.md). */
const forbid = (files, patterns, paths = []) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns, paths }],
  },
});

const folders = [
  'agentGraph',
  'agents',
  'connection',
  'conversation',
  'recordings',
  'simulator',
  'host',
  'cli',
  'scenarios',
];
const folder = (...names) => ({
  group: names.flatMap((name) => [`**/${name}/*`, `**/${name}/**`]),
  message: 'This folder may not import from there: see the table in CONTRIBUTING.md.',
});
/** Every folder beside src/shared but those that may be seen. */
const foldersBut = (...seen) => folder(...folders.filter((name) => !seen.includes(name)));
const vscode = { group: ['vscode'], message: 'Only src/host and src/extension.ts see vscode.' };
const undici = {
  regex: '^undici(/|$)',
  message: 'Only src/agentGraph/http/undici sees undici.',
};
const toolkit = {
  group: ['@vscode/webview-ui-toolkit', '@vscode/webview-ui-toolkit/*'],
  message: 'Only webview/base/kit.ts sees the UI toolkit.',
};
const node = { group: ['node:*'], message: 'This folder is compiled for the webview too.' };

export default tseslint.config(
  { ignores: ['dist/', '.vscode-test/', 'node_modules/', 'test/fixtures/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/tsconfig.json', './webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Destructuring is how a field is left out of a copy.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 300 }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // A search over a text that somebody else wrote takes as long as the text is, and no longer.
    files: ['src/**', 'webview/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  forbid(['src/shared/**'], [vscode, undici, toolkit, node, foldersBut()]),
  forbid(['src/agentGraph/**'], [vscode, undici, toolkit, foldersBut('agentGraph')]),
  forbid(['src/agentGraph/http/undici/**'], [vscode, toolkit, foldersBut('agentGraph')]),
  forbid(['src/agents/**'], [vscode, undici, toolkit, foldersBut('agentGraph', 'agents')]),
  forbid(['src/connection/**'], [vscode, undici, toolkit, foldersBut('agentGraph', 'connection')]),
  forbid(
    ['src/conversation/**'],
    [vscode, undici, toolkit, foldersBut('agentGraph', 'conversation', 'recordings')],
  ),
  forbid(
    ['src/recordings/**'],
    [vscode, undici, toolkit, foldersBut('agentGraph', 'recordings', 'simulator')],
  ),
  forbid(['src/simulator/**'], [vscode, undici, toolkit, foldersBut('agentGraph', 'simulator')]),
  forbid(
    ['src/scenarios/**'],
    [vscode, undici, toolkit, foldersBut('agentGraph', 'conversation', 'recordings', 'scenarios')],
  ),
  forbid(['src/cli/**'], [vscode, undici, toolkit, folder('host')]),
  forbid(['src/host/**', 'src/extension.ts'], [undici, toolkit, folder('cli')]),
  forbid(['webview/**'], [vscode, undici, toolkit, node, foldersBut()]),
  forbid(['webview/base/kit.ts'], [vscode, undici, node, foldersBut()]),
  {
    files: ['test/**', 'esbuild.mjs'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
