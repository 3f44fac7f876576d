import type { Failure } from '../../shared/failure/failure.ts';

/** Where a response leads: nowhere else, on with the same POST, or where the key must not go. */
export type Redirect =
  | { readonly type: 'none' }
  /** `failure` is for the case that it has gone on too often. */
  | { readonly type: 'follow'; readonly url: URL; readonly failure: Failure }
  | { readonly type: 'refuse'; readonly failure: Failure };

/**
 * Judges a response's status and Location. Only 307 and 308 within the origin are followed, as
 * they repeat the same POST; anything else is a `protocol` failure: the address did answer, but
 * Agent Graph is not there. A 3xx without a usable Location is an ordinary response.
 */
export function judgeRedirect(status: number, location: string | undefined, from: URL): Redirect {
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  if (!isRedirect || location === undefined || !URL.canParse(location, from.href)) {
    return { type: 'none' };
  }
  const url = new URL(location, from);
  const isSameOrigin = url.origin === from.origin;
  const to = isSameOrigin ? `${url.origin}${url.pathname}` : url.origin;
  const isOtherHost = url.hostname !== from.hostname;
  const cause = { type: 'redirect', to, ...(isOtherHost && { isOtherHost }) } as const;
  const failure: Failure = { kind: 'protocol', status, cause, retryable: false };
  const isSamePost = isSameOrigin && (status === 307 || status === 308);
  return isSamePost ? { type: 'follow', url, failure } : { type: 'refuse', failure };
}
