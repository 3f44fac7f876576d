import type { Failure } from '../../shared/failure.ts';

/** Where a response leads: nowhere else, on with the same POST, or where the key must not go. */
export type Redirect =
  | { readonly type: 'none' }
  | { readonly type: 'follow'; readonly url: URL }
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
  if (isSameOrigin && (status === 307 || status === 308)) return { type: 'follow', url };
  const to = isSameOrigin ? `${url.origin}${url.pathname}` : url.origin;
  return { type: 'refuse', failure: redirectFailure(status, to) };
}

/** The failure of a redirect that is not followed. */
export function redirectFailure(status: number, to: string): Failure {
  return { kind: 'protocol', status, cause: { type: 'redirect', to }, retryable: false };
}
