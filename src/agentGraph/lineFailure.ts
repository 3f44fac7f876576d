import type { Buffer } from 'node:buffer';
import type { Failure, FailureCause } from '../shared/failure/failure.ts';
import { headBytes } from './wire/partialLine.ts';

/** What can be wrong with the bytes of a line; depth is a matter of its value. */
export type LineReason = Exclude<Extract<FailureCause, { type: 'line' }>['reason'], 'tooDeep'>;

const headCharacters = 80;

/** Why a line has no value. Of `content` only the first bytes are looked at; `hide` masks them. */
export function lineFailure(
  line: number,
  bytes: number,
  reason: LineReason,
  hide: (head: string) => string,
  content: Buffer,
): Failure {
  const head = visibleHead(hide(content.toString('utf8', 0, headBytes)));
  const cause: FailureCause = { type: 'line', line, bytes, reason, head };
  return { kind: 'protocol', cause, retryable: false };
}

/** The first characters of a text that is free of secrets, in which nothing acts unseen. */
export function visibleHead(text: string): string {
  return [...text.slice(0, 2 * headCharacters)]
    .slice(0, headCharacters)
    .join('')
    .replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    );
}
