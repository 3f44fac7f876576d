import type { HandoverEvent } from '../../shared/model.ts';
import type { HandoverExpectation } from '../file/scenario.ts';
import { isFound, parsePattern } from '../file/textPattern.ts';
import { listOf, quote, verdict, type Check } from './check.ts';

/** Whether the agent hands over. An event whose trigger is not set hands nothing over. */
export const checkHandover: Check<'handover'> = (value, { answer, answers, isWhole }) => {
  const wanted = expectationOf(value);
  const { required = true, kind, within, reason } = wanted;
  const seen =
    isWhole && within !== undefined
      ? answers.slice(0, within).flatMap(({ handovers }) => handovers)
      : answer.handovers;
  const pattern = reason === undefined ? undefined : parsePattern(reason);
  const found = seen.filter(
    (one) =>
      one.triggered &&
      (kind === undefined || listOf(kind).includes(one.kind)) &&
      (!pattern || isFound(pattern, reasonOf(one))),
  );
  const what = [
    kind === undefined ? 'handover' : listOf(kind).join(' or '),
    ...(reason === undefined ? [] : [`with the reason ${quote(reason)}`]),
    ...(within === undefined ? [] : [`within ${within} ${within === 1 ? 'turn' : 'turns'}`]),
  ].join(' ');
  const title = required ? `there is a ${what}` : `there is no ${what}`;
  return [
    verdict(title, found.length > 0 === required, () => ({
      message: messageFor(required, found, answer.handovers),
      expected: required ? what : 'no handover',
      actual: seen.map(describe).join('\n') || 'no handover',
    })),
  ];
};

function expectationOf(value: 'required' | 'forbidden' | HandoverExpectation) {
  return typeof value === 'string' ? { required: value === 'required' } : value;
}

function messageFor(
  required: boolean,
  found: readonly HandoverEvent[],
  all: readonly HandoverEvent[],
): string {
  if (!required) return `The agent hands over: ${found.map(describe).join('; ')}.`;
  return all.length === 0
    ? 'The agent does not hand over.'
    : `The agent hands over otherwise: ${all.map(describe).join('; ')}.`;
}

function describe(event: HandoverEvent): string {
  const reason = reasonOf(event);
  const trigger = event.triggered ? '' : ' (not triggered)';
  return `${event.kind}${trigger}${reason === '' ? '' : `, ${reason}`}`;
}

function reasonOf({ reason, reasonNative }: HandoverEvent): string {
  return [reason, reasonNative].filter((one) => one !== undefined).join(' / ');
}
