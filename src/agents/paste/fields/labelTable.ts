import type { PastedField } from '../choice/candidates.ts';

const j = '[ \\t_.-]{0,2}';
const id = '(?:identificador(?: [uú]nico)?|c[oó]digo|id\\.?)';
const of = ' (?:(?:de(?: la|l)?|d[oa])(?: tu| su| seu| sua)? )?';
const shop = '(?:neg[oó]cio|empresa|comercio|business)';
const descriptor = '(?:descriptor|descritor)';
const key = '(?:clave|llave|chave|token)(?: secreta?| privada?| de ac{1,2}es{1,2}o)?';
const url = 'ur[li]';

interface Row {
  readonly field: PastedField;
  /** Patterns, longest first. Each may be inside a word: `SOFIA_API_KEY` has a prefix. */
  readonly names: readonly string[];
  /** It means the field only if the value looks like one. */
  readonly isWeak?: true;
}

/** Every label of a field, in English, Spanish, Portuguese and code. `j` joins two words. */
const rows: readonly Row[] = [
  {
    field: 'clientKey',
    names: [`client${j}key`, '(?:clave|chave)(?: del?| do) cliente'],
  },
  {
    field: 'businessId',
    names: [
      `business${j}(?:identifier|uuid|guid|id)`,
      `${id}${of}${shop}`,
      'id of (?:the |your )?business',
      `(?:negocio|empresa) id`,
    ],
  },
  {
    field: 'agentId',
    names: [
      `agent${j}descriptor(?:${j}(?:identifier|uuid|guid|id))?`,
      `agent${j}(?:identifier|uuid|guid|id)`,
      `descriptor${j}id`,
      `${id}${of}(?:${descriptor}(?: del?| do)? )?(?:agente?|${descriptor})`,
      `${descriptor} d(?:el|o|e) agente`,
      'agente id',
      'id of (?:the |your )?agent',
    ],
  },
  {
    field: 'apiKey',
    names: [
      `(?:api|sofia)${j}(?:access${j})?(?:key|token)`,
      `${key}(?:${of}| para (?:la |a )?| a la | à )api`,
      `${key} (?:de|da|do) sofia`,
      'key (?:for|to|of) (?:the |our |your )?(?:sofia |connectly )?api',
    ],
  },
  {
    field: 'baseUrl',
    names: [
      `(?:api${j})?(?<!data)base${j}${url}`,
      `${url}${j}base`,
      `api${j}(?:${url}|base|host|endpoint)`,
      `${url}${of}(?:base|api)`,
      `(?:gateway|endpoint)${j}${url}`,
      `sofia${j}(?:${url}|host|endpoint)`,
    ],
  },
  { field: 'businessId', names: ['business', 'negocio', 'negócio'], isWeak: true },
  { field: 'agentId', names: ['agente?'], isWeak: true },
  { field: 'apiKey', names: ['key', 'clave', 'chave'], isWeak: true },
  { field: 'baseUrl', names: ['host', 'gateway', 'endpoint'], isWeak: true },
];

/** Matches any label; its groups identify the row. */
export const labelPattern = rows
  .map(({ names }, row) => `(?<row${row}>${names.join('|')})`)
  .join('|');

/** The field that a match of the pattern names. */
export function fieldOfGroup({ groups = {} }: RegExpExecArray): {
  readonly field: PastedField;
  readonly isWeak: boolean;
} {
  const group = Object.keys(groups).find((one) => groups[one] !== undefined) ?? '';
  const row = rows[Number(group.slice('row'.length))];
  return { field: row?.field ?? 'name', isWeak: row?.isWeak === true };
}
