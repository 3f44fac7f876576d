import { formatLocale, t } from '../../../shared/l10n.ts';
import { describeFailure } from '../../../shared/failure/describeFailure.ts';
import { httpUrl } from '../../../shared/guards.ts';
import type {
  AgentEvent,
  Choice,
  HandoverKind,
  InputEvent,
  Interactive,
  MessageContent,
  MessageEvent,
  Product,
  TurnItem,
} from '../../../shared/model.ts';
import { formatPrice } from '../../../shared/format.ts';
import { visibleText } from '../../../shared/visibleText.ts';

/** A product as a shop window shows it. */
export interface ShownProduct {
  readonly title: string;
  readonly price?: string;
  /** Checked: http or https. */
  readonly url?: string;
  /** As it came. */
  readonly imageUrl?: string;
}

/** A part of a bubble, in plain text for a reader who knows no event. */
export type Piece =
  | { readonly type: 'text' | 'note'; readonly text: string }
  | { readonly type: 'choices'; readonly label: string; readonly items: readonly string[] }
  | { readonly type: 'products'; readonly products: readonly ShownProduct[] };

const receiverOf = (kind: HandoverKind): string =>
  ({
    agentHandoverEvent: t('a person'),
    storefrontHandoverEvent: t('the shop’s own pages'),
    orderStatusHandoverEvent: t('the order status'),
    locationQueryHandoverEvent: t('the store finder'),
    onelivDoctorHandoverEvent: t('a doctor'),
    leadgenHandoverEvent: t('the sales team'),
  })[kind];

/** What the customer did. */
export function inputPieces(input: InputEvent): readonly Piece[] {
  const said = (text: string): Piece => ({ type: 'text', text: visibleText(text) });
  if ('messageEvent' in input) return contentPieces(input.messageEvent.content);
  if ('buttonResponseEvent' in input)
    return [noted(t('Pressed a button')), said(input.buttonResponseEvent.title)];
  if ('listReplyEvent' in input)
    return [noted(t('Chose from a list')), said(input.listReplyEvent.title)];
  if ('filledFormResponseEvent' in input) {
    const fields = Object.entries(input.filledFormResponseEvent.formData);
    const lines = fields.map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return [noted(t('Filled in a form')), said(lines.join('\n'))];
  }
  return [noted(t('Chose a store')), said(input.storeEvent.name)];
}

function contentPieces(content: MessageContent): readonly Piece[] {
  if ('textContent' in content) return texts([content.textContent.text]);
  if ('audioContent' in content) return [noted(t('Sent a voice message'))];
  if ('imageContent' in content)
    return [noted(t('Sent a picture')), ...texts([content.imageContent.caption])];
  const { name, address } = content.locationContent;
  return [noted(t('Sent a place')), ...texts([name, address])];
}

/** What the agent did, or what was wrong with it. */
export function itemPieces(item: TurnItem): readonly Piece[] {
  if (item.type === 'event') return eventPieces(item.event);
  const { title, detail } = describeFailure(item.failure);
  return [noted(`${title}. ${detail}`)];
}

function eventPieces(event: AgentEvent): readonly Piece[] {
  switch (event.type) {
    case 'message':
      return messagePieces(event);
    case 'recommendation':
      return [{ type: 'products', products: event.products.map(shownProduct) }];
    case 'suggestions':
      return choices(t('Suggested replies'), event.questions);
    case 'handover': {
      const { kind, triggered, reason } = event;
      const receiver = receiverOf(kind);
      const what = triggered
        ? t('Handed over to {0}', receiver)
        : t('Did not hand over to {0}', receiver);
      return [noted(reason ? `${what}: ${reason}` : what)];
    }
    case 'interactive':
      return event.messages.flatMap((message) => interactivePieces(message));
    case 'unknown':
      return [noted(t('Sent something that this program does not know: {0}', event.kind))];
  }
}

function messagePieces({ role, text, image, audio, location }: MessageEvent) {
  return [
    ...(role === 'user' ? [noted(t('Repeated what the customer said'))] : []),
    ...texts([text]),
    ...(image ? [noted(t('Sent a picture')), ...texts([image.caption])] : []),
    ...(audio ? [noted(t('Sent a voice message')), ...texts([audio.caption])] : []),
    ...(location ? [noted(t('Sent a place')), ...texts([location.name, location.address])] : []),
  ];
}

function interactivePieces(message: Interactive): readonly Piece[] {
  const { header, attachment, body, footer, menuLabel, buttons, actionButton, sections } = message;
  return [
    ...texts([header]),
    ...(attachment ? [noted(t('Sent an attachment: {0}', attachment.type))] : []),
    ...texts([attachment?.caption, body]),
    ...(footer ? [noted(footer)] : []),
    ...choices(t('Buttons'), [...buttons, ...(actionButton ? [actionButton] : [])].map(choiceText)),
    ...sections.flatMap(({ title, rows }) =>
      choices(title ?? menuLabel ?? t('List'), rows.map(choiceText)),
    ),
  ];
}

export function shownProduct(product: Product): ShownProduct {
  const { title, productId, url, imageUrl } = product;
  const price = formatPrice(product, formatLocale());
  const link = httpUrl(url)?.href;
  return {
    title: visibleText(title?.trim() || productId || t('A product without a title')),
    ...(price !== undefined && { price: visibleText(price) }),
    ...(link !== undefined && { url: link }),
    ...(imageUrl !== undefined && { imageUrl }),
  };
}

function texts(list: readonly (string | undefined)[]): readonly Piece[] {
  return list.flatMap((text) => (text ? [{ type: 'text', text: visibleText(text) } as const] : []));
}

function choices(label: string, items: readonly string[]): readonly Piece[] {
  if (items.length === 0) return [];
  const shown = items.map(visibleText);
  return [{ type: 'choices', label: visibleText(label), items: shown }];
}

function noted(text: string): Piece {
  return { type: 'note', text: visibleText(text) };
}

function choiceText({ id, text, description }: Choice): string {
  return [text ?? id ?? '?', description].filter(Boolean).join(': ');
}
