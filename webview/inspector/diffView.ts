import type { WirePlace } from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { jsonDiff, type JsonChange } from './jsonDiff.ts';
import { previewOf } from './jsonTreeView.ts';

const signs = { added: '+', removed: '−', changed: '≠' } as const;

/** What is otherwise in a line than in the same event before. */
export function diffView(before: unknown, after: unknown, from: WirePlace): HTMLElement {
  const changes = jsonDiff(before, after);
  const { line, exchange } = from;
  const count = changes.length === 0 ? strings.noDifference : strings.differences(changes.length);
  return el(
    'div',
    { class: 'json-diff', tabindex: '0', role: 'region', 'aria-label': strings.diff },
    el('p', { class: 'muted' }, strings.differencesFrom(line, exchange)),
    el('p', {}, count),
    el('ul', {}, ...changes.map(changeElement)),
  );
}

function changeElement({ type, path, before, after }: JsonChange): HTMLElement {
  return el(
    'li',
    { class: `json-change ${type}` },
    el('span', { class: 'wire-tag' }, `${signs[type]} `, strings[type]),
    ' ',
    el('code', {}, visibleText(path)),
    ' ',
    type !== 'added' && el('del', {}, el('bdi', {}, previewOf(before))),
    ' ',
    type !== 'removed' && el('ins', {}, el('bdi', {}, previewOf(after))),
  );
}
