import type { Secret } from '../shared/masking/secretRanges.ts';

/** Headers and cookies whose values let their holder act as someone else. */
const secretName =
  /(?:^|[-_.])(?:auth|authorization|jwt|pass|pwd|signature|credentials?|(?:access|private|auth|subscription|signing|shared|app|service|functions|secret)[-_]?key)$|^(?:x-)?key$|(?:token|api[-_]?key|secret|passwd|password)$/i;
/** Names with the same endings that hold no secret, for example cache keys. */
const plainName = /(?:surrogate|cache|idempotency|partition|routing|sort|client)-key$/i;
/** Login cookies; secret only if the value looks random. */
const loginName = /sess|sid$|login|remember|csrf|xsrf|key$/i;

/** True for the name of a header or a cookie that holds a secret whatever its value is. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !plainName.test(name);
}

/** True for text that no one types by hand: 16 characters or more, letters and digits mixed. */
function isRandom(value: string): boolean {
  return /^[\w+/=~.%:-]{16,}$/.test(value) && /[0-9]/.test(value) && /[a-z]/i.test(value);
}

/** The secrets in a header of an agent's settings; most headers have none. */
export function ownHeaderSecrets(name: string, value: string): readonly Secret[] {
  const known = headerSecrets(name, value);
  // A custom header may call its key anything, but an ID is meant to be shared.
  return known.length > 0 || !isRandom(value) || /id$/i.test(name)
    ? known
    : [{ value, place: name }];
}

/** The secrets in a sent header, by its name: the whole value and its parts. */
export function headerSecrets(name: string, value: string): readonly Secret[] {
  if (/^cookie$/i.test(name)) return value.split(';').flatMap(cookiePair);
  // A HAR file joins several of them with line breaks.
  if (/^set-cookie$/i.test(name))
    return value.split('\n').flatMap((one) => cookiePair(one.split(';', 1)[0] ?? ''));
  if (!isSecretName(name)) return [];
  const place = name;
  const [scheme = '', ...rest] = value.trim().split(/\s+/);
  const parts = rest.length === 0 ? [scheme] : [value.trim(), ...rest];
  const password = /^basic$/i.test(scheme) ? passwordIn(rest[0] ?? '') : '';
  return [...parts, password].filter((part) => part !== '').map((part) => ({ value: part, place }));
}

/** The secret in a cookie, if any; most cookies keep a language, a currency or a history. */
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
