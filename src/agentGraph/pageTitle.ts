import type { SecretList } from '../shared/masking/secretRanges.ts';
import { hideSecrets, plainDetail } from './redact.ts';

/** True for markup meant for a browser, whatever its headers say. */
export function isPage(text: string): boolean {
  return /^\s*<(?:!doctype|!--|\?xml|html|head|body|meta|title|script|style|center|h1|p\b|div|pre)/i.test(
    text,
  );
}

const maxTitleLength = 120;
const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '‹'],
  ['gt', '›'],
  ['quot', "'"],
  ['apos', "'"],
  ['nbsp', ' '],
  ['lowbar', '_'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['period', '.'],
  ['colon', ':'],
  ['equals', '='],
  ['plus', '+'],
  ['sol', '/'],
  ['shy', ''],
  ['zwnj', ''],
  ['zwj', ''],
  ['zerowidthspace', ''],
]);

/** The page's title as one short plain line; undefined if it has none. */
export function pageTitle(text: string, secrets: SecretList): string | undefined {
  // Hide secrets first: one may contain the tag that ends a title, and a cut one would no longer
  // match.
  const page = hideSecrets(text, secrets);
  const [, title] =
    /<title[^<>]*>([^<]*)<\/title/i.exec(page) ?? /<h1[^<>]*>([^<]*)<\/h1/i.exec(page) ?? [];
  if (title === undefined) return undefined;
  const plain = plainDetail(decoded(title), secrets)?.replaceAll('"', "'");
  if (plain === undefined || plain.length <= maxTitleLength) return plain;
  return `${plain.slice(0, maxTitleLength - 1)}…`;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,14}));/gi, (whole, ...found) => {
    const [decimal, hex, name] = found as readonly (string | undefined)[];
    if (name !== undefined) return entities.get(name.toLowerCase()) ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0x1f && code < 0xd800 ? String.fromCodePoint(code) : ' ';
  });
}
