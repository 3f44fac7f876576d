import { hideKeyShapes } from '../shared/masking/keyShapes.ts';
import {
  compileSecrets,
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

/**
 * What a server wrote as one short plain line: no tags, no control characters, no key. Undefined
 * when nothing is left.
 */
export function plainDetail(text: string, secrets: SecretList): string | undefined {
  // A secret could stand at the cut, so the cut comes last.
  const line = redact(text, secrets)
    .replace(/<[a-z!/?][^>]*(?:>|$)/gi, ' ')
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
