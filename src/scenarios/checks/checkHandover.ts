import { t } from '../../shared/l10n.ts';
import type { HandoverEvent } from '../../shared/model.ts';
import type { HandoverExpectation } from '../file/scenario.ts';
import { either, parsePattern } from '../file/textPattern.ts';
import { type Check, listOf, quote, verdict } from './check.ts';

/** Whether the agent hands over. An event that is not triggered is no handover. */
export const checkHandover: Check<'handover'> = async (
  value,
  { answer, answers, isWhole },
  { judgements },
) => {
  const wanted = typeof value === 'string' ? { required: value === 'required' } : value;
  const { required = true, kind, within, reason }: HandoverExpectation = wanted;
  const seen =
    isWhole && within !== undefined
      ? answers.slice(0, within).flatMap(({ handovers }) => handovers)
      : answer.handovers;
  const ofKind = seen.filter(
    (one) => one.triggered && (kind === undefined || listOf(kind).includes(one.kind)),
  );
  const hasReason =
    reason === undefined
      ? ofKind.map(() => true)
      : await judgements.search(parsePattern(reason), ofKind.map(reasonOf));
  const found = ofKind.filter((_, index) => hasReason[index]);
  const what = wordsOf(wanted);
  const title = required ? t('{0} is triggered', what) : t("{0} isn't triggered", what);
  return [
    verdict(title, found.length > 0 === required, () => ({
      message: messageFor(required, found, answer.handovers),
      expected: required ? what : t('no handover'),
      actual: seen.map(describe).join('\n') || t('no handover'),
    })),
  ];
};

/** The wanted handover in words: `handover with the reason "price" within 2 turns`. */
function wordsOf({ kind, within, reason }: HandoverExpectation): string {
  const kinds = kind === undefined ? t('handover') : either(listOf(kind));
  const handover =
    reason === undefined
      ? kinds
      : t('{handover} with the reason {reason}', { handover: kinds, reason: quote(reason) });
  if (within === undefined) return handover;
  return within === 1
    ? t('{0} within 1 turn', handover)
    : t('{handover} within {count} turns', { handover, count: String(within) });
}

function messageFor(
  required: boolean,
  found: readonly HandoverEvent[],
  all: readonly HandoverEvent[],
): string {
  if (!required) return t('The agent triggered a handover: {0}.', found.map(describe).join('; '));
  return all.length === 0
    ? t("The agent didn't trigger a handover.")
    : t("The handover doesn't match: {0}.", all.map(describe).join('; '));
}

function describe(event: HandoverEvent): string {
  const reason = reasonOf(event);
  const kind = event.triggered ? event.kind : t('{0} (not triggered)', event.kind);
  return reason === '' ? kind : `${kind}, ${reason}`;
}

function reasonOf({ reason, reasonNative }: HandoverEvent): string {
  return [reason, reasonNative].filter((one) => one !== undefined).join(' / ');
}
