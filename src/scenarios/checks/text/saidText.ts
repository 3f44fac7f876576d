import { readableText } from '../../../shared/markup/readableText.ts';
import { alike, plain } from '../../file/textPattern.ts';

/** The texts of a response, ready for comparison. */
interface SaidText {
  /** The compared text: as the customer reads it, or as sent. */
  readonly text: string;
  /** Where patterns search. */
  readonly places: readonly string[];
  readonly includes: (text: string) => boolean;
  /** Ignores white space and typographic variants, except for the text as sent. */
  readonly equals: (text: string) => boolean;
}

/** The messages as the customer reads them. Patterns also search the URLs of links. */
export function readableSaid(texts: readonly string[]): SaidText {
  const read = texts.map(readableText);
  const text = read.map((one) => one.text).join('\n');
  const places = [text, ...read.flatMap(({ addresses }) => addresses)];
  const plainPlaces = places.map(plain);
  return {
    text,
    // The pattern's author may mean the characters as sent, or their common form.
    get places() {
      return [...new Set([...places, alike(text)])];
    },
    includes(wanted) {
      const words = plain(wantedText(wanted));
      return plainPlaces.some((place) => place.includes(words));
    },
    equals: (other) => oneSpace(alike(text)) === oneSpace(alike(wantedText(other))),
  };
}

/** The exact text that was sent. */
export function sentText(text: string): SaidText {
  return {
    text,
    places: [text],
    includes: (wanted) => text.includes(wanted),
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
