import { replaceWithPlaces } from '../shared/masking/escapes.ts';
import { hideKeyShapes } from '../shared/masking/keyShapes.ts';
import {
  compileSecrets,
  hidden,
  mayHoldSecret,
  originalRange,
  secretRanges,
  withMarkers,
  type SecretList,
} from '../shared/masking/secretRanges.ts';

/** The text with its secrets masked, in any escaped form. Linear. */
export function hideSecrets(text: string, secrets: SecretList): string {
  return withMarkers(text, secretRanges(text, compileSecrets(secrets)));
}

/** Like `hideSecrets`, and also masks everything else that looks like a key. */
export function redact(text: string, secrets: SecretList): string {
  return hideKeyShapes(hideSecrets(text, secrets));
}

/** Longest server text in a failure, in characters. */
const maxDetailLength = 300;

/** C0 and C1 controls, and the characters that change the direction of text. */
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

const tags = /<[a-z!/?][^>]*(?:>|$)/gi;
/** Breaks in a word that a reader does not see, or that become a space in one line. */
const breaks =
  /<[a-z!/?][^>]*(?:>|$)|&(?:shy|zwnj|zwj|ZeroWidthSpace|NoBreak|Tab|NewLine|nbsp);|[\s\u0000-\u001f\u007f-\u009f]+/gi;
const base64 = /[\w+/-]{10,}={0,2}/g;

/** Masks secrets that are interrupted by tags, entities or line breaks. Linear. */
function withoutPieces(text: string, secrets: SecretList): string {
  const joined = replaceWithPlaces(text, text.matchAll(breaks), () => '');
  if (joined.text === text) return text;
  const ranges = secretRanges(joined.text, compileSecrets(secrets));
  return withMarkers(
    text,
    ranges.map((range) => originalRange(range, joined)),
  );
}

/** Masks words that are Base64 of a text with a secret in it. */
function withoutEncoded(text: string, secrets: SecretList): string {
  if (secrets.length === 0) return text;
  const compiled = compileSecrets(secrets);
  return text.replace(base64, (word) =>
    mayHoldSecret(Buffer.from(word, 'base64').toString(), compiled) ? hidden : word,
  );
}

/** The target of a `Location`, without credentials, query and fragment. */
export function redirectTarget(location: string, secrets: SecretList): string | undefined {
  const [written = ''] = location.trim().split(/[?#]/, 1);
  const place = written
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})[^/\\]*@/i, '$1')
    // A password with a character that a URL cannot hold cuts the host before its @.
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}[^/\\:[]*):(?!\d+(?:[/\\]|$)).*/is, '$1:…');
  return plainDetail(place, secrets);
}

/**
 * A server's text as one short plain line: no tags, no control characters, no key. Undefined if
 * nothing is left.
 */
export function plainDetail(text: string, secrets: SecretList): string | undefined {
  // Cut last: a secret could stand at the cut.
  const written = text.replaceAll('&lowbar;', '_');
  // Mask whole secrets first: once words are joined, one could begin within another.
  const whole = withoutEncoded(hideSecrets(written, secrets), secrets);
  const line = hideKeyShapes(withoutPieces(whole, secrets))
    .replace(tags, ' ')
    .replace(controls, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length <= maxDetailLength ? line : `${line.slice(0, maxDetailLength - 1)}…`;
}

/** Masks the user names in file paths. */
export function withoutUserNames(text: string): string {
  return text.replace(/((?:\/home|\/Users|[a-z]:\\Users)[/\\])[^/\\\s"']+/gi, '$1…');
}
