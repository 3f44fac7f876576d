import { compactJson, inexactNumbers, oddNumbers } from '../../shared/json/compactJson.ts';
import { t } from '../../shared/l10n.ts';
import { quoted } from '../file/textPattern.ts';

/** Names only this many numbers, enough to recognize the kind. */
const maxNamed = 3;

/** A sentence about the judged value, plus one for each number that cannot be held exactly. */
export function withInexact(sentence: string, numbers: readonly string[]): string {
  const notes = numbers.slice(0, maxNamed).map((number) => {
    const spellings = { sent: quoted(number), held: String(Number(number)) };
    return t("{sent} can't be represented exactly, so it's treated as {held}.", spellings);
  });
  return [sentence, ...notes].join(' ');
}

/** A script's result as JSON; numbers from the events are spelled as they were sent. */
export function spelledAsSent(result: string, events: readonly string[]): string {
  const spellings = new Map<string, string | undefined>();
  for (const sent of new Set(events.flatMap(oddNumbers))) {
    const held = String(Number(sent));
    // Ambiguous: several spellings have this value.
    spellings.set(held, spellings.has(held) ? undefined : sent);
  }
  return compactJson(result, (number) => spellings.get(number) ?? number);
}

/** The numbers of the events that change when scripts read them. */
export function inexactIn(events: readonly string[]): readonly string[] {
  return [...new Set(events.flatMap(inexactNumbers))];
}
