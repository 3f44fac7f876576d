import type { FoundDetail, SearchedText } from '../foundDetail.ts';

const names =
  'access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token|session[_-]?token|csrf[_-]?token|user[_-]?token|bot[_-]?token|(?:x-)?api[_-]?key|apikey|client[_-]?secret|secret[_-]?key|secret|password|passwd|passphrase|pwd|passwort|contrasena|senha|clave|private[_-]?key|signature|sig|token|jwt|bearer[_-]?token|x-amz-signature|x-amz-security-token|session[_-]?cookie|otp|pin';
/**
 * `name=value`, `"name": "value"`, `name: value`. A value of plain words is just talk about
 * passwords.
 */
const named = new RegExp(
  String.raw`(?<![a-z0-9])(?<label>(?:${names})["']?[ ]{0,2}(?:=|:|=>|:=)[ ]{0,2}["']?)(?<value>[^\s"'&,;<>()[\]{}]{3,512})`,
  'gi',
);
const quoted =
  /(?<label>["'](?:password|passwd|passphrase|pwd|contrasena|senha)["'][ ]{0,2}:[ ]{0,2}["'])(?<value>[^"']{3,128})(?=["'])/gi;
const said =
  /(?<![a-z0-9])(?<label>(?:password|contrasena|senha|clave|passphrase)(?:[ ]{1,2}(?:for|of|the|my|del?|da|do|la|el|mi|a|o|minha|para|wi-?fi|red|rede|cuenta|conta|account|app|correo|e-?mail)){0,4}[ ]{1,2}(?:is|es|e)[ ]{1,2}["']?)(?<value>[^\s"',;<>()[\]{}]{4,128})/gi;
/** A code that was sent to someone, or the one on the back of a card. */
const code =
  /(?<![a-z0-9])(?<label>(?:otp|2fa|cvv2?|cvc2?|(?:verification|security|confirmation|one[- ]time) code|codigo de (?:verificacion|verificacao|confirmacion|confirmacao|seguridad|seguranca|acceso|acesso)|(?:my|your|mi|tu|su|meu|seu) (?:code|codigo))[ ]{0,2}(?::|=|is|es|e|do cartao|de la tarjeta)?[ ]{1,2})(?<value>\d{3,8})(?![\d.,]?\d)/gi;
/** Cookies that identify someone, whatever a shop's framework calls them. An ID has digits. */
const cookie =
  /(?<![a-z0-9])(?<label>[a-z0-9_.-]{0,24}(?:session(?:_?id)?|sess(?:id)?|sid|remember(?:_?me)?|auth|csrf|xsrf|cookie)=["']?)(?<value>(?=[^\s"'&,;<>()[\]{}]{0,64}\d)[^\s"'&,;<>()[\]{}]{8,512})/gi;
const login =
  /(?<=(?:^|\s)(?:-u|--user))(?<label>[ =]["']?)(?<value>[^\s:"']{1,64}:[^\s"']{1,64})/g;
const scheme =
  /(?<![a-z0-9])(?<label>(?:basic|bearer|digest|apikey|token)[ ]{1,3})(?<value>[a-z0-9+/._~-]{8,2048}={0,2})/gi;
const userInfo = /(?<label>:\/\/)(?<value>[^\s/?#@"'<>]{1,128}:[^\s/?#@"'<>]{1,128})(?=@)/g;
/** Prefixes that services give to their own keys. */
const prefixed =
  /(?<![a-z0-9])(?:gh[pousr]_[a-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[a-z0-9-]{10,}|AKIA[A-Z0-9]{16}|AIza[\w-]{30,}|EAA[a-z0-9]{20,}|shp(?:at|ca|pa|ss)_[a-f0-9]{20,}|ya29\.[\w-]{20,}|SG\.[\w-]{16,}\.[\w-]{16,})/gi;

/** Finds passwords and tokens: in URLs, JSON, headers and plain speech. */
export function* findTokens({ text, field }: SearchedText): Generator<FoundDetail> {
  for (const pattern of [named, quoted, said, code, cookie, scheme, login, userInfo])
    for (const { index, groups } of text.matchAll(pattern)) {
      const { label = '', value = '' } = groups ?? {};
      const isFound = isFoundBy(pattern, label, value);
      const start = index + label.length;
      if (isFound) yield { start, end: start + value.length, reason: 'token', isSure: true };
    }
  for (const { 0: found, index } of text.matchAll(prefixed))
    yield { start: index, end: index + found.length, reason: 'token', isSure: true };
  const isWhole =
    (secretField.test(field) && /^[^\s[]\S{3,}$/.test(text)) ||
    (passwordField.test(field) && isPassphrase(text));
  if (isWhole) yield { start: 0, end: text.length, reason: 'token', isSure: true };
}

const passwordField = /^(?:password|passwd|passphrase|pwd|contrasena|senha)$/i;
const secretField = new RegExp(`^(?:${names})$`, 'i');

/** Words may form a password. A sentence, or words that mention passwords, are just about them. */
function isPassphrase(value: string): boolean {
  return (
    /^[^\s[]\S{1,40}(?: \S{1,40}){1,7}$/.test(value) &&
    !/password|contrasena|senha|[.?!]$/i.test(value)
  );
}

function isFoundBy(pattern: RegExp, label: string, value: string): boolean {
  if (pattern === scheme) return isCode(value);
  if (pattern === cookie) return isSessionId(value);
  if (pattern === quoted) return isPassphrase(value);
  return pattern === code || isSecret(label, value);
}

/** Mixed letters and digits. `summer2026` is a campaign, and 12345678 a store. */
function isSessionId(value: string): boolean {
  const isMixed = /[a-z]/i.test(value) && /\d/.test(value) && !/^[a-z]+[_-]?\d{1,4}$/i.test(value);
  return isMixed || /^\d{16,}$/.test(value);
}

/** Base64 and the like, but not a plain word, even in capitals. */
function isCode(value: string): boolean {
  return /\d/.test(value) || (/[a-z][A-Z]/.test(value) && value.length >= 8) || /=$/.test(value);
}

/** After a name and an equals sign any value counts; after a colon there may be a sentence. */
function isSecret(label: string, value: string): boolean {
  if (value.startsWith('[') || /^(?:\*+|x+|null|true|false|undefined|none)$/i.test(value))
    return false;
  const isShort = /(?:^|\W)(?:pin|otp|token|sig|secret|clave|signature)\W*$/i.test(label);
  if (/=["' ]*$/.test(label)) return !isShort || value.length >= 4;
  if (/["']\s*:/.test(label)) return true;
  // A shop writes percentages and offers such as "2x1".
  const isOffer = /^\d+(?:[.,]\d+)?%|^\d+x\d+$/i.test(value);
  return !isOffer && /[\d!#$%^*_+~|\\/?-]/.test(value.replace(/[.?!]$/, ''));
}
