/**
 * Everything that a text could say once a reader of JSON, URLs, a shell or XML has read it, itself
 * included. Written apart from the product's own decoder, one kind of escape after the other, so that
 * they do not share a mistake.
 */
export function readingsOf(text: string): readonly string[] {
  const seen = new Set([text]);
  let last = [text];
  for (let depth = 0; depth < maxDepth && last.length > 0; depth += 1) {
    const next = last.flatMap((one) => readers.map((read) => read(one)));
    last = [...new Set(next)].filter((one) => !seen.has(one));
    for (const one of last) seen.add(one);
  }
  return [...seen];
}

const maxDepth = 4;

const readers: readonly ((text: string) => string)[] = [
  fromJson,
  fromUrl,
  fromShell,
  fromXml,
  // One after the other in the order in which programs nest them.
  (text) => fromXml(fromUrl(fromShell(fromJson(text)))),
];

function fromJson(text: string): string {
  return text
    .split('\\\\')
    .map((part) =>
      part
        .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
        .replace(/\\(["/])/g, '$1'),
    )
    .join('\\');
}

function fromUrl(text: string): string {
  return text.replace(
    /%(?:u([0-9a-f]{4})|([0-9a-f]{2}))/gi,
    (_, ...groups: (string | undefined)[]) =>
      String.fromCharCode(parseInt(groups[0] ?? groups[1] ?? '', 16)),
  );
}

function fromShell(text: string): string {
  return text
    .replaceAll(String.raw`'\''`, "'")
    .replaceAll(`'"'"'`, "'")
    .replaceAll("''", "'")
    .replace(/\\U0000([0-9a-f]{4})|\\u([0-9a-f]{2,4})/gi, (_, ...groups: (string | undefined)[]) =>
      String.fromCharCode(parseInt(groups[0] ?? groups[1] ?? '', 16)),
    )
    .replace(/\\0?([01][0-7]{2})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)))
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\([^\w\\])/g, '$1')
    .replaceAll('\\\\', '\\');
}

function fromXml(text: string): string {
  return (
    text
      .replace(/&#x([0-9a-f]{2,4});?/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/&#(\d{2,5});?/g, (_, code: string) => String.fromCharCode(Number(code)))
      .replace(/&lt;?/g, '<')
      .replace(/&gt;?/g, '>')
      .replace(/&quot;?/g, '"')
      .replaceAll('&apos;', "'")
      .replace(/&amp;?/g, '&')
      // What a page does not show.
      .replace(/[\u00ad\u200b\u2060]/g, '')
  );
}
