import type { PastedField } from './findings.ts';

/** The name of a field, as it stands in a text. */
export interface Label {
  readonly field: PastedField;
  /** A word such as `key` that means the field only if the value looks like it. */
  readonly isWeak: boolean;
  /** Where it begins and where what follows it begins. */
  readonly start: number;
  readonly end: number;
  /** An option of a command line, `--api-key`: a space is enough before its value. */
  readonly isOption: boolean;
}

const j = '[ \\t_.-]{0,2}';
const of = ' (?:de(?: la|l)?|d[oa])(?: tu| su| seu| sua)? ';

/** Every name of a field, the longest first; group names are fields, `_` marks the weak ones. */
const names = new RegExp(
  [
    `(?<clientKey>client${j}key|(?:clave|chave)(?: del?| do) cliente)`,
    `(?<businessId>business${j}(?:identifier|uuid|id)` +
      `|(?:identificador|c[oó]digo|id)${of}(?:neg[oó]cio|empresa|comercio|business))`,
    `(?<agentId>agent${j}descriptor(?:${j}id)?|agent${j}(?:identifier|uuid|id)|descriptor${j}id` +
      `|(?:identificador|id)${of}(?:(?:descriptor|descritor)(?: del?| do)? )?(?:agente?|descriptor|descritor))`,
    `(?<apiKey>(?:api|sofia)${j}key|(?:clave|llave|chave)(?: de(?: la|l)?| d[ao])? api)`,
    `(?<baseUrl>(?:api${j})?base${j}ur[li]|ur[li]${j}base|api${j}(?:ur[li]|base|host|endpoint))`,
    '(?<businessId_>business|negocio|negócio)',
    '(?<agentId_>agente?)',
    '(?<apiKey_>key|clave|chave)',
    '(?<baseUrl_>host)',
  ].join('|'),
  'gi',
);

/** What may stand before a name within the same word: `SOFIA_API_KEY`, `config.apiKey`. */
const prefixes: ReadonlySet<string> = new Set(
  (
    'sofia connectly ask agent graph ai x my default prod production test staging dev env process ' +
    'config settings options params secrets headers header body payload data json self this request ' +
    'req const let var export set http'
  ).split(' '),
);

/** Bundlers hand variables with these names to the browser. */
const bundlerPrefix = /^(?:(?:next|nuxt|expo)_public|react_app|vite)_/i;

/** Other people's keys and ids. */
const strangers = new Set(
  (
    'openai anthropic claude gemini google maps stripe messaging message messages whatsapp meta ' +
    'facebook instagram webhook inbox shopify vtex sendgrid twilio github aws azure klaviyo admin ' +
    'adyen hubspot zendesk algolia datadog magento amazon partner public private encryption'
  ).split(' '),
);

const wordCharacter = /[A-Za-z0-9_.$-]/;
const maxPrefix = 64;
/** More than any paste has; what follows is not looked at. */
const maxLabels = 5000;

/** Every name of a field in the text that is a word of its own, in order. */
export function findLabels(text: string): readonly Label[] {
  const labels: Label[] = [];
  names.lastIndex = 0;
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const { index } = match;
    const end = index + match[0].length;
    if (/\w/.test(text.charAt(end)) || /^[-.][a-z]/i.test(text.slice(end, end + 2))) continue;
    const word = wordStart(text, index);
    const prefix = text.slice(word, index);
    const name = nameOf(match);
    if (isStranger(text, word)) continue;
    // A mere `key` in a longer word is another key: `secretKey`.
    if (name.isWeak && !/^(?:sofia[_-]?|connectly[_-]?|@|[$]|-)?$/i.test(prefix)) continue;
    if (!isPrefix(prefix) && !isGlued(prefix, match[0])) continue;
    const start = isPrefix(prefix) ? word : index - ownPrefix(prefix).length;
    labels.push({ ...name, start, end, isOption: prefix.startsWith('--') });
    if (labels.length >= maxLabels) break;
  }
  return labels;
}

/** The field that a name on its own means: a key of JSON, the head of a column. */
export function fieldOf(name: string): PastedField | undefined {
  const trimmed = name.replace(/^[\s*_`"']{1,8}|[\s*_`"':]{1,8}$/g, '');
  if (trimmed.length > maxPrefix) return undefined;
  const [label] = findLabels(trimmed);
  const isWhole = label?.start === 0 && label.end === trimmed.length;
  return isWhole && !label.isWeak ? label.field : undefined;
}

/** True for a text that has the name of a field in it. */
export function namesField(text: string): boolean {
  names.lastIndex = 0;
  const match = names.exec(text);
  return match !== null && !nameOf(match).isWeak;
}

function nameOf({ groups = {} }: RegExpExecArray): Pick<Label, 'field' | 'isWeak'> {
  const group = Object.keys(groups).find((key) => groups[key] !== undefined) ?? '';
  return { field: group.replace('_', '') as PastedField, isWeak: group.endsWith('_') };
}

function wordStart(text: string, index: number): number {
  let start = index;
  while (start > 0 && index - start < maxPrefix && wordCharacter.test(text.charAt(start - 1))) {
    start -= 1;
  }
  return start;
}

function isPrefix(prefix: string): boolean {
  const words = prefix
    .replace(bundlerPrefix, '')
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .filter(Boolean);
  return !/\d/.test(prefix) && words.every((word) => prefixes.has(word.toLowerCase()));
}

/** True where a value lost its line break and runs into a name: `…8a11Agent ID`, `LunaAgent ID`. */
function isGlued(prefix: string, name: string): boolean {
  return (/\d/.test(prefix) && prefix.length >= 8) || /^\p{Lu}\S* /u.test(name);
}

function ownPrefix(prefix: string): string {
  return /(?:(?:ask[ _-]?)?sofia|connectly|x)[ _-]$/i.exec(prefix.slice(-12))?.[0] ?? '';
}

function isStranger(text: string, start: number): boolean {
  const before = /([A-Za-z]{1,20}) {1,2}$/.exec(text.slice(Math.max(0, start - 24), start));
  return before !== null && strangers.has((before[1] ?? '').toLowerCase());
}
