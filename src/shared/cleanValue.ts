import { t } from './l10n.ts';

// Invisible characters that documents and mails insert.
const unseen =
  /[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** Removes invisible characters and surrounding white space. */
export function cleanValue(text: string): string {
  return text.replace(unseen, '').trim();
}

/** Opening and closing quotes and brackets. */
const quotePairs: readonly string[] = ['""', "''", '``', '“”', '””', '„“', '‘’', '«»', '<>'];

/** Like `cleanValue`, and also removes the quotes or brackets of documents and `.env` files. */
export function cleanQuoted(text: string): string {
  const clean = cleanValue(text);
  const [first = ''] = clean;
  const closing = quotePairs.find((pair) => pair.startsWith(first))?.charAt(1);
  const isQuoted = closing !== undefined && clean.length > 2 && clean.endsWith(closing);
  return isQuoted ? clean.slice(1, -1).trim() : clean;
}

/** Why a text cannot be sent as a key, with the exact character; undefined if it can. */
export function keyProblem(key: string): string | undefined {
  const odd = oddCharacter(key, /[^\x21-\x7e]/u);
  return (
    odd &&
    t(
      "An API key can't contain spaces or non-ASCII characters. Character {position} is {character}.",
      odd,
    )
  );
}

/** Why a text is no valid ID: it contains a control character or unusual white space. */
export function idProblem(id: string): string | undefined {
  const odd = oddCharacter(id, /[^\S ]|\p{Cc}/u);
  return odd && t("An ID can't contain {character} (character {position}).", odd);
}

/** Why a text is no valid URL: it contains white space or a control character. */
export function urlCharacterProblem(url: string): string | undefined {
  const odd = oddCharacter(url, /\s|\p{Cc}/u);
  return odd && t("A URL can't contain {character} (character {position}).", odd);
}

function oddCharacter(
  text: string,
  odd: RegExp,
): { readonly position: number; readonly character: string } | undefined {
  const found = odd.exec(text);
  if (!found) return undefined;
  const [character] = found;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const position = [...text.slice(0, found.index)].length + 1;
  return {
    position,
    character: /[\p{L}\p{P}\p{S}]/u.test(character) ? `“${character}” (U+${code})` : `U+${code}`,
  };
}
