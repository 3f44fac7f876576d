import { httpUrl } from './guards.ts';

/**
 * A host name (IDN labels as punycode) or an IPv6 address. URLs allow more: in a content security
 * policy `;`, `,` and `'` would begin another part, and `*` would match every host.
 */
const hostPattern = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])$/;

/**
 * The origin of an http(s) URL, in a form that is exactly one source of a content security policy;
 * undefined if there is none. Every origin in the policy passes here.
 */
export function mediaOrigin(url: unknown): string | undefined {
  const parsed = httpUrl(url);
  return parsed && hostPattern.test(parsed.hostname) ? parsed.origin : undefined;
}
