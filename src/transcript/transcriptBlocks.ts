import { formatPrice } from '../shared/format.ts';
import { httpUrl } from '../shared/guards.ts';
import { indentJson } from '../shared/json/indentJson.ts';
import { formatLocale, formatNumber, t } from '../shared/l10n.ts';
import { lossNotes } from '../shared/lossNotes.ts';
import type {
  AgentEvent,
  Choice,
  InputEvent,
  Interactive,
  MessageContent,
  Product,
} from '../shared/model.ts';
import { visibleText } from '../shared/visibleText.ts';

export interface Cell {
  readonly text: string;
  /** Checked: http or https. */
  readonly url?: string;
}

/** A piece of a transcript, in plain text. */
export type Block =
  /** What somebody said, with its line breaks. */
  | { readonly type: 'text'; readonly text: string }
  /** What we say about it. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'fields'; readonly fields: readonly (readonly [string, Cell])[] }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'table'; readonly head: readonly string[]; readonly rows: readonly Cell[][] }
  | { readonly type: 'json'; readonly text: string };

/** What one side said at once. */
export interface TranscriptPart {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

type Of<T extends AgentEvent['type']> = Extract<AgentEvent, { type: T }>;

export function noteOf(text: string): Block {
  return { type: 'note', text };
}

function textOf(text: string | undefined): readonly Block[] {
  return text === undefined ? [] : [{ type: 'text', text: visibleText(text) }];
}

/** Fields that have a value; nothing at all when none has. */
function fieldsOf(fields: readonly (readonly [string, unknown])[]): readonly Block[] {
  const filled = fields.flatMap(([label, value]) => {
    if (value === undefined || value === '') return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[visibleText(label), cellOf(text)] as const];
  });
  return filled.length === 0 ? [] : [{ type: 'fields', fields: filled }];
}

/** A text, linked when it is the address of a page. */
function cellOf(text: string, url: string | undefined = text): Cell {
  const checked = httpUrl(url);
  return { text: visibleText(text), ...(checked && { url: checked.href }) };
}

function listOf(label: string, items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [noteOf(label), { type: 'list', items: items.map(visibleText) }];
}

/** What the tester sent by one event. */
export function inputBlocks(input: InputEvent): TranscriptPart {
  const customer = t('Customer');
  if ('messageEvent' in input) {
    const { role, content } = input.messageEvent;
    const heading = role === 'USER' ? customer : t('Shop (context for the agent)');
    return { heading, blocks: contentBlocks(content) };
  }
  if ('buttonResponseEvent' in input) {
    const { id, title } = input.buttonResponseEvent;
    return { heading: t('Customer, by a button'), blocks: choiceBlocks({ id, text: title }) };
  }
  if ('listReplyEvent' in input) {
    const { id, title, description } = input.listReplyEvent;
    const choice = { id, text: title, ...(description !== undefined && { description }) };
    return { heading: t('Customer, from a list'), blocks: choiceBlocks(choice) };
  }
  if ('filledFormResponseEvent' in input) {
    const { formData } = input.filledFormResponseEvent;
    return { heading: t('Customer, by a form'), blocks: fieldsOf(Object.entries(formData)) };
  }
  const { storeId, name, cpName, city, state } = input.storeEvent;
  const blocks = fieldsOf([
    [t('Store'), name],
    [t('Id'), storeId],
    [t('Company'), cpName],
    [t('City'), city],
    [t('State'), state],
  ]);
  return { heading: t('Customer, by a store'), blocks };
}

function choiceBlocks({ id, text, description }: Choice): readonly Block[] {
  const fields = fieldsOf([
    [t('Description'), description],
    [t('Id'), id],
  ]);
  return [...textOf(text), ...fields];
}

function contentBlocks(content: MessageContent): readonly Block[] {
  if ('textContent' in content) return textOf(content.textContent.text);
  if ('audioContent' in content) return fieldsOf([[t('Audio'), content.audioContent.url]]);
  if ('imageContent' in content) {
    const { url, caption } = content.imageContent;
    return [...fieldsOf([[t('Image'), url]]), ...textOf(caption)];
  }
  return placeBlocks(content.locationContent);
}

function placeBlocks({ latitude, longitude, name, address }: Of<'message'>['location'] & object) {
  const degrees = [latitude, longitude].map((value) =>
    value === undefined ? '?' : formatNumber(value, { maximumFractionDigits: 6 }),
  );
  const isPlaced = latitude !== undefined || longitude !== undefined;
  return fieldsOf([
    [t('Place'), name],
    [t('Street address'), address],
    [t('Latitude and longitude'), isPlaced ? degrees.join('; ') : undefined],
  ]);
}

/** What the agent said by one event, and who said it. */
export function eventBlocks(event: AgentEvent): {
  readonly who: string;
  readonly blocks: readonly Block[];
} {
  const { oddFields, foreignSessionId } = event;
  const notes = [
    oddFields && t('Not as documented: {paths}', { paths: oddFields.join(', ') }),
    foreignSessionId && t('From another session: {id}', { id: foreignSessionId }),
    ...lossNotes(event),
  ];
  const who = event.type === 'message' ? speaker(event) : 'Sofia';
  const noted = notes.flatMap((note) => (note ? [noteOf(visibleText(note))] : []));
  return { who, blocks: [...kindBlocks(event), ...noted] };
}

function speaker({ role, roleName }: Of<'message'>): string {
  if (role === 'assistant') return 'Sofia';
  return role === 'user' ? t('Customer') : t('Role {role}', { role: visibleText(roleName ?? '?') });
}

function kindBlocks(event: AgentEvent): readonly Block[] {
  switch (event.type) {
    case 'message':
      return messageBlocks(event);
    case 'recommendation':
      return productBlocks(event.products);
    case 'suggestions':
      return listOf(t('Suggested replies'), event.questions);
    case 'handover':
      return handoverBlocks(event);
    case 'interactive':
      return event.messages.flatMap(interactiveBlocks);
    case 'unknown':
      return [
        noteOf(t('{kind}: not known to this version', { kind: visibleText(event.kind) })),
        { type: 'json', text: visibleText(indentJson(event.rawText)) },
      ];
  }
}

function messageBlocks(event: Of<'message'>): readonly Block[] {
  const { text, image, audio, location, createdAt } = event;
  const said = [
    ...textOf(text),
    ...fieldsOf([[t('Image'), image?.url]]),
    ...textOf(image?.caption),
    ...fieldsOf([[t('Audio'), audio?.url]]),
    ...textOf(audio?.caption),
    ...(location ? placeBlocks(location) : []),
  ];
  const time = fieldsOf([[t('Written at'), createdAt]]);
  return said.length > 0 ? [...said, ...time] : [noteOf(t('A message without text')), ...time];
}

function productBlocks(products: readonly Product[]): readonly Block[] {
  const count = products.length;
  const note = count === 1 ? t('1 product') : t('{count} products', { count });
  if (count === 0) return [noteOf(note)];
  const head = [t('Product'), t('Price'), t('Description'), t('Details'), t('Image'), t('Id')];
  return [noteOf(note), { type: 'table', head, rows: products.map(productRow) }];
}

function productRow(product: Product): Cell[] {
  const { title, url, description, facets, imageUrl, productId } = product;
  const details = Object.entries(facets).map(([name, values]) => `${name}: ${values.join(', ')}`);
  return [
    cellOf(title ?? t('Untitled product'), url ?? ''),
    cellOf(formatPrice(product, formatLocale()) ?? t('No price'), ''),
    cellOf(description ?? '', ''),
    cellOf(details.join('; '), ''),
    cellOf(imageUrl ?? ''),
    cellOf(productId ?? '', ''),
  ];
}

function handoverBlocks({ kind, triggered, reason, reasonNative, payload }: Of<'handover'>) {
  const note = triggered
    ? t('Handed over ({kind})', { kind })
    : t('A handover was not triggered ({kind})', { kind });
  const fields = fieldsOf([
    [t('Reason'), reason],
    [t('Reason in the customer’s language'), reasonNative],
    ...Object.entries(payload),
  ]);
  return [noteOf(note), ...fields];
}

function interactiveBlocks(message: Interactive): readonly Block[] {
  const { header, attachment, body, footer, menuLabel, buttons, actionButton, sections } = message;
  const pressable = [...buttons, ...(actionButton ? [actionButton] : [])];
  const file = attachment && (attachment.url ?? attachment.filename ?? attachment.type);
  return [
    noteOf(visibleText(message.form)),
    ...textOf(header),
    ...fieldsOf([[t('Attachment'), file]]),
    ...textOf(attachment?.caption),
    ...textOf(body),
    ...textOf(footer),
    ...listOf(t('Buttons'), pressable.map(choiceText)),
    ...fieldsOf([[t('List'), menuLabel]]),
    ...sections.flatMap(({ title, rows }) =>
      listOf(visibleText(title ?? t('Rows')), rows.map(choiceText)),
    ),
  ];
}

function choiceText({ id, text, description }: Choice): string {
  return [text ?? id ?? '?', description].filter(Boolean).join(': ');
}
