import { readAsides } from '../fields/asides.ts';
import type { ValueOrigin } from '../choice/candidates.ts';
import type { PasteFindings } from '../choice/pasteFindings.ts';
import { withoutEntities } from './html.ts';
import { fieldOf } from '../fields/labels.ts';
import { wordsOf } from '../fields/surroundings.ts';
import { judgeValue } from '../fields/values.ts';

/** A tag or the start of a comment. The lengths are limited to those of a value. */
const tokens = /<!--|<(\/?)([a-z][\w:.-]{0,80})((?:\s[^<>]{0,600})?)>/gi;
const attributes = /([\w:.-]{1,60})\s{0,4}=\s{0,4}(?:"([^"]{0,600})"|'([^']{0,600})')/g;

/** Elements and attributes for the name of a pair, and for its value. */
const isNaming = (name: string) => /(?:^|[.:_-])(?:key|name|term|header)$/i.test(name);
const isHolding = (name: string) => /(?:^|[.:_-])(?:value|string|default)$/i.test(name);

/**
 * Reads XML pairs, named by an attribute or by the element before: property lists, JMeter's
 * headers, Android and Java resources, .NET settings.
 */
export function readXml(text: string, findings: PasteFindings): void {
  if (!text.includes('</') && !text.includes('/>')) return;
  const standingAt = readAsides(text);
  let pending: Pending = {};
  let isOffUntil: string | undefined;
  let last: OpenTag | undefined;
  for (const match of text.matchAll(tokens)) {
    const [whole, slash = '', name = '', rest = ''] = match;
    if (name === '' || standingAt(match.index) === 'comment') continue;
    const end = match.index + whole.length;
    if (slash === '') {
      const found = attributesOf(rest);
      const key = valueNamed(found, isNaming);
      const value = valueNamed(found, isHolding);
      if (found.get('enabled') === 'false') isOffUntil ??= name;
      const isOff = isOffUntil !== undefined;
      if (key !== undefined && value !== undefined) add(key, value, isOff, findings);
      // `<data name="ApiKey"><value>…`: the outer element has the name.
      if (last?.key !== undefined && fieldOf(last.key)) pending = { name: last.key };
      last = rest.endsWith('/') ? undefined : { name, key, at: end };
      continue;
    }
    if (name === isOffUntil) isOffUntil = undefined;
    if (last?.name === name && match.index - last.at <= 1000) {
      const inside = withoutEntities(text.slice(last.at, match.index)).trim();
      pending = leaf(pending, name, last.key, inside, isOffUntil !== undefined, findings);
    } else if (!/^(?:value|string)$/i.test(name)) pending = {};
    last = undefined;
  }
}

interface OpenTag {
  readonly name: string;
  readonly key: string | undefined;
  readonly at: number;
}

/** The half of a pair that came first. */
interface Pending {
  readonly name?: string;
  readonly value?: string;
}

function leaf(
  pending: Pending,
  tag: string,
  key: string | undefined,
  inside: string,
  isOff: boolean,
  findings: PasteFindings,
): Pending {
  // JMeter: `<stringProp name="Header.name">`; elsewhere the attribute is the pair's own name.
  const kind = key !== undefined && (isNaming(key) || isHolding(key)) ? key : tag;
  const isPair = key !== undefined && kind !== key;
  if (isPair) {
    add(key, inside, isOff, findings);
    return pending;
  }
  if (isNaming(kind)) {
    if (pending.value === undefined) return { name: inside };
    add(inside, pending.value, isOff, findings);
  } else if (isHolding(kind)) {
    if (pending.name === undefined) return /\.value$/i.test(kind) ? { value: inside } : {};
    add(pending.name, inside, isOff, findings);
  } else return pending;
  return {};
}

function add(name: string, value: string, isOff: boolean, findings: PasteFindings): void {
  const field = fieldOf(name);
  if (field === undefined) return;
  const label = wordsOf(name);
  const origin: ValueOrigin = {
    written: value,
    ...(label === '' ? {} : { label }),
    ...(isOff ? { standing: 'disabled' } : {}),
  };
  findings.addVerdict(field, judgeValue(field, value, 'quoted'), origin, !isOff);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(attributes)].map(([, name = '', double, single]) => [
      name,
      withoutEntities(double ?? single ?? ''),
    ]),
  );
}

function valueNamed(
  found: ReadonlyMap<string, string>,
  matches: (name: string) => boolean,
): string | undefined {
  return [...found].find(([name]) => matches(name))?.[1];
}
