import type { PastedField } from '../choice/candidates.ts';
import { matchAt } from './joinedPieces.ts';
import { fieldOfGroup, labelPattern } from './labelTable.ts';

/** The label of a field in a text. */
export interface Label {
  readonly field: PastedField;
  /** A word such as `key` that means the field only if the value looks like one. */
  readonly isWeak: boolean;
  /** Offsets of its first character and of the first character after it. */
  readonly start: number;
  readonly end: number;
  /** A command-line option, `--api-key`: a space is enough before its value. */
  readonly isOption: boolean;
}

const wordCharacter = /[A-Za-z0-9_.$-]/;
const maxPrefix = 64;
/** More than any paste has; the rest is ignored. */
const maxLabels = 5000;

/** Words between a label and its colon: `Business ID da loja:`, `clave de la API de Sofia:`. */
const addition =
  /(?: (?:de(?: la| los| las|l)?|d[aeo]s?|of(?: the)?|for(?: the)?|para(?: el| la| o| a)?|in|en|em|no|na|from|on) [\p{L}\d'._-]{1,30}(?: [\p{L}\d'._-]{1,30}){0,2}| Sofia| (?:anterior|antigu[ao]|viej[ao]|nuev[ao]|actual|vigente|nov[ao]|velh[ao]|atual|secret[ao]|value))(?=[*_]{0,3} ?(?:\([^()\n]{0,60}\))?[*_]{0,3} {0,4}(?:[:=]| (?:is|es|é) ))/uy;

/** A qualifier at the end of a label: `API_KEY_PROD`, `apiKeyTest`. */
const suffix =
  /(?:[_-](?:prod(?:uction)?|live|test(?:ing)?|staging|stage|stg|sandbox|dev|qa|uat|old|new|previous|current|\d{1,2}))+(?![\w-])|(?:[pP]rod(?:uction)?|Live|Test|Staging|Sandbox|Dev|Old|New)(?!\w)/iy;

/** Every label in the text that is a word of its own, in order. */
export function findLabels(text: string): readonly Label[] {
  const labels: Label[] = [];
  const names = new RegExp(labelPattern, 'gi');
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const { index } = match;
    const ownEnd = index + match[0].length;
    const nameEnd = ownEnd + (matchAt(suffix, text, ownEnd)?.[0].length ?? 0);
    const next = text.slice(nameEnd, nameEnd + 2);
    if (/^\w/.test(next) || /^[-.][a-z]/i.test(next)) continue;
    const word = wordStart(text, index);
    const prefix = text.slice(word, index);
    const name = fieldOfGroup(match);
    const added = (!name.isWeak && matchAt(addition, text, nameEnd)?.[0]) || '';
    if (isStranger(text, word, nameEnd, added)) continue;
    // A plain `key` inside a longer word is another key: `secretKey`.
    if (name.isWeak && !/^(?:sofia[_-]?|connectly[_-]?|@|[$]|-)?$/i.test(prefix)) continue;
    if (!isPrefix(prefix) && !isGlued(prefix, match[0])) continue;
    const start = isPrefix(prefix) ? word : index - ownPrefix(prefix).length;
    const end = nameEnd + added.length;
    labels.push({ ...name, start, end, isOption: prefix.startsWith('--') });
    if (labels.length >= maxLabels) break;
  }
  return labels;
}

/** The field that a standalone name means: a JSON key, a column header. */
export function fieldOf(name: string): PastedField | undefined {
  // `/sofia/prod/api_key`: a parameter's path.
  const last = name.slice(0, 400).split('/').at(-1) ?? '';
  const trimmed = last.trim().replace(/^[\s*_`"']{1,8}|[\s*_`"':]{1,8}$/g, '');
  if (trimmed.length > maxPrefix) return undefined;
  const [label] = findLabels(`${trimmed}:`);
  const isWhole = label?.start === 0 && label.end === trimmed.length;
  return isWhole && !label.isWeak ? label.field : undefined;
}

/** True if the text contains a label. */
export function namesField(text: string): boolean {
  const match = new RegExp(labelPattern, 'i').exec(text);
  return match !== null && !fieldOfGroup(match).isWeak;
}

function wordStart(text: string, index: number): number {
  let start = index;
  while (start > 0 && index - start < maxPrefix && wordCharacter.test(text.charAt(start - 1))) {
    start -= 1;
  }
  return start;
}

/** True if a value lost its line break and runs into a label: `…8a11Agent ID`, `LunaAgent ID`. */
function isGlued(prefix: string, name: string): boolean {
  return (/\d/.test(prefix) && prefix.length >= 8) || /^\p{Lu}\S* /u.test(name);
}

/**
 * True if another owner is named before a label, after it, or in brackets after it: `API key
 * (OpenAI)`.
 */
function isStranger(text: string, start: number, end: number, added: string): boolean {
  const before = /([A-Za-z]{1,20}) {1,2}$/.exec(text.slice(Math.max(0, start - 24), start));
  const brackets = /^ ?\(([^()\n]{1,60})\)/.exec(
    text.slice(end + added.length, end + added.length + 64),
  );
  const words = `${before?.[1] ?? ''} ${added} ${brackets?.[1] ?? ''}`;
  return words.split(/[^A-Za-z]+/).some((word) => strangers.has(word.toLowerCase()));
}

/** Words allowed before a label within the same word: `SOFIA_API_KEY`, `config.apiKey`. */
const prefixes: ReadonlySet<string> = new Set(
  (
    'sofia connectly ask agent graph ai x my default prod production test staging dev env process ' +
    'config settings options params secrets headers header body payload data json self this request ' +
    'req const let var export set http live sandbox tf parameter app application spring'
  ).split(' '),
);

/** Bundlers expose variables with these prefixes to the browser. */
const bundlerPrefix = /^(?:(?:next|nuxt|expo)_public|react_app|vite)_/i;

/** Other services' keys and IDs. */
const strangers = new Set(
  (
    'openai anthropic claude gemini google maps stripe messaging message messages whatsapp meta ' +
    'facebook instagram webhook inbox shopify vtex sendgrid twilio github aws azure klaviyo admin ' +
    'adyen hubspot zendesk algolia datadog magento amazon partner public private encryption ' +
    'mercadopago salesforce slack firebase mailchimp intercom segment mixpanel sentry paypal ' +
    'woocommerce cloudflare supabase mistral cohere pinecone'
  ).split(' '),
);

/** True if everything before a label in its word fits Sofia's values. */
function isPrefix(prefix: string): boolean {
  const words = prefix
    .replace(bundlerPrefix, '')
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .filter(Boolean);
  return !/\d/.test(prefix) && words.every((word) => prefixes.has(word.toLowerCase()));
}

/** Sofia's own part at the end of a longer prefix. */
function ownPrefix(prefix: string): string {
  return /(?:(?:ask[ _-]?)?sofia|connectly|x)[ _-]$/i.exec(prefix.slice(-12))?.[0] ?? '';
}
