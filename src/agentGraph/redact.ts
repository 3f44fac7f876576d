import { hideKeyShapes } from '../shared/masking/keyShapes.ts';
import {
  compileSecrets,
  hidden,
  mayHoldSecret,
  secretRanges,
  withMarkers,
  type SecretList,
} from '../shared/masking/secretRanges.ts';

/** A plain text without the secrets, however they are escaped in it. Linear. */
export function hideSecrets(text: string, secrets: SecretList): string {
  return withMarkers(text, secretRanges(text, compileSecrets(secrets)));
}

/** As `hideSecrets`, and without whatever else looks like a key. */
export function redact(text: string, secrets: SecretList): string {
  return hideKeyShapes(hideSecrets(text, secrets));
}

/** Longest text of a server that a failure carries, in characters. */
const maxDetailLength = 300;

/** C0 and C1 controls, and the characters that turn the direction of text around. */
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

const tags = /<[a-z!/?][^>]*(?:>|$)/gi;
/** What ends a word only for the eye of a program: it is not seen, or becomes a space of one line. */
const breaks =
  /<[a-z!/?][^>]*(?:>|$)|&(?:shy|zwnj|zwj|ZeroWidthSpace|NoBreak|Tab|NewLine|nbsp);|[\s\u0000-\u001f\u007f-\u009f]+/gi;
const base64 = /[\w+/-]{10,}={0,2}/g;

/** Without secrets that tags, entities, or line breaks stand in. Linear. */
function withoutPieces(text: string, secrets: SecretList): string {
  const compiled = compileSecrets(secrets);
  let joined = '';
  const places: number[] = [];
  let from = 0;
  const copyTo = (end: number) => {
    for (let at = from; at < end; at += 1) places.push(at);
    joined += text.slice(from, end);
  };
  for (const { 0: one, index } of text.matchAll(breaks)) {
    copyTo(index);
    from = index + one.length;
  }
  if (from === 0) return text;
  copyTo(text.length);
  const ranges = secretRanges(joined, compiled).map((range) => ({
    ...range,
    start: places[range.start] ?? 0,
    end: (places[range.end - 1] ?? 0) + 1,
  }));
  return withMarkers(text, ranges);
}

/** Without words that are Base64 of a text with a secret in it. */
function withoutEncoded(text: string, secrets: SecretList): string {
  if (secrets.length === 0) return text;
  const compiled = compileSecrets(secrets);
  return text.replace(base64, (word) =>
    mayHoldSecret(Buffer.from(word, 'base64').toString(), compiled) ? hidden : word,
  );
}

/** Where a `Location` leads, without who is signed in there and what is asked of it. */
export function redirectTarget(location: string, secrets: SecretList): string | undefined {
  const [written = ''] = location.trim().split(/[?#]/, 1);
  const place = written
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]{2,})[^/\\]*@/i, '$1')
    // A password that an address cannot hold cuts it before its @.
    .replace(/^((?:[a-z][a-z0-9+.-]*:)?[/\\]{2,}[^/\\:[]*):(?!\d+(?:[/\\]|$)).*/is, '$1:…');
  return plainDetail(place, secrets);
}

/**
 * What a server wrote as one short plain line: no tags, no control characters, no key. Undefined
 * when nothing is left.
 */
export function plainDetail(text: string, secrets: SecretList): string | undefined {
  // A secret could stand at the cut, so the cut comes last.
  const written = text.replaceAll('&lowbar;', '_');
  // What stands there whole is hidden as such: with the words joined, one could begin within another.
  const whole = withoutEncoded(hideSecrets(written, secrets), secrets);
  const line = hideKeyShapes(withoutPieces(whole, secrets))
    .replace(tags, ' ')
    .replace(controls, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length <= maxDetailLength ? line : `${line.slice(0, maxDetailLength - 1)}…`;
}

/** A text without the names of users that paths have in it. */
export function withoutUserNames(text: string): string {
  return text.replace(/((?:\/home|\/Users|[a-z]:\\Users)[/\\])[^/\\\s"']+/gi, '$1…');
}
