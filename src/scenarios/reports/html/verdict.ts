import { t } from '../../../shared/l10n.ts';
import type { Readiness, ReadyVerdict } from '../readiness.ts';
import { html, type SafeHtml } from './safeHtml.ts';

export function verdictWord(verdict: ReadyVerdict): string {
  return { yes: t('Ready'), no: t('Not yet'), unknown: t("Can't tell") }[verdict];
}

function answerOf(verdict: ReadyVerdict): string {
  return { yes: t('Yes'), no: t('Not yet'), unknown: t("Can't tell yet") }[verdict];
}

const drawings: Readonly<Record<ReadyVerdict, SafeHtml>> = {
  yes: html`<path d="M15 25l7 7 12-15" />`,
  no: html`<path d="M17 17l14 14M31 17L17 31" />`,
  unknown: html`<path d="M18 19a6 6 0 1 1 8.5 5.5q-2.5 1.5-2.5 4.5M24 34v.5" />`,
};

/** The answer to the page's question, and the sentences with the reasons. */
export function verdictHtml({ verdict, sentences }: Readiness): SafeHtml {
  const lines = sentences.map((sentence) => html`<p>${sentence}</p>`);
  return html`<div class="verdict ${verdict}">
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      ${drawings[verdict]}
    </svg>
    <div>
      <p class="answer">${answerOf(verdict)}</p>
      ${lines}
    </div>
  </div>`;
}
