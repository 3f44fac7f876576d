import type { RunSummary } from '../../run/results.ts';
import { counted } from '../words.ts';
import { verdictOf, type Verdict } from './figures.ts';
import { html, type SafeHtml } from './safeHtml.ts';

export const verdictWords: Readonly<Record<Verdict, string>> = {
  yes: 'Ready',
  no: 'Not yet',
  unknown: 'Cannot tell',
};

const drawings: Readonly<Record<Verdict, SafeHtml>> = {
  yes: html`<path d="M15 25l7 7 12-15" />`,
  no: html`<path d="M17 17l14 14M31 17L17 31" />`,
  unknown: html`<path d="M18 19a6 6 0 1 1 8.5 5.5q-2.5 1.5-2.5 4.5M24 34v.5" />`,
};

/** The answer to the question of the page, and the sentence that gives the reason. */
export function verdictHtml({ counts, fileErrors }: RunSummary): SafeHtml {
  const verdict = verdictOf(counts, fileErrors);
  const { sentences, word } = verdictText({ counts, fileErrors }, verdict);
  const lines = sentences.map((sentence) => html`<p>${sentence}</p>`);
  return html`<div class="verdict ${verdict}">
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      ${drawings[verdict]}
    </svg>
    <div>
      <p class="answer">${word}</p>
      ${lines}
    </div>
  </div>`;
}

function verdictText(
  { counts, fileErrors }: Pick<RunSummary, 'counts' | 'fileErrors'>,
  verdict: Verdict,
): { readonly word: string; readonly sentences: readonly string[] } {
  const { passed, flaky, failed, errored, skipped, notJudged, knownFailure, disabled } = counts;
  const judged = passed + flaky + failed + knownFailure;
  const good = passed + flaky;
  const result =
    judged === 0
      ? 'No conversation could be judged.'
      : `${good} of ${counted(judged, 'conversation', 'conversations')} went as expected${failed > 0 ? `, ${failed} did not` : ''}.`;
  const sentences = [
    result,
    ...(flaky > 0 ? [`${flaky} of them not each time it was tried, but often enough.`] : []),
    ...(errored > 0
      ? [
          `${counted(errored, 'conversation', 'conversations')} could not be judged. That is not the agent’s fault.`,
        ]
      : []),
    ...(fileErrors > 0
      ? [
          `${counted(fileErrors, 'problem', 'problems')} in the scenarios’ files: what they describe was not tried.`,
        ]
      : []),
    ...(notJudged > 0
      ? [`${counted(notJudged, 'conversation was', 'conversations were')} not judged.`]
      : []),
    ...(knownFailure > 0
      ? [`${counted(knownFailure, 'failure is', 'failures are')} known and accepted.`]
      : []),
    ...(disabled > 0
      ? [
          `${counted(disabled, 'conversation was', 'conversations were')} skipped, as the file says.`,
        ]
      : []),
    ...(skipped > 0
      ? [`${counted(skipped, 'conversation was', 'conversations were')} left out.`]
      : []),
  ];
  const words = { yes: 'Yes', no: 'Not yet', unknown: 'Cannot tell yet' };
  return { word: words[verdict], sentences };
}
