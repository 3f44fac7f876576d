import { isFound, parsePattern, parseRegex, plain } from '../file/textPattern.ts';
import { listOf, quote, verdict, type Check, type Verdict } from './check.ts';

/** What the agent says, all messages together. */
export const checkText: Check<'text'> = (value, { answer }) => {
  const said = answer.texts.join('\n');
  const { contains, containsAny, matches, equals, not } =
    typeof value === 'string' ? { contains: value } : value;
  const actual = said;
  const missing = 'The agent says something else.';
  const verdicts: Verdict[] = [
    ...listOf(contains).map((pattern) =>
      verdict(
        `text contains ${quote(pattern)}`,
        isFound(parsePattern(pattern), said),
        () => ({ message: saidNothing(said) ?? missing, expected: pattern, actual }),
        'contains',
      ),
    ),
    ...listOf(not).map((pattern) =>
      verdict(
        `text does not contain ${quote(pattern)}`,
        !isFound(parsePattern(pattern), said),
        () => ({ message: 'It is in the text.', expected: `without ${quote(pattern)}`, actual }),
        'not',
      ),
    ),
  ];
  if (containsAny) {
    verdicts.push(
      verdict(
        `text contains ${containsAny.map(quote).join(' or ')}`,
        containsAny.some((pattern) => isFound(parsePattern(pattern), said)),
        () => ({
          message: saidNothing(said) ?? missing,
          expected: containsAny.join('\n'),
          actual,
        }),
        'containsAny',
      ),
    );
  }
  if (matches !== undefined) {
    const regex = parseRegex(matches);
    const shown = `/${regex.source}/${regex.flags}`;
    verdicts.push(
      verdict(
        `text matches ${shown}`,
        isFound(regex, said),
        () => ({ message: saidNothing(said) ?? missing, expected: shown, actual }),
        'matches',
      ),
    );
  }
  if (equals !== undefined) {
    verdicts.push(
      verdict(
        `text is ${quote(equals)}`,
        oneSpace(said) === oneSpace(equals),
        () => ({ message: saidNothing(said) ?? missing, expected: equals, actual }),
        'equals',
      ),
    );
  }
  return verdicts;
};

function saidNothing(said: string): string | undefined {
  return plain(said) === '' ? 'The agent says nothing.' : undefined;
}

function oneSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
