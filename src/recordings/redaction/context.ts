/** The kind of number that the words before it announce. */
export type DetailLabel = 'phone' | 'id' | 'card' | 'ip' | 'harmless';
/**
 * `number`: "my number is" and the like. It means a phone, unless another word says what the number
 * is ("my order number is").
 */
type Word = DetailLabel | 'number';

/** How far before a number its label may stand, in characters. */
const reach = 48;

const words: readonly (readonly [Word, RegExp])[] = [
  [
    'phone',
    /\b(?:tel(?:efon[oe]s?|ephone)?(?! aviv\b)|tlf|tfno|fono|fone|ph(?:one)?s?(?: ?number)?|call(?: me)?|text me|ring|llam\w{1,8}|marc(?:a|ar|ame)|lig(?:ue|ar|a)|whats(?: ?app)?|wh?a?sapp?|wsp|wpp|wa|zap(?:zap)?|cel(?:ular(?:es)?|l)?|movil(?:es)?|mobile|mob|fijo|fixo|fax|sms|contact(?:o|ar|arme|ame|at)?|contat[oe]|msisdn|telegram|signal|recado|reach me|wa ?id|cust|customer (?:id|key)|client (?:id|key))\b/gi,
  ],
  [
    'id',
    /\b(?:rut|run(?=:|\.| n)|clabe|dni|nie|nif|cif|cpf|cnpj|cuit|cuil|nit|ruc|curp|rfc|pan|ssn|itin|social security|social|cedula|ced|c\.?c\.?|c\.?e\.?|c\.?i\.?|ine|rg|pis|nss|aadhaar|passport|pasaporte|passaporte|document[oe]?|doc|identificacion|identidade?|identificacao|national id|tax id|id number|license|licencia)\b/gi,
  ],
  [
    'card',
    /\b(?:cards?|tarjetas?|cartao|cartoes|visa|master ?card|amex|credit|debit|credito|debito|pan)\b/gi,
  ],
  [
    'ip',
    /\b(?:ip(?:v[46])?|ip address|x-forwarded-for|x-real-ip|forwarded|remote ?addr|direccion ip|client ip)\b/gi,
  ],
  ['number', /\b(?:(?:my|mi|meu|your|su|tu|seu) (?:number|numero)|numero (?:es|e)|number is)\b/gi],
  [
    'harmless',
    /\b(?:ean|gtin|upc|isbn|issn|asin|sku|plu|mpn|refs?|reference|referencia|cod(?:igo|e)?|art(?:icul?o|igo|icle)?|model[oe]?|prod(?:uct[oe]?|uto)?s?|items?|orders?|ped(?:ido)?s?|orden|compra|factura|fatura|nota fiscal|nf|invoice|track(?:ing)?|rastre\w{1,4}|guia|envio|correios|fedex|ups|usps|dhl|servientrega|coordinadora|interrapidisimo|estafeta|redpack|starken|chilexpress|olva|andreani|seur|mrw|lote?|batch|seri(?:e|al)|version|ver|v|firmware|build|app|ios|android|windows|chrome|driver|awb|amount|quantity|valor|price|precio|preco|sizes?|tallas?|tamanho|numeros? disponib?les|medidas?|width|height|talles?|coupon|cupon|cupom|ticket|protocolo|caso|case|part|pieza|peca|barcode|lat(?:itude|itud)?|lng|lon(?:gitude|gitud)?|retailer|variant|variante|catalog\w{0,3}|created|updated|timestamp|time|date|fecha|data|open|abierto|aberto|horario|hours|stock|qty|cantidad|quantidade|total|postal|zip|cep|colors?|style|estilo|id (?:de|do) (?:producto|produto))\b/gi,
  ],
];

/** What may stand between the name of a harmless number and the number. */
const nameGap =
  /^[\s:#.=>"'()/[\]-]{0,6}(?:(?:n[o.]?|nro|num|number|numero|nr|code|codigo|ids?|is|es|e|de|do|da|of|the|producto?)[\s:#.="'-]{1,4}){0,3}$/i;
/**
 * Longest gap between a label and its number, except for phones, in characters. Words further away
 * are about something else.
 */
const idGap = 24;
/** Longer values are sentences: the field's name says little about a number in them. */
const maxFieldValue = 64;

/** The nearest label before the offset; in short values, the field's name also counts. */
export function labelBefore(text: string, start: number, field: string): DetailLabel | undefined {
  const before = text.slice(Math.max(0, start - reach), start);
  // A label belongs to the first number after it, so the search stops at another digit.
  let from = before.length;
  while (from > 0 && !/[\d\n]/.test(before.charAt(from - 1))) from -= 1;
  const label = nearest(spelledOut(before.slice(from)));
  if (label !== undefined || field === '' || text.length > maxFieldValue) return label;
  return fieldLabel(spelledOut(field));
}

function nearest(text: string): DetailLabel | undefined {
  let word: Word | undefined;
  let at = -1;
  for (const [kind, pattern] of words)
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const end = index + found.length;
      if ((end > at || word === 'number') && isNear(kind, text.slice(end))) {
        at = Math.max(at, end);
        word = kind;
      }
    }
  return word === 'number' ? 'phone' : word;
}

function isNear(kind: Word, gap: string): boolean {
  if (kind === 'harmless') return nameGap.test(gap);
  return kind === 'phone' || kind === 'number' || gap.length <= idGap;
}

function fieldLabel(field: string): DetailLabel | undefined {
  if (/^(?:to|from|recipient|sender|user|customer|client|contact)$/i.test(field)) return 'phone';
  return nearest(field) ?? (/\bids?$/i.test(field) ? 'harmless' : undefined);
}

/** Splits `waId`, `wa_id` and `wa-id` into the words `wa id`. */
function spelledOut(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_]/g, ' ');
}

/** "… is my mobile", "(WhatsApp)": words after a number that mark it as a phone. */
const phoneAfter =
  /^[ ,;.]{0,2}(?:[ (]|(?:that'?s|it'?s|is|es|e|ese es|este es|esse e) (?:(?:my|mi|meu|el|o|the|de|do|da|su|seu) ){0,2})(?:tel(?:efono|efone|ephone)?|phone|cel(?:ular|u|l)?|movil|mobile|whats(?:app)?|wsp|wpp|zap|fijo|fixo)\b/i;

/** True when the words after the offset say that a phone number ends there. */
export function isPhoneBefore(text: string, end: number): boolean {
  return phoneAfter.test(text.slice(end, end + reach));
}

/**
 * True when the characters around a number make it a price, a measure, a percentage or a fraction.
 */
export function isAmount(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 6), start);
  const after = text.slice(end, end + 12);
  return (
    /(?:[$€£¥₱₲]|\b(?:cop|clp|mxn|ars|brl|pen|usd|eur|gbp|uyu|rs|s\/\.?)) ?-?$/i.test(before) ||
    /\d[.,]$/.test(before) ||
    /^ ?(?:[%€£$°″]|[xX×] ?\d|(?:ml|cl|cc|oz|cm|mm|mts?|m2|km|kg|gr?|lbs?|px|gb|mb|tb|mah|hz|w|v|rpm|hrs?|h|pesos|soles|reais|euros?|dollars|dolares|usd|eur|cop|clp|mxn|ars|brl|pen|pares|pairs|unidades|units|pcs|pzas?|points|puntos|pontos|seguidores|followers|views)\b)/i.test(
      after,
    )
  );
}
