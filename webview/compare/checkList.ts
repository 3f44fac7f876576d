import type { ShownCheck, ShownResult } from '../../src/shared/shownAnswer.ts';
import { el } from '../base/dom.ts';
import { compareStrings as strings } from '../strings/compareStrings.ts';
import { cut } from './marks.ts';

const signs: Readonly<Record<ShownResult['status'] | 'warning', string>> = {
  passed: '✓',
  failed: '✗',
  errored: '!',
  skipped: '–',
  notJudged: '?',
  warning: '△',
};

/** Results of expectations, each as a sign and a word; undefined if there are none. */
export function checkList(checks: readonly ShownCheck[]): HTMLElement | undefined {
  if (checks.length === 0) return undefined;
  return el(
    'ul',
    { class: 'parts' },
    ...checks.map(({ status, isWarning, title, message }) => {
      const shown = isWarning && status === 'failed' ? 'warning' : status;
      return el(
        'li',
        { class: 'part', 'data-mark': status === 'passed' ? 'same' : 'changed' },
        statusTag(shown),
        el('span', { dir: 'auto' }, cut(title)),
        message !== undefined && el('p', { class: 'changes muted', dir: 'auto' }, cut(message)),
      );
    }),
  );
}

/** A status as a sign and a word. */
export function statusTag(status: ShownResult['status'] | 'warning'): HTMLElement {
  return el(
    'span',
    { class: 'tag mark' },
    el('span', { 'aria-hidden': 'true' }, `${signs[status]} `),
    strings.statuses[status],
  );
}
