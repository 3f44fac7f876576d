import { compactJson, inexactNumbers, oddNumbers } from '../../shared/json/compactJson.ts';
import { t } from '../../shared/l10n.ts';
import { quoted } from '../file/textPattern.ts';

/** So many are named; who has them knows the kind. */
const maxNamed = 3;

/** A sentence about what was judged, and one for each number that counts as another. */
export function withInexact(sentence: string, numbers: readonly string[]): string {
  const notes = numbers.slice(0, maxNamed).map((sent) =>
    t('{sent} cannot be held exactly: it counts as {held}.', {
      sent: quoted(sent),
      held: String(Number(sent)),
    }),
  );
  return [sentence, ...notes].join(' ');
}

/** A result that a script made of the events, as JSON: a number that they have is spelled as they do. */
export function spelledAsSent(result: string, events: readonly string[]): string {
  const spellings = new Map<string, string | undefined>();
  for (const sent of new Set(events.flatMap(oddNumbers))) {
    const held = String(Number(sent));
    // Nobody knows which of several it is.
    spellings.set(held, spellings.has(held) ? undefined : sent);
  }
  return compactJson(result, (number) => spellings.get(number) ?? number);
}

/** The numbers of the events that scripts get as others. */
export function inexactIn(events: readonly string[]): readonly string[] {
  return [...new Set(events.flatMap(inexactNumbers))];
}
