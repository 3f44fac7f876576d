import { t } from '../../../src/shared/l10n.ts';
import { strings } from '../../strings.ts';

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

const url = field('url', t('URL (https://…)'), 'url');
const id = field('id', t('ID'), 'filled');
const title = field('title', t('Title'), 'filled');

/** Every kind with its fields, in the order they are offered. */
export const eventForms: readonly EventForm[] = [
  message('textContent', t('Text'), field('text', t('Text'), 'filled')),
  message('imageContent', t('Image'), url, field('caption', t('Caption'))),
  message('audioContent', t('Audio'), url),
  message(
    'locationContent',
    t('Location'),
    field('latitude', t('Latitude'), 'latitude'),
    field('longitude', t('Longitude'), 'longitude'),
    field('name', t('Name')),
    field('address', t('Address')),
  ),
  { event: 'buttonResponseEvent', label: t('Button response'), fields: [id, title] },
  {
    event: 'listReplyEvent',
    label: t('List reply'),
    fields: [id, title, field('description', t('Description'))],
  },
  {
    event: 'filledFormResponseEvent',
    label: t('Completed form'),
    fields: [field('formData', t('One field per line, as name: value'), 'fields')],
  },
  {
    event: 'storeEvent',
    label: t('Store'),
    fields: [
      field('storeId', t('Store ID'), 'filled'),
      field('name', t('Name'), 'filled'),
      field('cpName', strings.cpName),
      field('city', t('City')),
      field('state', t('State')),
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
