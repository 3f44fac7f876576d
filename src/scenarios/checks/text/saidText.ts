import { readableText } from '../../../shared/markup/readableText.ts';
import type { TextPattern } from '../../file/scenario.ts';
import { alike, parsePattern, plain, type ParsedPattern } from '../../file/textPattern.ts';
import type { Judgements } from '../../judgement/judgements.ts';

type Regex = Extract<ParsedPattern, { type: 'regex' }>;

/** The texts of a response, ready for comparison. */
export interface SaidText {
  /** The compared text: as the customer reads it, or as sent. */
  readonly text: string;
  has(pattern: TextPattern): Promise<boolean>;
  matches(regex: Regex): Promise<boolean>;
  /** Ignores white space and typographic variants. */
  equals(text: string): boolean;
}

/** The messages as the customer reads them. Patterns also search the URLs of links. */
export function readableSaid(texts: readonly string[], judgements: Judgements): SaidText {
  const read = texts.map(readableText);
  const text = read.map((one) => one.text).join('\n');
  const places = [text, ...read.flatMap(({ addresses }) => addresses)];
  const plainPlaces = places.map(plain);
  return {
    text,
    has(pattern) {
      const parsed = parsePattern(pattern);
      if (parsed.type === 'regex') return this.matches(parsed);
      const wanted = plain(wantedText(parsed.text));
      return Promise.resolve(plainPlaces.some((place) => place.includes(wanted)));
    },
    // The pattern's author may mean the characters as sent, or their common form.
    async matches(regex) {
      const found = await judgements.search(regex, [...new Set([...places, alike(text)])]);
      return found.includes(true);
    },
    equals: (other) => oneSpace(alike(text)) === oneSpace(alike(wantedText(other))),
  };
}

/** The exact text that was sent. */
export function sentText(texts: readonly string[], judgements: Judgements): SaidText {
  const text = texts.join('\n');
  return {
    text,
    has(pattern) {
      const parsed = parsePattern(pattern);
      if (parsed.type === 'regex') return this.matches(parsed);
      return Promise.resolve(text.includes(parsed.text));
    },
    matches: (regex) => judgements.isFound(regex, text),
    equals: (other) => text === other,
  };
}

/** The text that the customer reads, normalized for finding names in it. */
export function plainWords(texts: readonly string[]): string {
  return plain(texts.map((text) => readableText(text).text).join('\n'));
}

/** The wanted text may have been copied with its marks. */
function wantedText(text: string): string {
  const { text: words } = readableText(text);
  return plain(words) === '' ? text : words;
}

function oneSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
