import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { t } from '../../shared/l10n.ts';
import { lossNotes } from '../../shared/lossNotes.ts';
import type { CountRange } from '../file/scenario.ts';
import { quoted } from '../file/textPattern.ts';
import { type Check, verdict, type Verdict } from './check.ts';

export const checkMessages: Check<'messages'> = (range, { answer }) => [
  countVerdict(range, answer.texts.length, t('messages')),
];

/** Which kinds of events arrived, and in which order. */
export const checkEvents: Check<'events'> = ({ present = [], absent = [], order }, { answer }) => {
  const kinds = answer.events.map(({ kind }) => kind);
  const judged = (field: string, title: string, isMet: boolean, expected: string) => {
    const sends = () => t('The agent sent: {0}.', quoted(kinds.join(', ')) || t('nothing'));
    const why = () => ({ message: sends(), expected, actual: kinds.join('\n') });
    return verdict(title, isMet, why, field);
  };
  const verdicts: Verdict[] = [
    ...present.map((kind) =>
      judged('present', t('the agent sends {0}', kind), kinds.includes(kind), kind),
    ),
    ...absent.map((kind) => {
      const title = t("the agent doesn't send {0}", kind);
      return judged('absent', title, !kinds.includes(kind), t('no {0}', kind));
    }),
  ];
  if (order) {
    const title = t('events arrive in this order: {0}', order.join(', '));
    verdicts.push(judged('order', title, isSubsequence(order, kinds), order.join('\n')));
  }
  return verdicts;
};

function isSubsequence(wanted: readonly string[], all: readonly string[]): boolean {
  let from = 0;
  return wanted.every((kind) => {
    const index = all.indexOf(kind, from);
    from = index + 1;
    return index >= 0;
  });
}

export const checkUnknownEvents: Check<'unknownEvents'> = (_, { answer }) => {
  const unknown = answer.events.filter(({ type }) => type === 'unknown').map(({ kind }) => kind);
  return [
    verdict(t('no unknown events'), unknown.length === 0, () => ({
      message: t('Unknown events: {0}.', [...new Set(unknown)].join(', ')),
      expected: '',
      actual: unknown.join('\n'),
    })),
  ];
};

export const checkMalformedLines: Check<'malformedLines'> = (_, { answer }) => {
  const lines = answer.failures.flatMap(lineText);
  // Data that different programs read differently from what was sent.
  const losses = answer.events.flatMap((event) => {
    const place = { line: String(event.line), kind: event.kind };
    return lossNotes(event).map((note) => t('line {line}, {kind}: {note}', { ...place, note }));
  });
  return [
    verdict(t('no malformed lines'), lines.length + losses.length === 0, () => ({
      message:
        lines.length > 0
          ? t('Unreadable lines in the response: {0}.', String(lines.length))
          : t(
              "The response has a duplicate property name or a number that can't be represented exactly.",
            ),
      expected: '',
      actual: [...lines, ...losses].join('\n'),
    })),
  ];
};

function lineText(failure: Failure): readonly string[] {
  const { cause } = failure;
  if (cause?.type === 'framing') return [describeFailure(failure).detail];
  if (cause?.type !== 'line') return [];
  const { line, reason, head } = cause;
  return [t('line {line} ({reason}): {head}', { line: String(line), reason, head })];
}

/** Judges a count. `what` names the things in the user's language: "products". */
export function countVerdict(
  range: CountRange,
  count: number,
  what: string,
  field?: string,
): Verdict {
  const { min = 0, max = Infinity } =
    typeof range === 'number' ? { min: range, max: range } : range;
  const expected = rangeText(min, max);
  const title = t('{what}: {range}', { what, range: expected });
  const actual = String(count);
  const message = count === 1 ? t('Found 1.') : t('Found {0}.', actual);
  const why = () => ({ message, expected, actual });
  return verdict(title, count >= min && count <= max, why, field);
}

/** Bounds in words. */
export function rangeText(min: number, max: number): string {
  if (min === max) return String(min);
  if (max === Infinity) return t('at least {0}', String(min));
  return min <= 0
    ? t('at most {0}', String(max))
    : t('{min} to {max}', { min: String(min), max: String(max) });
}
