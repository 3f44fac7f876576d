// Which file may import which: the table "Who may import what" of CONTRIBUTING.md is the rule.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that nothing imports, since somebody else starts them. */
const starts = [
  'src/extension.ts',
  'src/cli/main.ts',
  'src/scenarios/judgement/workerThread.ts',
  'src/simulator/main.ts',
  'webview/chat/main.ts',
  'webview/compare/main.ts',
  'webview/connection/main.ts',
  'webview/inspector/main.ts',
];

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const under = (...paths) => `^(?:${paths.map(escaped).join('|')})`;
const names = (cell) => cell.replaceAll('`', '').split(', ');

/** The rows below a heading's table, its heads first, each row as its cells. */
function tableBelow(heading, markdown) {
  const [, text] = markdown.split(`\n## ${heading}\n`);
  return text
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** Where a row's name is in the tree: a folder of `src`, a file of it, or a folder beside it. */
const placeOf = (name) =>
  name === 'webview' ? 'webview/' : `src/${name}${name.endsWith('.ts') ? '' : '/'}`;

/** What a column stands for: a package or Node in backticks, else a folder of `src`. */
function targetOf(head) {
  if (!head.startsWith('`')) return { path: under(placeOf(head)) };
  const [name] = names(head);
  if (name === 'node:') return { dependencyTypes: ['core'] };
  return { path: `^(?:node_modules/@types/|node_modules/|)${escaped(name)}(?:/|$)` };
}

const markdown = readFileSync(join(import.meta.dirname, 'CONTRIBUTING.md'), 'utf8');
// The page's own types are kept by `lib` of the two tsconfigs: nobody imports them.
const [[, ...heads], ...rows] = tableBelow('Who may import what', markdown);
const columns = heads.filter((head) => head !== 'DOM');
const packages = columns.filter((head) => head.startsWith('`')).map(targetOf);

/** What a cell grants: all, types only, or all to the files that it names. */
function grantOf(from, cell, to) {
  if (cell === '') return [];
  if (cell === '✓') return [{ from: { path: under(...from) }, to }];
  if (cell === 'types') {
    return [{ from: { path: under(...from) }, to: { ...to, dependencyTypes: ['type-only'] } }];
  }
  return [{ from: { path: under(...names(cell).map((name) => from[0] + name)) }, to }];
}

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Types and import() count too.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unused',
      severity: 'error',
      comment: 'No bundle has this file.',
      from: { path: under(...starts) },
      to: {
        path: '^(?:src|webview)/',
        pathNot: [under(...starts), '\\.d\\.mts$'],
        reachable: false,
      },
    },
  ],
  allowedSeverity: 'error',
  allowed: [
    ...rows.flatMap(([row, ...cells]) => {
      const from = names(row).map(placeOf);
      return columns.flatMap((head, index) => grantOf(from, cells[index], targetOf(head)));
    }),
    // Data have no folder of their own.
    { from: {}, to: { path: '\\.json$' } },
    {
      from: {},
      to: {
        dependencyTypesNot: ['local', 'core'],
        pathNot: packages.flatMap(({ path }) => path ?? []),
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  },
};
