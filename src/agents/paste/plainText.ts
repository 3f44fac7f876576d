/** Tags that end a line, and tags that only dress a text. Others may be placeholders: `<api key>`. */
const blockTags =
  /<\/?(?:br|p|div|tr|table|tbody|thead|ul|ol|li|h[1-6]|pre)(?:\s[^<>]{0,2000})?\/?>/gi;
const inlineTags =
  /<\/?(?:html|body|b|strong|i|em|u|span|code|tt|font|small|o:p|a(?=\s+href|>))(?:\s[^<>]{0,2000})?\/?>/gi;
const betweenCells = /<\/t[dh]>\s{0,200}<t[dh](?:\s[^<>]{0,2000})?>/gi;
const cellTags = /<\/?t[dh](?:\s[^<>]{0,2000})?>/gi;

const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** Zero-width characters, soft hyphens and marks of direction. */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A paste as it was meant: without the marks of a quoted mail, of HTML and of word processors, with
 * plain spaces, quotes and line breaks. Nothing that could be a value is changed.
 */
export function plainText(text: string): string {
  const visible = text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[“”„‟″«»＂]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/：/g, ':')
    .replace(/＝/g, '=');
  return withoutHtml(withoutQuotedPrintable(visible))
    .replace(/\\{1,4}\//g, '/')
    .replace(/\\{1,4}[nr]/g, '\n')
    .replace(/\\{1,4}t/g, ' ')
    .replace(/^(?:[ \t]{0,8}>){1,20}(?![\w])[ \t]?|^(?:>[ \t]?){1,20}/gm, '');
}

function withoutHtml(text: string): string {
  return text
    .replace(betweenCells, '\t')
    .replace(cellTags, ' ')
    .replace(blockTags, '\n')
    .replace(inlineTags, '')
    .replace(/&(?:nbsp|quot|apos|lt|gt|amp|#34|#39|#x27);/gi, (one) => {
      return entities[one.toLowerCase()] ?? one;
    });
}

/** The source of a mail wraps its lines with `=` and writes `=` as `=3D`. */
function withoutQuotedPrintable(text: string): string {
  if (!text.includes('=3D')) return text;
  return text
    .replace(/=[ \t]{0,8}\n/g, '')
    .replace(/=3D/g, '=')
    .replace(/=20/g, ' ');
}
