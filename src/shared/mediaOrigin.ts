import { httpUrl } from './guards.ts';

/**
 * A host name (its IDN labels as punycode) or an IPv6 address. URLs allow more: `;`, `,` and `'` would
 * begin another part of a content policy, and `*` would stand for every host there.
 */
const hostPattern = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])$/;

/**
 * The origin of an http(s) URL, in a form that is one source of a content policy and cannot be anything
 * else; undefined where there is none. Everything that the policy names as an origin passes here.
 */
export function mediaOrigin(url: unknown): string | undefined {
  const parsed = httpUrl(url);
  return parsed && hostPattern.test(parsed.hostname) ? parsed.origin : undefined;
}
