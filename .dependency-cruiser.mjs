// Which file may import which, read from the table "Who may import what" in CONTRIBUTING.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Entry points: started from outside, so no file imports them. */
const starts = [
  'src/extension.ts',
  'src/cli/main.ts',
  'src/scenarios/judgement/workerThread.ts',
  'webview/chat/main.ts',
  'webview/compare/main.ts',
  'webview/connection/main.ts',
  'webview/inspector/main.ts',
];

const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const under = (...paths) => `^(?:${paths.map(escaped).join('|')})`;
const names = (cell) => cell.replaceAll('`', '').split(', ');

/** The rows of the table below a heading, header row first, each as an array of cells. */
function tableBelow(heading, markdown) {
  const [, text] = markdown.split(`\n## ${heading}\n`);
  return text
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| ---'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** The path of a row's name: a folder in `src`, a file in `src`, or `webview`. */
const placeOf = (name) =>
  name === 'webview' ? 'webview/' : `src/${name}${name.endsWith('.ts') ? '' : '/'}`;

/** The meaning of a column header: a package or Node (in backticks), or a folder in `src`. */
function targetOf(head) {
  if (!head.startsWith('`')) return { path: under(placeOf(head)) };
  const [name] = names(head);
  if (name === 'node:') return { dependencyTypes: ['core'] };
  return { path: `^(?:node_modules/@types/|node_modules/|)${escaped(name)}(?:/|$)` };
}

const markdown = readFileSync(join(import.meta.dirname, 'CONTRIBUTING.md'), 'utf8');
// The DOM column is skipped: its types come from `lib` in the two tsconfigs, not from imports.
const [[, ...heads], ...rows] = tableBelow('Who may import what', markdown);
const columns = heads.filter((head) => head !== 'DOM');
const packages = columns.filter((head) => head.startsWith('`')).map(targetOf);

/** The imports that a cell allows: everything, types only, or everything for the files it names. */
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
    // Any file may import JSON data.
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
