import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import type { ShownCheck, ShownResult } from '../../src/shared/compare/shownAnswer.ts';
import { cut, signTag } from './marks.ts';

type Status = ShownResult['status'] | 'warning';

const signs: Readonly<Record<Status, string>> = {
  passed: '✓',
  failed: '✗',
  errored: '!',
  skipped: '–',
  notJudged: '?',
  warning: '△',
};

/** Results of expectations, each as a sign and a word; undefined if there are none. */
export function checkList(checks: readonly ShownCheck[] = []): TemplateResult | undefined {
  if (checks.length === 0) return undefined;
  return html`<ul class="parts">
    ${checks.map(
      ({ status, isWarning, title, message }) =>
        html`<li class="part" data-mark=${status === 'passed' ? 'same' : 'changed'}>
          ${statusTag(isWarning && status === 'failed' ? 'warning' : status)}
          <span dir="auto">${cut(title)}</span>
          ${
            message === undefined
              ? nothing
              : html`<p class="changes muted" dir="auto">${cut(message)}</p>`
          }
        </li>`,
    )}
  </ul>`;
}

export function statusTag(status: Status): TemplateResult {
  return signTag(signs[status], statusWord(status), 'mark', status);
}

export function statusWord(status: Status): string {
  const words = {
    passed: t('passed'),
    failed: t('failed'),
    errored: t('error'),
    skipped: t('stopped'),
    notJudged: t('not evaluated'),
    warning: t('warning'),
  };
  return words[status];
}
