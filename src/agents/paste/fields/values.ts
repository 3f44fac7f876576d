import { apiPath, normalizeBaseUrl } from '../../../agentGraph/http/baseUrl.ts';
import type { PastedField, ValueVerdict } from '../choice/candidates.ts';
import { uuid } from '../choice/pasteFindings.ts';
import { decodedValue } from '../containers/base64.ts';
import { namesField } from './labels.ts';

/** How certain the position is: in quotes, after a colon or similar, or after a plain word. */
export type ValueTrust = 'quoted' | 'named' | 'guessed';

const nothing: ValueVerdict = { type: 'nothing' };

/** The path that follows every base URL. */
export const agentGraphPath = apiPath;

const leadingUuid = new RegExp(`^${uuid}(?![\\w-])`, 'i');
const urn = /^(?:urn:)?uuid:/i;
const gluedUuid = new RegExp(`^(${uuid})(?=[g-z_-])`, 'i');

/** Words in placeholders, in English, Spanish and Portuguese. */
const placeholderWords: ReadonlySet<string> = new Set(
  (
    'your tu tus su seu sua my mi meu minha insert paste pega cole replace enter put add change ' +
    'changeme placeholder here aqui aquí todo tbd tba pending pendiente pendente none null nil ' +
    'undefined true false string str text optional required requerido obrigatório example ejemplo ' +
    'exemplo sample dummy secret redacted hidden value valor empty missing unknown the missing'
  ).split(' '),
);

/** Well-known examples: from RFC 4122, from Wikipedia, and counting digits. */
const placeholderUuids = /^(?:123e4567-e89b|550e8400-e29b|12345678-1234|0{8}-0{4})/i;

const shapes: Readonly<Record<PastedField, RegExp>> = {
  businessId: /^[\w.:-]{2,128}$/,
  agentId: /^[\w.:-]{2,128}$/,
  apiKey: /^[\w.~+/:-]{8,512}={0,2}$/,
  baseUrl: /^[\x21-\x7e]{1,300}$/,
  clientKey: /^[^\s"'`<>{}]{1,128}$/,
  name: /^[^\n"`<>{}]{1,80}$/,
};

/** A piece of a UUID: its beginning, its end, or one whose groups have the wrong length. */
const cutUuid =
  /^(?:[0-9a-f]{8}-(?:[0-9a-f]{0,4}|[0-9a-f]{4}-[0-9a-f-]{0,40})|[0-9a-f]{0,8}(?:-[0-9a-f]{4}){1,3}-[0-9a-f]{12})$/i;
/** A UUID misread by OCR, with letters that are not hex digits. */
const misreadUuid = /^[0-9a-z]{7,9}-[0-9a-z]{3,5}-[0-9a-z]{3,5}-[0-9a-z]{3,5}-[0-9a-z]{11,13}$/i;

/** Decides whether the text is a value of the field, a placeholder, a part of a value, or code. */
export function judgeValue(field: PastedField, raw: string, trust: ValueTrust): ValueVerdict {
  const trimmed = trimmedOf(raw).replace(urn, '');
  const text = gluedUuid.exec(trimmed)?.[1] ?? trimmed;
  if (field === 'baseUrl') return baseUrlVerdict(text);
  // `sofia_live_Zk4...`: these dots do not end a sentence.
  if (isMasked(text) || /\w\.{2,}["'`)\]]{0,4}$/.test(raw.trim().slice(-16)))
    return { type: 'gap', gap: 'masked' };
  if (field !== 'name' && /%[0-9a-f]{2}/i.test(text))
    return judgeValue(field, percentDecoded(text), trust);
  // `sofia/prod/api-key`: the name of a secret.
  const isPath = (text.includes('/') && namesField(text)) || /^[a-z]+(?:\/[a-z]+)*\/$/i.test(text);
  if (field !== 'name' && (isPath || isReference(text))) return { type: 'gap', gap: 'reference' };
  if (!shapes[field].test(text) || isPlaceholder(text)) return nothing;
  if (field === 'name') return /\p{L}/u.test(text) ? { type: 'value', value: text } : nothing;
  const decoded = field === 'clientKey' ? undefined : decodedValue(text);
  if (decoded !== undefined) return judgeValue(field, decoded, trust);
  if (trust !== 'quoted' && (!hasShapeOfId(text) || isCode(text))) return nothing;
  if (trust === 'guessed' && !isStriking(text, field === 'apiKey' ? 12 : 6)) return nothing;
  return isCut(field, text) ? { type: 'gap', gap: 'broken' } : { type: 'value', value: text };
}

/** Decodes percent escapes; `%25` becomes a space, which no value contains. */
function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => {
    const one = String.fromCharCode(parseInt(code, 16));
    return one === '%' ? ' ' : one;
  });
}

/** True for a value that cannot be complete. */
function isCut(field: PastedField, text: string): boolean {
  if (field === 'clientKey' || leadingUuid.test(text)) return false;
  if (cutUuid.test(text) || misreadUuid.test(text) || text.endsWith('-')) return true;
  // Base64 padding completes groups of four.
  return text.endsWith('=') && text.length % 4 !== 0;
}

/** True for a UUID that is not a well-known example. */
export function isRealUuid(text: string): boolean {
  return leadingUuid.test(text) && !placeholderUuids.test(text);
}

/** The origin of an API URL in the text; undefined for any other URL. */
export function originOf(address: string): string | undefined {
  const path = address.indexOf(agentGraphPath);
  const origin = path === -1 ? address.replace(/(?<=\w)[/?#].*$/s, '') : address.slice(0, path);
  const verdict = baseUrlVerdict(trimmedOf(origin));
  if (verdict.type !== 'value') return undefined;
  const isPublished = new URL(verdict.value).hostname === 'api.connectly.ai';
  return path !== -1 || isPublished ? verdict.value : undefined;
}

/** Tells a URL that cannot be a base URL from a word: for a URL, the user is asked for another. */
function baseUrlVerdict(text: string): ValueVerdict {
  if (!shapes.baseUrl.test(text)) return nothing;
  const verdict = readBaseUrl(text);
  const isAddress = /^[a-z][a-z0-9+.-]{1,20}:\/\/|^\w+:[^\s\d]|^[\w-]+\.[\w-]+\.[\w./:-]+$/i.test(
    text,
  );
  return verdict ?? (isAddress ? { type: 'gap', gap: 'unreadable' } : nothing);
}

function readBaseUrl(text: string): ValueVerdict | undefined {
  const address = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?$/.test(text)
    ? `https://${text}`
    : text;
  const origin = normalizeBaseUrl(address);
  if (origin.type !== 'done') return undefined;
  const { hostname } = new URL(origin.value);
  const isExample = /(?:^|\.)example(?:\.\w+)?$|^your|\.(?:invalid|test)$/.test(hostname);
  // A host in another spelling, such as 0x7f000001, is not what the user reads.
  return isExample || !address.toLowerCase().includes(hostname)
    ? undefined
    : { type: 'value', value: origin.value };
}

/** Strips the quotes and the punctuation of the sentence around a value. */
function trimmedOf(raw: string): string {
  const text = raw.trim().replace(/^[*"'`(<[{~]{1,8}|[*"'`)>\]}~.,;:!?]{1,8}$/g, '');
  return /^_.*_$|^\+.*\+$/.test(text) ? text.slice(1, -1) : text.trim();
}

/** True for a value partly hidden by stars, dots or crosses. */
function isMasked(text: string): boolean {
  if (/\s/.test(text)) return false;
  const rest = text.replace(/\*{2,}|[•●·∗]{2,}|…|\.{3,}|x{5,}/gi, ' ');
  if (rest === text || !/\w.*\w.*\w/.test(rest)) return false;
  const isCrossed = !/[*•●·∗…]|\.{3}/.test(text);
  return !isPlaceholder(rest.trim()) && (!isCrossed || /\d/.test(rest));
}

function isPlaceholder(text: string): boolean {
  if (/^(.)\1*$/.test(text) || /^[x0*•●·.…-]+$/i.test(text)) return true;
  if (placeholderUuids.test(text) || /x{5,}|^(?:abc|abcd|key)?123\d{0,7}$/i.test(text)) return true;
  if (/^(?:your|insert|paste|replace|enter)[_-]/i.test(text)) return true;
  const hasDigit = /\d/.test(text);
  // A random value contains words by chance.
  if (hasDigit && text.length >= 24) return false;
  const words = text.split(hasDigit ? /[\s_.-]/ : /[^\p{L}]|(?<=\p{Ll})(?=\p{Lu})/u);
  if (words.some((word) => placeholderWords.has(word.toLowerCase()))) return true;
  return !hasDigit && namesField(text);
}

function hasShapeOfId(text: string): boolean {
  return /\d/.test(text) || /\w[-_]\w/.test(text);
}

/** True for text that is not a word, a number or a date. */
function isStriking(text: string, minLength: number): boolean {
  return text.length >= minLength && /\d/.test(text) && /[a-z]/i.test(text);
}

/** `settings.key2`, `self.agent_id`: names in code. A token with dots is longer. */
function isCode(text: string): boolean {
  return text.length < 40 && /^[a-z_$][\w$]*(?:\.[a-z_$][\w$]*)+$/i.test(text);
}

/** Schemes and functions that say where a secret is stored: `arn:aws:…`, `op://…`, `!Ref …`. */
const kept = new RegExp(
  [
    '^arn:',
    '^[a-z][\\w+.-]{1,30}://',
    '^(?:vault|ssm|aws-?sm|sm|kms|gcp-?sm|azkv|akv|keyvault|secret|secrets|secretsmanager|op|ref|env|file|sops|bws|doppler|infisical|chamber|berglas|awskms|parameterstore)[:+]',
    '^@microsoft\\.',
    '^!(?:ref|sub|getatt|importvalue|vault|secret|env)',
    '^(?:projects|secrets|parameter|parameters|vaults|kv|secret)/',
    '^(?:ENC|CRYPT|sops|vault:v\\d)[[(:]',
    '^\\$ANSIBLE_VAULT',
    '^/(?:run|etc|var|mnt|vault|secrets?)/',
    '^(?:secretRef|secretKeyRef|valueFrom|fromSecret)',
    '^ENC$',
  ].join('|'),
  'i',
);

/** True for text that says where a value is stored instead of being one. */
function isReference(text: string): boolean {
  return kept.test(text) || /^(?:\/[A-Za-z][\w.-]{0,60}){2,10}$/.test(text);
}
