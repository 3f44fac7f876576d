import { eventStrings as strings } from '../../strings/eventStrings.ts';

/** The content of a field: `filled` and `url` are required, `fields` is an object. */
export type FieldType = 'filled' | 'text' | 'url' | 'latitude' | 'longitude' | 'fields';

export interface EventField {
  /** The field's name in the API. */
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
}

/** One kind of event that a customer can send (API notes, section 2). */
export interface EventForm {
  readonly label: string;
  readonly event: string;
  /** The key below `content`, for a message; messages also have a role. */
  readonly content?: string;
  readonly fields: readonly EventField[];
}

const field = (name: string, label: string, type: FieldType = 'text'): EventField => ({
  name,
  label,
  type,
});

const message = (content: string, label: string, ...fields: readonly EventField[]): EventForm => ({
  event: 'messageEvent',
  content,
  label,
  fields,
});

const url = field('url', strings.url, 'url');
const id = field('id', strings.id, 'filled');
const title = field('title', strings.title, 'filled');

/** Every kind with its fields, in the order they are offered. */
export const eventForms: readonly EventForm[] = [
  message('textContent', strings.text, field('text', strings.text, 'filled')),
  message('imageContent', strings.image, url, field('caption', strings.caption)),
  message('audioContent', strings.audio, url),
  message(
    'locationContent',
    strings.location,
    field('latitude', strings.latitude, 'latitude'),
    field('longitude', strings.longitude, 'longitude'),
    field('name', strings.name),
    field('address', strings.address),
  ),
  { event: 'buttonResponseEvent', label: strings.buttonResponse, fields: [id, title] },
  {
    event: 'listReplyEvent',
    label: strings.listReply,
    fields: [id, title, field('description', strings.description)],
  },
  {
    event: 'filledFormResponseEvent',
    label: strings.filledForm,
    fields: [field('formData', strings.formData, 'fields')],
  },
  {
    event: 'storeEvent',
    label: strings.store,
    fields: [
      field('storeId', strings.storeId, 'filled'),
      field('name', strings.name, 'filled'),
      field('cpName', strings.cpName),
      field('city', strings.city),
      field('state', strings.state),
    ],
  },
];

export type SentRole = 'USER' | 'ASSISTANT';

/** Maps field names to typed text. */
export type FormValues = Readonly<Record<string, string>>;

/** The event that a form produces; leaves out empty optional fields. */
export function buildEvent(
  { event, content, fields }: EventForm,
  values: FormValues,
  role: SentRole = 'USER',
): Readonly<Record<string, unknown>> {
  const inner = Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const typed = values[name] ?? '';
      return type === 'text' && typed === '' ? [] : [[name, wireValue(type, typed)]];
    }),
  );
  return { [event]: content === undefined ? inner : { role, content: { [content]: inner } } };
}

/** A typed text as the value to send; text that is not a number stays text and fails the check. */
export function wireValue(type: FieldType, typed: string): unknown {
  switch (type) {
    case 'filled':
    case 'text':
      return typed;
    case 'url':
      return typed.trim();
    case 'latitude':
    case 'longitude': {
      const number = Number(typed.trim().replace(',', '.'));
      return typed.trim() === '' || Number.isNaN(number) ? typed : number;
    }
    case 'fields':
      return Object.fromEntries(
        typed
          .split('\n')
          .filter((line) => line.trim())
          .map(namedValue),
      );
  }
}

function namedValue(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line.trim(), ''];
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}
