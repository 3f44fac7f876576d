import { compact } from '../../shared/compact.ts';
import { t } from '../../shared/l10n.ts';
import { maskJsonText } from '../../shared/masking/maskJson.ts';
import type { InputEvent } from '../../shared/model.ts';
import { eventValue, type Answer } from '../answer.ts';
import type { ExpectationValues } from '../file/scenario.ts';
import { quoted } from '../file/textPattern.ts';
import { verdict, type Check } from './check.ts';
import { inexactIn, spelledAsSent, withInexact } from './sentNumbers.ts';

const defaultTimeLimitMs = 1000;

/** A JavaScript expression that must be true. */
export const checkScript: Check<'script'> = async (
  value,
  { answer, answers, turns, variables, secrets },
  { judgements },
) => {
  const { expression, timeLimitMs = defaultTimeLimitMs } =
    typeof value === 'string' ? { expression: value } : value;
  // As in references, a variable takes precedence over a part of the response.
  const values = { ...answerValues(answer), turns, ...variables };
  const result = await judgements.script(expression, values, timeLimitMs);
  return [
    verdict(scriptTitle(value), result === true, () => {
      const events = answers.flatMap((one) => one.events.map(({ rawText }) => rawText));
      const safe = maskJsonText(JSON.stringify(result) ?? 'undefined', secrets);
      const actual = spelledAsSent(safe, events);
      const message = t('The script returned {0}.', quoted(actual));
      return { message: withInexact(message, inexactIn(events)), expected: 'true', actual };
    }),
  ];
};

/** The expectation's title in reports. */
export function scriptTitle(value: ExpectationValues['script']): string {
  const expression = typeof value === 'string' ? value : value.expression;
  return `script: ${expression.trim()}`;
}

/** A turn as scripts and references see it in `turns`: the input, the times and the response. */
export function turnValues(
  number: number,
  inputs: readonly InputEvent[],
  answer: Answer,
): Readonly<Record<string, unknown>> {
  const { firstByteMs, totalMs } = answer.stats ?? {};
  return { number, inputs, ...compact({ firstByteMs, totalMs }), ...answerValues(answer) };
}

/** A response as scripts and references see it. */
export function answerValues(answer: Answer): Readonly<Record<string, unknown>> {
  const { texts, products, suggestions, buttons, rows, handovers, events } = answer;
  return {
    text: texts.join('\n'),
    texts,
    products,
    suggestions,
    buttons,
    rows,
    handovers: handovers.map(({ kind, triggered, reason, payload }) => ({
      ...compact({ kind, triggered, reason }),
      ...payload,
    })),
    events: events.map(eventValue),
  };
}
