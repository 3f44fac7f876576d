import { readableText } from '../../../shared/markup/readableText.ts';
import type { TextPattern } from '../../file/scenario.ts';
import { alike, parsePattern, plain, type ParsedPattern } from '../../file/textPattern.ts';
import type { Judgements } from '../../judgement/judgements.ts';

type Regex = Extract<ParsedPattern, { type: 'regex' }>;

/** The texts of an answer as an expectation compares them. */
export interface SaidText {
  /** What is compared: what a customer reads, or what was sent. */
  readonly text: string;
  has(pattern: TextPattern): Promise<boolean>;
  matches(regex: Regex): Promise<boolean>;
  /** Apart from white space, and from how signs were typed. */
  equals(text: string): boolean;
}

/** What a customer reads of these messages. Links lead somewhere, which is looked at as well. */
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
    // Whoever wrote the pattern meant the signs as they were typed, or as everybody types them.
    async matches(regex) {
      const found = await judgements.search(regex, [...new Set([...places, alike(text)])]);
      return found.includes(true);
    },
    equals: (other) => oneSpace(alike(text)) === oneSpace(alike(wantedText(other))),
  };
}

/** What was sent, to the character. */
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

/** What a customer reads, as names are looked for in it. */
export function plainWords(texts: readonly string[]): string {
  return plain(texts.map((text) => readableText(text).text).join('\n'));
}

/** What is looked for may be copied with its marks. */
function wantedText(text: string): string {
  const { text: words } = readableText(text);
  return plain(words) === '' ? text : words;
}

function oneSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
