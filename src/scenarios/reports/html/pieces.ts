import { describeFailure } from '../../../shared/describeFailure.ts';
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
import { formatPrice } from '../../../shared/price.ts';
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

/** Makes a text fit to be read by anybody: redacts it where that was asked for. */
export type Clean = (text: string) => string;

const handovers: Readonly<Record<HandoverKind, string>> = {
  agentHandoverEvent: 'a person',
  storefrontHandoverEvent: 'the shop’s own pages',
  orderStatusHandoverEvent: 'the order status',
  locationQueryHandoverEvent: 'the store finder',
  onelivDoctorHandoverEvent: 'a doctor',
  leadgenHandoverEvent: 'the sales team',
};

/** What the customer did. */
export function inputPieces(input: InputEvent, clean: Clean): readonly Piece[] {
  const said = (text: string): Piece => ({ type: 'text', text: clean(visibleText(text)) });
  const noted = noter(clean);
  if ('messageEvent' in input) return contentPieces(input.messageEvent.content, clean);
  if ('buttonResponseEvent' in input)
    return [noted('Pressed a button'), said(input.buttonResponseEvent.title)];
  if ('listReplyEvent' in input)
    return [noted('Chose from a list'), said(input.listReplyEvent.title)];
  if ('filledFormResponseEvent' in input) {
    const fields = Object.entries(input.filledFormResponseEvent.formData);
    const lines = fields.map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return [noted('Filled in a form'), said(lines.join('\n'))];
  }
  return [noted('Chose a store'), said(input.storeEvent.name)];
}

function contentPieces(content: MessageContent, clean: Clean): readonly Piece[] {
  const noted = noter(clean);
  if ('textContent' in content) return texts([content.textContent.text], clean);
  if ('audioContent' in content) return [noted('Sent a voice message')];
  if ('imageContent' in content)
    return [noted('Sent a picture'), ...texts([content.imageContent.caption], clean)];
  const { name, address } = content.locationContent;
  return [noted('Sent a place'), ...texts([name, address], clean)];
}

/** What the agent did, or what was wrong with it. */
export function itemPieces(item: TurnItem, clean: Clean): readonly Piece[] {
  if (item.type === 'event') return eventPieces(item.event, clean);
  const { title, detail } = describeFailure(item.failure);
  return [noter(clean)(`${title}. ${detail}`)];
}

function eventPieces(event: AgentEvent, clean: Clean): readonly Piece[] {
  switch (event.type) {
    case 'message':
      return messagePieces(event, clean);
    case 'recommendation':
      return [{ type: 'products', products: event.products.map(shownProduct) }];
    case 'suggestions':
      return choices('Suggested replies', event.questions, clean);
    case 'handover': {
      const { kind, triggered, reason } = event;
      const what = triggered ? 'Handed over to' : 'Did not hand over to';
      const why = reason ? `: ${reason}` : '';
      return [noter(clean)(`${what} ${handovers[kind]}${why}`)];
    }
    case 'interactive':
      return event.messages.flatMap((message) => interactivePieces(message, clean));
    case 'unknown':
      return [noter(clean)(`Sent something that this program does not know: ${event.kind}`)];
  }
}

function messagePieces({ role, text, image, audio, location }: MessageEvent, clean: Clean) {
  const noted = noter(clean);
  return [
    ...(role === 'user' ? [noted('Repeated what the customer said')] : []),
    ...texts([text], clean),
    ...(image ? [noted('Sent a picture'), ...texts([image.caption], clean)] : []),
    ...(audio ? [noted('Sent a voice message'), ...texts([audio.caption], clean)] : []),
    ...(location
      ? [noted('Sent a place'), ...texts([location.name, location.address], clean)]
      : []),
  ];
}

function interactivePieces(message: Interactive, clean: Clean): readonly Piece[] {
  const { header, attachment, body, footer, menuLabel, buttons, actionButton, sections } = message;
  const noted = noter(clean);
  return [
    ...texts([header], clean),
    ...(attachment ? [noted(`Sent an attachment: ${attachment.type}`)] : []),
    ...texts([attachment?.caption, body], clean),
    ...(footer ? [noted(footer)] : []),
    ...choices(
      'Buttons',
      [...buttons, ...(actionButton ? [actionButton] : [])].map(choiceText),
      clean,
    ),
    ...sections.flatMap(({ title, rows }) =>
      choices(title ?? menuLabel ?? 'List', rows.map(choiceText), clean),
    ),
  ];
}

export function shownProduct(product: Product): ShownProduct {
  const { title, productId, url, imageUrl } = product;
  const price = formatPrice(product, 'en');
  const link = httpUrl(url)?.href;
  return {
    title: visibleText(title?.trim() || productId || 'A product without a title'),
    ...(price !== undefined && { price: visibleText(price) }),
    ...(link !== undefined && { url: link }),
    ...(imageUrl !== undefined && { imageUrl }),
  };
}

function texts(list: readonly (string | undefined)[], clean: Clean): readonly Piece[] {
  return list.flatMap((text) =>
    text ? [{ type: 'text', text: clean(visibleText(text)) } as const] : [],
  );
}

function choices(label: string, items: readonly string[], clean: Clean): readonly Piece[] {
  if (items.length === 0) return [];
  const shown = items.map((item) => clean(visibleText(item)));
  return [{ type: 'choices', label: clean(visibleText(label)), items: shown }];
}

function noter(clean: Clean): (text: string) => Piece {
  return (text) => ({ type: 'note', text: clean(visibleText(text)) });
}

function choiceText({ id, text, description }: Choice): string {
  return [text ?? id ?? '?', description].filter(Boolean).join(': ');
}
