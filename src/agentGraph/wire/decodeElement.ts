import { compact } from '../../shared/compact.ts';
import { type ExactJson, readExactly, SentNumber } from '../../shared/json/exactJson.ts';
import { JsonIndex } from '../../shared/json/jsonIndex.ts';
import { countNames, scanJson } from '../../shared/json/scanJson.ts';
import {
  type AgentEvent,
  type HandoverKind,
  handoverKinds,
  type Location,
  type Media,
  type MessageEvent,
  type Product,
  type UnknownEvent,
} from '../../shared/model.ts';
import { decodeInteractive } from './decodeInteractive.ts';
import { Fields, isWireObject, onlyKey } from './fields.ts';
import { maxDepth } from './jsonDepth.ts';

/** Where an element came from. */
export interface EventOrigin {
  /** 1-based number of its NDJSON line. */
  readonly line: number;
  /** The response's sessionId if it differs from the request's. */
  readonly foreignSessionId?: string;
  /** Repeated names around the element, in the format of the event's own `repeatedNames`. */
  readonly repeatedNames?: readonly string[];
  /** Called with each event and the value it was decoded from. */
  readonly look?: (event: AgentEvent, value: unknown) => void;
}

type Base = Pick<
  UnknownEvent,
  'rawText' | 'line' | 'oddFields' | 'repeatedNames' | 'inexactNumbers' | 'foreignSessionId'
>;
type WithoutBase<E> = E extends unknown ? Omit<E, keyof Base> : never;
type Decoder = (fields: Fields) => WithoutBase<AgentEvent>;

/** Only `triggerHandover` and these are documented for the handovers (API notes, section 3). */
const handoverFields: Readonly<Record<HandoverKind, readonly string[]>> = {
  agentHandoverEvent: [],
  storefrontHandoverEvent: ['initialSearchPhrase'],
  orderStatusHandoverEvent: [],
  locationQueryHandoverEvent: [],
  onelivDoctorHandoverEvent: ['doctorSpecialty', 'doctorName', 'requirements'],
  leadgenHandoverEvent: [],
};

/** A missing role means the assistant; only the two documented names are known (5.6, 5.7). */
function roleOf(fields: Fields): Pick<MessageEvent, 'role' | 'roleName'> {
  const raw = fields.raw('role');
  if (raw === undefined || raw === '' || raw === 'ASSISTANT') return { role: 'assistant' };
  const name = fields.text('role');
  if (name === 'USER') return { role: 'user' };
  return name === undefined ? { role: 'unknown' } : { role: 'unknown', roleName: name };
}

function mediaOf(fields: Fields | undefined): Media | undefined {
  const url = fields?.text('url');
  return url === undefined ? undefined : compact({ url, caption: fields?.text('caption') });
}

function locationOf(fields: Fields | undefined): Location | undefined {
  if (!fields) return undefined;
  const location: Location = compact({
    latitude: fields.number('latitude', { mayBeText: true }),
    longitude: fields.number('longitude', { mayBeText: true }),
    name: fields.text('name'),
    address: fields.text('address'),
  });
  return Object.keys(location).length > 0 ? location : undefined;
}

/** Facet values are free-form, so everything becomes text (API notes, section 3). */
function facetTexts(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((item) => item !== null && item !== '')
    .map((item) => {
      if (item instanceof SentNumber) return item.text;
      return typeof item === 'string' ? item : JSON.stringify(item);
    });
}

function facetsOf(fields: Fields | undefined): Product['facets'] {
  const entries = fields?.keys().map((key) => [key, facetTexts(fields.raw(key))] as const) ?? [];
  return Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));
}

function productOf(fields: Fields): Product {
  const { value: price, digits: priceText } = fields.amount('price');
  return compact({
    productId: fields.text('productId'),
    title: fields.text('title'),
    description: fields.text('description'),
    url: fields.text('url'),
    imageUrl: fields.text('imageUrl'),
    price,
    priceText,
    currency: fields.text('currency'),
    facets: facetsOf(fields.object('facets')),
  });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Most events are messages, so this one is built by hand: `compact` takes half as long again. */
const decodeMessage: Decoder = (fields) => {
  const content = fields.object('content');
  const text = content?.wrappedText('textContent');
  const createdAt = fields.text('createdAt');
  const { role, roleName } = roleOf(fields);
  const message: Mutable<WithoutBase<MessageEvent>> = {
    type: 'message',
    kind: 'messageEvent',
    role,
  };
  if (roleName !== undefined) message.roleName = roleName;
  if (text !== undefined) message.text = text;
  if (content?.hasOnly('textContent') === false) addMedia(message, content);
  if (createdAt !== undefined) message.createdAt = createdAt;
  return message;
};

function addMedia(message: Mutable<WithoutBase<MessageEvent>>, content: Fields): void {
  const image = mediaOf(content.object('imageContent'));
  const audio = mediaOf(content.object('audioContent'));
  const location = locationOf(content.object('locationContent'));
  if (image) message.image = image;
  if (audio) message.audio = audio;
  if (location) message.location = location;
}

const decodeRecommendation: Decoder = (fields) => {
  const products = fields.objects('products').map(productOf);
  return { type: 'recommendation', kind: 'recommendationEvent', products };
};

const decodeSuggestions: Decoder = (fields) => {
  const questions = fields.texts('suggestedQuestions');
  return { type: 'suggestions', kind: 'chatSuggestionEvent', questions };
};

const decodeHandover =
  (kind: HandoverKind): Decoder =>
  (fields) => {
    const trigger = fields.raw('triggerHandover');
    if (trigger !== undefined && typeof trigger !== 'boolean') fields.markOdd('triggerHandover');
    const payload = Object.fromEntries(
      handoverFields[kind].map((name) => [name, fields.text(name)] as const),
    );
    const known = {
      triggered: trigger === true,
      reason: fields.text('reason'),
      reasonNative: fields.text('reasonNative'),
      payload: compact(payload) as Readonly<Record<string, string>>,
    };
    return { type: 'handover', kind, ...compact(known) };
  };

const decodeInteractiveEvent: Decoder = (fields) => {
  const messages = decodeInteractive(fields.object('interactive'));
  return { type: 'interactive', kind: 'connectlyInteractiveEvent', messages };
};

/** In schema order, which is the order of several keys in one element (API notes, 5.4). */
const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['messageEvent', decodeMessage],
  ['recommendationEvent', decodeRecommendation],
  ['chatSuggestionEvent', decodeSuggestions],
  ...handoverKinds.map((kind) => [kind, decodeHandover(kind)] as const),
  ['connectlyInteractiveEvent', decodeInteractiveEvent],
]);

function unknownKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof SentNumber) return 'number';
  return typeof value === 'object' ? 'empty object' : typeof value;
}

/** A value, with the details that JSON.parse would lose. */
type ReadValue = Pick<ExactJson, 'value'> & Partial<ExactJson>;

/** `rawText` is the object with only this key and its value. */
function decodeKey(key: string, read: ReadValue, rawText: string, origin: EventOrigin): AgentEvent {
  const { value } = read;
  const decoder = decoders.get(key);
  const odd: string[] = [];
  // Completed in place: copying each event would cost as much as decoding it.
  const event = (
    decoder && isWireObject(value)
      ? decoder(new Fields(value, odd))
      : { type: 'unknown', kind: key }
  ) as Mutable<AgentEvent>;
  event.rawText = rawText;
  if (odd.length > 0) event.oddFields = odd;
  return complete(event, read, origin);
}

function complete(event: Mutable<AgentEvent>, read: ReadValue, origin: EventOrigin): AgentEvent {
  const { line, foreignSessionId, repeatedNames: around = [] } = origin;
  event.line = line;
  if (foreignSessionId !== undefined) event.foreignSessionId = foreignSessionId;
  const { repeatedNames: within = [], inexactNumbers = [] } = read;
  if (within.length > 0 || around.length > 0)
    event.repeatedNames = [...new Set([...around, ...within])];
  if (inexactNumbers.length > 0) event.inexactNumbers = inexactNumbers;
  origin.look?.(event, read.value);
  return event;
}

/**
 * Decodes one element of responseEvents into events, one for each key that is not null: known keys
 * in schema order, then the others. A repeated key makes two events. Each event keeps its JSON
 * text. Undefined for more than `maxDepth` levels. `known` is the result of JSON.parse, if
 * available.
 */
export function decodeElement(
  text: string,
  origin: EventOrigin,
  known?: unknown,
): readonly AgentEvent[] | undefined {
  const { depth, names, hasPlainNumbers } = scanJson(text);
  if (depth > maxDepth) return undefined;
  const value = known ?? (JSON.parse(text) as unknown);
  // The parsed value holds a repeated name only once.
  if (!hasPlainNumbers || names !== countNames(value)) return decodeExactly(text, origin);
  const only = isWireObject(value) ? onlyKey(value) : undefined;
  if (only === undefined || !isWireObject(value)) return decodeExactly(text, origin);
  const inner = value[only];
  if (inner === null) return [unknownElement({ value }, text, origin)];
  return [decodeKey(only, { value: inner }, text, origin)];
}

/** Like `decodeElement`, for an element with several keys or with more than JSON.parse keeps. */
function decodeExactly(text: string, origin: EventOrigin): readonly AgentEvent[] {
  const index = new JsonIndex(text);
  const { root } = index;
  const all = index.isObject(root) ? index.members(root) : [];
  const members = all.filter(({ value }) => !index.isNull(value));
  if (members.length === 0) return [unknownElement(readExactly(text), text, origin)];
  const counts = new Map<string, number>();
  for (const { name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ordered = [
    ...[...decoders.keys()].flatMap((key) => members.filter(({ name }) => name === key)),
    ...members.filter(({ name }) => !decoders.has(name)),
  ];
  return ordered.map(({ name, nameText, value }) => {
    const valueText = index.textOf(value);
    const read = readExactly(valueText);
    const isRepeated = (counts.get(name) ?? 0) > 1;
    const repeatedNames = isRepeated ? [name, ...read.repeatedNames] : read.repeatedNames;
    const rawText = all.length === 1 ? text : `{${nameText}:${valueText}}`;
    return decodeKey(name, { ...read, repeatedNames }, rawText, origin);
  });
}

function unknownElement(read: ReadValue, rawText: string, origin: EventOrigin): AgentEvent {
  const event: Mutable<UnknownEvent> = {
    type: 'unknown',
    kind: unknownKind(read.value),
    rawText,
    line: origin.line,
  };
  return complete(event, read, origin);
}
