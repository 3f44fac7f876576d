import { visibleText } from '../../shared/visibleText.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
};

/**
 * Any text as character data of XML 1.0, outside and inside of attributes. What acts unseen is made
 * visible, and what XML cannot hold at all (half a surrogate pair, U+FFFE, U+FFFF) becomes U+FFFD.
 */
export function xmlText(text: string): string {
  return visibleText(text)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd')
    .replace(/[&"<>]/g, (character) => entities[character] ?? character);
}

/** An element; `inner` is XML, attributes are texts. Line breaks of an attribute are kept. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inner = '',
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${attributeText(String(value))}"`,
  );
  const head = `<${name}${written.join('')}`;
  return inner === '' ? `${head}/>` : `${head}>${inner}</${name}>`;
}

function attributeText(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
