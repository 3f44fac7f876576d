import { t } from '../../shared/l10n.ts';
import type { Answer } from '../answer.ts';
import { compareAnswers, describeDifference } from '../compare/compareAnswers.ts';
import { choiceTitle, verdict, type Check } from './check.ts';
import { Unjudgeable } from '../judgement/unjudgeable.ts';

/** The response equals a recorded one, apart from IDs and times. */
export const checkBaseline: Check<'baseline'> = async (
  value,
  { answers, answer, isWhole },
  { readAnswers },
) => {
  const { recording, turn } = typeof value === 'string' ? { recording: value } : value;
  const recorded = await readAnswers(recording);
  const pairs =
    isWhole && turn === undefined
      ? answers.map((one, index) => ({ number: index + 1, live: one }))
      : [{ number: turn ?? answers.length, live: answer }];
  return pairs.map(({ number, live }) => {
    const before = recorded[number - 1];
    const place = { recording, turn: String(number) };
    if (!before)
      throw new Unjudgeable(
        t(
          'The recording {recording} has no turn {turn}. Update the baseline, or specify another turn.',
          place,
        ),
      );
    const { differences } = compareAnswers(before, live);
    return verdict(t('turn {turn} matches {recording}', place), differences.length === 0, () => ({
      message: differences.map(describeDifference).join(' '),
      expected: textOf(before),
      actual: textOf(live),
    }));
  });
};

/** The compared parts of a response, as lines. */
function textOf({ texts, products, buttons, rows, suggestions, handovers }: Answer): string {
  return [
    ...texts,
    ...products.map((one) => JSON.stringify(one)),
    ...[...buttons, ...rows].map((choice) => `[${choiceTitle(choice)}]`),
    ...suggestions.map((one) => `? ${one}`),
    ...handovers.map(({ kind, triggered, reason }) => JSON.stringify({ kind, triggered, reason })),
  ].join('\n');
}
