import { normalizeBaseUrl } from '../../agentGraph/baseUrl.ts';
import { uuid, type PastedField } from './findings.ts';
import { namesField } from './labels.ts';

/** What a text is where a field's value is expected. */
export type Verdict =
  | { readonly type: 'value'; readonly value: string }
  | { readonly type: 'masked' }
  | { readonly type: 'nothing' };

/** How surely a value follows: in quotes, behind a colon or so, or behind a mere word. */
export type Trust = 'quoted' | 'named' | 'guessed';

const nothing: Verdict = { type: 'nothing' };

const leadingUuid = new RegExp(`^${uuid}(?![\\w-])`, 'i');
const gluedUuid = new RegExp(`^(${uuid})(?=[g-z_-])`, 'i');

/** Words of which placeholders are made, in English, Spanish and Portuguese. */
const placeholderWords: ReadonlySet<string> = new Set(
  (
    'your tu tus su seu sua my mi meu minha insert paste pega cole replace enter put add change ' +
    'changeme placeholder here aqui aquí todo tbd tba pending pendiente pendente none null nil ' +
    'undefined true false string str text optional required requerido obrigatório example ejemplo ' +
    'exemplo sample dummy secret redacted hidden value valor empty missing unknown the missing'
  ).split(' '),
);

/** Famous examples: of RFC 4122, of Wikipedia, and the ones that count. */
const placeholderUuids = /^(?:123e4567-e89b|550e8400-e29b|12345678-1234|0{8}-0{4})/i;

const shapes: Readonly<Record<PastedField, RegExp>> = {
  businessId: /^[\w.:-]{2,128}$/,
  agentId: /^[\w.:-]{2,128}$/,
  apiKey: /^[\w.~+/:-]{8,512}={0,2}$/,
  baseUrl: /^[\x21-\x7e]{1,300}$/,
  clientKey: /^[^\s"'`<>{}]{1,128}$/,
  name: /^[^\n"`<>{}]{1,80}$/,
};

/** Whether the text is a value of that field, or a placeholder, a part of one, or a bit of code. */
export function judge(field: PastedField, raw: string, trust: Trust): Verdict {
  const trimmed = trimmedOf(raw);
  const text = gluedUuid.exec(trimmed)?.[1] ?? trimmed;
  if (field === 'baseUrl') return baseUrlVerdict(text);
  if (isMasked(text)) return { type: 'masked' };
  if (!shapes[field].test(text) || isPlaceholder(text)) return nothing;
  if (field === 'name') return /\p{L}/u.test(text) ? { type: 'value', value: text } : nothing;
  if (trust !== 'quoted' && (!hasShapeOfId(text) || isCode(text))) return nothing;
  if (trust === 'guessed' && !isStriking(text, field === 'apiKey' ? 12 : 6)) return nothing;
  return { type: 'value', value: text };
}

/** True for a UUID that is nobody's example. */
export function isRealUuid(text: string): boolean {
  return leadingUuid.test(text) && !placeholderUuids.test(text);
}

/** The origin of an API address that stands in the text; undefined for any other address. */
export function originOf(address: string): string | undefined {
  const path = address.indexOf('/external/v1/ai/agent_graph');
  const origin = path === -1 ? address.replace(/(?<=\w)[/?#].*$/s, '') : address.slice(0, path);
  const verdict = baseUrlVerdict(trimmedOf(origin));
  if (verdict.type !== 'value') return undefined;
  const isPublished = new URL(verdict.value).hostname === 'api.connectly.ai';
  return path !== -1 || isPublished ? verdict.value : undefined;
}

function baseUrlVerdict(text: string): Verdict {
  if (!shapes.baseUrl.test(text)) return nothing;
  const address = /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?$/.test(text)
    ? `https://${text}`
    : text;
  const origin = normalizeBaseUrl(address);
  if (origin.type !== 'done') return nothing;
  const { hostname } = new URL(origin.value);
  const isExample = /(?:^|\.)example(?:\.\w+)?$|^your|\.(?:invalid|test)$/.test(hostname);
  // A host in another spelling, as the number 0x7f000001, is not what the user reads.
  return isExample || !address.toLowerCase().includes(hostname)
    ? nothing
    : { type: 'value', value: origin.value };
}

/** Without the quotes and the punctuation of the sentence around it. */
function trimmedOf(raw: string): string {
  const text = raw.trim().replace(/^[*"'`(<[]{1,8}|[*"'`)>\].,;:!?]{1,8}$/g, '');
  return /^_.*_$/.test(text) ? text.slice(1, -1) : text.trim();
}

/** True for a value of which a part is hidden by stars, dots or crosses. */
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
  // A random value holds words by chance.
  if (hasDigit && text.length >= 24) return false;
  const words = text.split(hasDigit ? /[\s_.-]/ : /[^\p{L}]|(?<=\p{Ll})(?=\p{Lu})/u);
  if (words.some((word) => placeholderWords.has(word.toLowerCase()))) return true;
  return !hasDigit && namesField(text);
}

function hasShapeOfId(text: string): boolean {
  return /\d/.test(text) || /\w[-_]\w/.test(text);
}

/** True for a text that is no word, no number and no date. */
function isStriking(text: string, minLength: number): boolean {
  return text.length >= minLength && /\d/.test(text) && /[a-z]/i.test(text);
}

/** `settings.key2`, `self.agent_id`: names of a program. A token with dots is longer. */
function isCode(text: string): boolean {
  return text.length < 40 && /^[a-z_$][\w$]*(?:\.[a-z_$][\w$]*)+$/i.test(text);
}
