import { handoverKinds } from '../shared/model.ts';
import type {
  AgentEvent,
  HandoverKind,
  Location,
  Media,
  MessageEvent,
  Product,
  UnknownEvent,
} from '../shared/model.ts';
import { isRecord } from '../shared/guards.ts';
import { decodeInteractive } from './decodeInteractive.ts';
import { compact, Fields, onlyKey } from './fields.ts';

/** Where an element came from, as far as the event tells it. */
export interface EventOrigin {
  /** 1-based number of its NDJSON line. */
  readonly line: number;
  /** The reply's sessionId where it is not the request's. */
  readonly foreignSessionId?: string;
}

type Base = Pick<UnknownEvent, 'raw' | 'line' | 'oddFields' | 'foreignSessionId'>;
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

/** A missing role is the assistant's; only the two documented names are known (5.6, 5.7). */
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
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

function facetsOf(fields: Fields | undefined): Product['facets'] {
  const entries = fields?.keys().map((key) => [key, facetTexts(fields.raw(key))] as const) ?? [];
  return Object.fromEntries(entries.filter(([, texts]) => texts.length > 0));
}

function productOf(fields: Fields): Product {
  return compact({
    productId: fields.text('productId'),
    title: fields.text('title'),
    description: fields.text('description'),
    url: fields.text('url'),
    imageUrl: fields.text('imageUrl'),
    price: fields.number('price'),
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
  return typeof value === 'object' ? 'empty object' : typeof value;
}

/** `raw` is the object of this one key and its value. */
function decodeKey(key: string, value: unknown, raw: unknown, origin: EventOrigin): AgentEvent {
  const decoder = decoders.get(key);
  if (!decoder || !isRecord(value)) return { type: 'unknown', kind: key, raw, ...origin };
  const odd: string[] = [];
  // Completed in place: for each event a copy would cost as much as the decoding.
  const event = decoder(new Fields(value, odd)) as Mutable<AgentEvent>;
  event.raw = raw;
  event.line = origin.line;
  if (origin.foreignSessionId !== undefined) event.foreignSessionId = origin.foreignSessionId;
  if (odd.length > 0) event.oddFields = odd;
  return event;
}

/**
 * One element of responseEvents as events, one for each key that is not null: the known ones in
 * schema order, then the others. Keeps every key's raw value and throws for no JSON value.
 */
export function decodeElement(element: unknown, origin: EventOrigin): readonly AgentEvent[] {
  if (!isRecord(element)) return [unknownElement(element, origin)];
  const only = onlyKey(element);
  if (only !== undefined && element[only] !== null) {
    return [decodeKey(only, element[only], element, origin)];
  }
  const keys = Object.keys(element).filter((key) => element[key] !== null);
  if (keys.length === 0) return [unknownElement(element, origin)];
  return [
    ...[...decoders.keys()].filter((key) => keys.includes(key)),
    ...keys.filter((key) => !decoders.has(key)),
  ].map((key) => decodeKey(key, element[key], { [key]: element[key] }, origin));
}

function unknownElement(element: unknown, origin: EventOrigin): AgentEvent {
  return { type: 'unknown', kind: unknownKind(element), raw: element, ...origin };
}
