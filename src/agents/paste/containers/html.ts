/**
 * Tags that end a line, and tags that only format text. Others may be placeholders: `<api key>`.
 */
const blockTags =
  /<\/?(?:br|p|div|tr|table|tbody|thead|ul|ol|li|h[1-6]|pre|dl|dt|dd|section|article|header|footer|blockquote|hr)(?:\s[^<>]{0,2000})?\/?>/gi;
const inlineTags =
  /<\/?(?:html|body|b|strong|i|em|u|span|code|tt|kbd|samp|var|mark|ins|font|small|label|wbr|o:p|a(?=\s+href|>))(?:\s[^<>]{0,2000})?\/?>/gi;
const betweenCells = /<\/t[dh]>\s{0,200}<t[dh](?:\s[^<>]{0,2000})?>/gi;
const cellTags = /<\/?t[dh](?:\s[^<>]{0,2000})?>/gi;
/** A term and its value; becomes `: `. */
const betweenTerms = /:?\s{0,8}<\/dt>\s{0,200}<dd(?:\s[^<>]{0,2000})?>\s{0,200}/gi;
/** Struck-out text; becomes `~~`, as in Markdown. */
const struckTags = /<\/?(?:del|s|strike)(?:\s[^<>]{0,2000})?>/gi;

const named: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', tab: ' ', newline: '\n' },
  ...{ quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', ldquo: '"', rdquo: '"', lsquo: "'" },
  ...{ rsquo: "'", laquo: '"', raquo: '"', colon: ':', equals: '=', lowbar: '_', hyphen: '-' },
  ...{ dash: '-', ndash: '–', mdash: '—', lcub: '{', rcub: '}', lbrace: '{', rbrace: '}' },
  ...{ lsqb: '[', rsqb: ']', lbrack: '[', rbrack: ']', lpar: '(', rpar: ')', sol: '/' },
  ...{ period: '.', comma: ',', num: '#', vert: '|', bsol: '\\', grave: '`', ast: '*' },
  ...{ shy: '', zwnj: '', zwj: '', lrm: '', rlm: '', hellip: '…', bull: '•', middot: '·' },
  ...{ aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ' },
  ...{ atilde: 'ã', otilde: 'õ', ccedil: 'ç', acirc: 'â', ecirc: 'ê', ocirc: 'ô' },
};

/** Replaces tags with line breaks, tabs or nothing. */
export function withoutTags(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .replace(betweenTerms, ': ')
    .replace(betweenCells, '\t')
    .replace(cellTags, ' ')
    .replace(struckTags, '~~')
    .replace(blockTags, '\n')
    .replace(inlineTags, '');
}

/** Decodes named and numeric entities. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, ...groups) => {
    const [decimal, hex, name] = groups as readonly (string | undefined)[];
    if (name !== undefined) return named[name] ?? named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
