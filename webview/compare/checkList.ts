import { html, nothing, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import type { ShownCheck, ShownResult } from '../../src/shared/shownAnswer.ts';
import { cut, signTag } from './marks.ts';

/** A sign and a word for each status. */
const statuses = {
  passed: ['✓', t('passed')],
  failed: ['✗', t('failed')],
  errored: ['!', t('could not be judged')],
  skipped: ['–', t('stopped')],
  notJudged: ['?', t('not judged')],
  warning: ['△', t('warning')],
} as const;

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

export function statusTag(status: ShownResult['status'] | 'warning'): TemplateResult {
  const [sign, word] = statuses[status];
  return signTag(sign, word);
}

export function statusWord(status: ShownResult['status']): string {
  return statuses[status][1];
}
