import type { Secret } from '../shared/masking/secretRanges.ts';

/** Headers and cookies whose values let whoever has them be somebody else. */
const secretName =
  /(?:^|[-_.])(?:auth|authorization|jwt|pass|pwd|signature|credentials?|(?:access|private|auth|subscription|signing|shared|app|service|functions|secret)[-_]?key)$|^(?:x-)?key$|(?:token|api[-_]?key|secret|passwd|password)$/i;
/** Names that end as those do, and stand for nothing secret: what a cache goes by, for example. */
const plainName = /(?:surrogate|cache|idempotency|partition|routing|sort|client)-key$/i;
/** Cookies of a login, which are secrets where they look like one. */
const loginName = /sess|sid$|login|remember|csrf|xsrf|key$/i;

/** True for the name of a header or a cookie that holds a secret whatever its value is. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !plainName.test(name);
}

/** True for what nobody would write by hand: 16 characters or more, letters and digits mixed. */
function isRandom(value: string): boolean {
  return /^[\w+/=~.%:-]{16,}$/.test(value) && /[0-9]/.test(value) && /[a-z]/i.test(value);
}

/** The secrets in a header of an agent's settings, or none: most headers are no secrets. */
export function ownHeaderSecrets(name: string, value: string): readonly Secret[] {
  const known = headerSecrets(name, value);
  // Who sets a header by hand may call a key what they like, but an id is what others ask for.
  return known.length > 0 || !isRandom(value) || /id$/i.test(name)
    ? known
    : [{ value, place: name }];
}

/** The secrets in a header that somebody sent, by its name: the value, and what it is made of. */
export function headerSecrets(name: string, value: string): readonly Secret[] {
  if (/^cookie$/i.test(name)) return value.split(';').flatMap(cookiePair);
  // Several of them are one text with line breaks in an archive.
  if (/^set-cookie$/i.test(name))
    return value.split('\n').flatMap((one) => cookiePair(one.split(';', 1)[0] ?? ''));
  if (!isSecretName(name)) return [];
  const place = name;
  const [scheme = '', ...rest] = value.trim().split(/\s+/);
  const parts = rest.length === 0 ? [scheme] : [value.trim(), ...rest];
  const password = /^basic$/i.test(scheme) ? passwordIn(rest[0] ?? '') : '';
  return [...parts, password].filter((part) => part !== '').map((part) => ({ value: part, place }));
}

/** The secret in a cookie, or none: most keep a language, a currency or what was looked at. */
export function cookieSecrets(name: string, value: string): readonly Secret[] {
  const plain = value.trim().replace(/^"(.*)"$/, '$1');
  const isSecret = isSecretName(name) || (loginName.test(name) && isRandom(plain));
  return isSecret && plain !== '' ? [{ value: plain, place: name }] : [];
}

function cookiePair(pair: string): readonly Secret[] {
  const at = pair.indexOf('=');
  return at < 0 ? [] : cookieSecrets(pair.slice(0, at).trim(), pair.slice(at + 1));
}

function passwordIn(token: string): string {
  const pair = Buffer.from(token, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}
