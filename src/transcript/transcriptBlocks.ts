import { formatPrice } from '../shared/format.ts';
import { httpUrl } from '../shared/guards.ts';
import { indentJson } from '../shared/json/indentJson.ts';
import { formatLocale, formatNumber, t } from '../shared/l10n.ts';
import { lossNotes } from '../shared/lossNotes.ts';
import {
  choiceText,
  eventContents,
  inputContent,
  isContext,
  pressable,
  type EventContent,
  type InputContent,
} from '../shared/eventVisitor.ts';
import type {
  AgentEvent,
  Choice,
  HandoverEvent,
  InputEvent,
  Location,
  MessageEvent,
  Product,
  UnknownEvent,
} from '../shared/model.ts';
import { visibleText } from '../shared/visibleText.ts';

export interface Cell {
  readonly text: string;
  /** Checked: http or https. */
  readonly url?: string;
}

/** A piece of a transcript, in plain text. */
export type Block =
  /** What someone said, with its line breaks. */
  | { readonly type: 'text'; readonly text: string }
  /** Our own remark about it. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'fields'; readonly fields: readonly (readonly [string, Cell])[] }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'table'; readonly head: readonly string[]; readonly rows: readonly Cell[][] }
  | { readonly type: 'json'; readonly text: string };

/** What one side said in one event. */
export interface TranscriptPart {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export function noteOf(text: string): Block {
  return { type: 'note', text };
}

function textOf(text: string | undefined): readonly Block[] {
  return text === undefined ? [] : [{ type: 'text', text: visibleText(text) }];
}

/** A block of the fields that have a value; none when no field has one. */
function fieldsOf(fields: readonly (readonly [string, unknown])[]): readonly Block[] {
  const filled = fields.flatMap(([label, value]) => {
    if (value === undefined || value === '') return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[visibleText(label), cellOf(text)] as const];
  });
  return filled.length === 0 ? [] : [{ type: 'fields', fields: filled }];
}

/** A text, linked when it is a web address. */
function cellOf(text: string, url: string | undefined = text): Cell {
  const checked = httpUrl(url);
  return { text: visibleText(text), ...(checked && { url: checked.href }) };
}

function listOf(label: string, items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [noteOf(label), { type: 'list', items: items.map(visibleText) }];
}

/** The content of an event that the tester sent. */
export function inputBlocks(input: InputEvent): TranscriptPart {
  const content = inputContent(input);
  const { choice, formData = {}, store } = content;
  const blocks = [
    ...contentBlocks(content),
    ...(choice ? choiceBlocks(choice) : []),
    ...fieldsOf(Object.entries(formData)),
    ...fieldsOf([
      [t('Store'), store?.name],
      [t('ID'), store?.storeId],
      [t('Company'), store?.cpName],
      [t('City'), store?.city],
      [t('State'), store?.state],
    ]),
  ];
  const heading = isContext(input) ? t('Shop (context for the agent)') : sender(content);
  return { heading, blocks };
}

function sender({ choice, formData, store }: InputContent): string {
  if (choice) {
    return choice.from === 'button' ? t('Customer (button)') : t('Customer (list)');
  }
  if (formData) return t('Customer (form)');
  return store ? t('Customer (store)') : t('Customer');
}

function choiceBlocks({ id, text, description }: Choice): readonly Block[] {
  const fields = fieldsOf([
    [t('Description'), description],
    [t('ID'), id],
  ]);
  return [...textOf(text), ...fields];
}

function placeBlocks({ latitude, longitude, name, address }: Location): readonly Block[] {
  const degrees = [latitude, longitude].map((value) =>
    value === undefined ? '?' : formatNumber(value, { maximumFractionDigits: 6 }),
  );
  const isPlaced = latitude !== undefined || longitude !== undefined;
  return fieldsOf([
    [t('Location name'), name],
    [t('Street address'), address],
    [t('Latitude and longitude'), isPlaced ? degrees.join('; ') : undefined],
  ]);
}

/** The content of an event from the agent, and who said it. */
export function eventBlocks(event: AgentEvent): TranscriptPart {
  const { oddFields, foreignSessionId } = event;
  const notes = [
    oddFields && t('Differs from the documentation: {paths}', { paths: oddFields.join(', ') }),
    foreignSessionId && t('From another session: {id}', { id: foreignSessionId }),
    ...lossNotes(event),
  ];
  const heading = event.type === 'message' ? speaker(event) : 'Sofia';
  const noted = notes.flatMap((note) => (note ? [noteOf(visibleText(note))] : []));
  return { heading, blocks: [...bodyBlocks(event), ...noted] };
}

function speaker({ role, roleName }: MessageEvent): string {
  if (role === 'assistant') return 'Sofia';
  return role === 'user' ? t('Customer') : t('Role {role}', { role: visibleText(roleName ?? '?') });
}

function bodyBlocks(event: AgentEvent): readonly Block[] {
  const blocks = eventContents(event).flatMap(contentBlocks);
  if (event.type !== 'message') return blocks;
  const said = blocks.length > 0 ? blocks : [noteOf(t('This message has no text.'))];
  return [...said, ...fieldsOf([[t('Created at'), event.createdAt]])];
}

function contentBlocks(content: EventContent): readonly Block[] {
  const { form, header, attachment, text, body, footer, menuLabel, sections = [] } = content;
  const { image, audio, location, products, questions = [], handover, unknown } = content;
  const file = attachment && (attachment.url ?? attachment.filename ?? attachment.type);
  return [
    ...(form === undefined ? [] : [noteOf(visibleText(form))]),
    ...textOf(header),
    ...fieldsOf([[t('Attachment'), file]]),
    ...textOf(attachment?.caption),
    ...textOf(text ?? body),
    ...textOf(footer),
    ...fieldsOf([[t('Image'), image?.url]]),
    ...textOf(image?.caption),
    ...fieldsOf([[t('Audio'), audio?.url]]),
    ...textOf(audio?.caption),
    ...(location ? placeBlocks(location) : []),
    ...listOf(t('Buttons'), pressable(content).map(choiceText)),
    ...fieldsOf([[t('List'), menuLabel]]),
    ...sections.flatMap(({ title, rows }) =>
      listOf(visibleText(title ?? t('Rows')), rows.map(choiceText)),
    ),
    ...(products ? productBlocks(products) : []),
    ...listOf(t('Suggested replies'), questions),
    ...(handover ? handoverBlocks(handover) : []),
    ...(unknown ? unknownBlocks(unknown) : []),
  ];
}

function productBlocks(products: readonly Product[]): readonly Block[] {
  const count = products.length;
  const note = count === 1 ? t('1 product') : t('{count} products', { count });
  if (count === 0) return [noteOf(note)];
  const head = [t('Product'), t('Price'), t('Description'), t('Details'), t('Image'), t('ID')];
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

function unknownBlocks({ kind, rawText }: UnknownEvent): readonly Block[] {
  const note = t('{kind}: not recognized by this version', { kind: visibleText(kind) });
  return [noteOf(note), { type: 'json', text: visibleText(indentJson(rawText)) }];
}

function handoverBlocks(handover: HandoverEvent): readonly Block[] {
  const { kind, triggered, reason, reasonNative, payload } = handover;
  const note = triggered
    ? t('Handed over ({kind})', { kind })
    : t('Handover not triggered ({kind})', { kind });
  const fields = fieldsOf([
    [t('Reason'), reason],
    [t("Reason in the customer's language"), reasonNative],
    ...Object.entries(payload),
  ]);
  return [noteOf(note), ...fields];
}
