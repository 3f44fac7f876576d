/** Stands where a secret was. */
export const hidden = '[hidden]';

/** A secret of at least this length is recognised by its beginning as well. */
const prefixLength = 8;

const escapes = /[.*+?^${}()|[\]\\]/g;

/** Keys that we do not know: named ones, bearer tokens, JWTs, and long runs of mixed characters. */
const looksLikeKey: readonly RegExp[] = [
  /(?<=\b(?:x-)?api[-_ ]?key["']?(?:\s?[:=])?\s{0,3}["']?)(?=\S{0,20}\d|\S{12})[^\s"',;<>[]{4,}/gi,
  /(?<=\bbearer\s{1,3})[^\s"',;<>[]{4,}/gi,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g,
  /\b(?:sk|pk|key|token|secret)[-_][\w-]{12,}/gi,
  /\b(?=\w*\d)(?=\w*[a-z])\w{33,}\b/gi,
];

function patternOf(secret: string): RegExp {
  const exact = secret.replace(escapes, '\\$&');
  if (secret.length < 2 * prefixLength) return new RegExp(exact, 'gi');
  const start = secret.slice(0, prefixLength).replace(escapes, '\\$&');
  return new RegExp(`${exact}|${start}[^\\s"',;<>]*`, 'gi');
}

const inJson = (secret: string) => JSON.stringify(secret).slice(1, -1);
const inUrl = (secret: string) => encodeURIComponent(secret.replace(/\p{Surrogate}/gu, ''));

/** A form in which a secret may stand in a text, and what each place where it stands begins with. */
interface SecretForm {
  readonly pattern: RegExp;
  /** In lower case; undefined where a text in lower case does not tell. */
  readonly start: string | undefined;
}

/** Nearly every list is asked about thousands of lines. */
const formsOfLists = new WeakMap<readonly string[], readonly SecretForm[]>();

function formsOf(secrets: readonly string[]): readonly SecretForm[] {
  const known = formsOfLists.get(secrets);
  if (known) return known;
  const forms = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [...new Set([secret, inJson(secret), inUrl(secret)])])
    .map((form) => ({ pattern: patternOf(form), start: startOf(form) }));
  formsOfLists.set(secrets, forms);
  return forms;
}

/** A text holds an ASCII letter in any case exactly where the text in lower case holds it in lower. */
function startOf(form: string): string | undefined {
  const start = form.length < 2 * prefixLength ? form : form.slice(0, prefixLength);
  return /^[\x21-\x7e]+$/.test(start) ? start.toLowerCase() : undefined;
}

/** The text without the secrets, however they are cased, escaped or cut short. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const lower = text.toLowerCase();
  let safe = text;
  // Patterns are slow, and hardly any text has a secret in it.
  for (const { pattern, start } of formsOf(secrets))
    if (start === undefined || lower.includes(start)) safe = safe.replace(pattern, hidden);
  return safe;
}

/** As `hideSecrets`, and without whatever else looks like a key. */
export function redact(text: string, secrets: readonly string[]): string {
  let safe = hideSecrets(text, secrets);
  for (const pattern of looksLikeKey) safe = safe.replace(pattern, hidden);
  return safe;
}

/** Longest text of a server that a failure carries, in characters. */
const maxDetailLength = 300;

/** C0 and C1 controls, and the characters that turn the direction of text around. */
const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/**
 * What a server wrote as one short plain line: no tags, no control characters, no key. Undefined
 * when nothing is left.
 */
export function plainDetail(text: string, secrets: readonly string[]): string | undefined {
  // A secret could stand at the cut, so the cut comes last.
  const bounded = text.slice(0, 20 * maxDetailLength);
  const line = redact(bounded, secrets)
    .replace(/<[a-z!/?][^>]*(?:>|$)/gi, ' ')
    .replace(controls, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length <= maxDetailLength ? line : `${line.slice(0, maxDetailLength - 1)}…`;
}
