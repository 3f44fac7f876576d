import { compact } from '../../../shared/compact.ts';
import { formatLocale, t } from '../../../shared/l10n.ts';
import { describeFailure } from '../../../shared/failure/describeFailure.ts';
import { httpUrl } from '../../../shared/guards.ts';
import {
  choiceText,
  eventContents,
  formLines,
  inputContent,
  isEcho,
  pressable,
  type EventContent,
} from '../../../shared/eventVisitor.ts';
import type {
  HandoverEvent,
  HandoverKind,
  InputEvent,
  Product,
  TurnItem,
} from '../../../shared/model.ts';
import { formatPrice } from '../../../shared/format.ts';
import { visibleText } from '../../../shared/visibleText.ts';

/** A product card. */
export interface ProductTile {
  readonly title: string;
  readonly price?: string;
  /** Checked: http or https. */
  readonly url?: string;
  /** As received. */
  readonly imageUrl?: string;
}

/** A part of a bubble, in plain text for readers who do not know the API's events. */
export type Piece =
  | { readonly type: 'text' | 'note'; readonly text: string }
  | { readonly type: 'choices'; readonly label: string; readonly items: readonly string[] }
  | { readonly type: 'products'; readonly products: readonly ProductTile[] };

const receiverOf = (kind: HandoverKind): string =>
  ({
    agentHandoverEvent: t('a person'),
    storefrontHandoverEvent: t('the storefront'),
    orderStatusHandoverEvent: t('order tracking'),
    locationQueryHandoverEvent: t('the store finder'),
    onelivDoctorHandoverEvent: t('a doctor'),
    leadgenHandoverEvent: t('the sales team'),
  })[kind];

export function inputPieces(input: InputEvent): readonly Piece[] {
  const content = inputContent(input);
  const { choice, formData, store } = content;
  const did = (what: string, said = ''): readonly Piece[] => [
    noted(what),
    { type: 'text', text: visibleText(said) },
  ];
  if (choice?.from === 'button') return did(t('Pressed a button'), choice.text);
  if (choice) return did(t('Chose from a list'), choice.text);
  if (formData) return did(t('Filled out a form'), formLines(content).join('\n'));
  return store ? did(t('Chose a store'), store.name) : contentPieces(content);
}

/** What the agent did, or what was wrong with its response. */
export function itemPieces(item: TurnItem): readonly Piece[] {
  if (item.type === 'event') {
    const pieces = eventContents(item.event).flatMap(contentPieces);
    return isEcho(item.event) ? [noted(t('Repeated what the customer said')), ...pieces] : pieces;
  }
  const { title, detail } = describeFailure(item.failure);
  return [noted(`${title}. ${detail}`)];
}

function contentPieces(content: EventContent): readonly Piece[] {
  const { header, attachment, text, body, footer, menuLabel, sections = [] } = content;
  const { image, audio, location, products, questions = [], handover, unknown } = content;
  return [
    ...texts([header]),
    ...(attachment ? [noted(t('Sent an attachment: {0}', attachment.type))] : []),
    ...texts([attachment?.caption, text, body]),
    ...(footer ? [noted(footer)] : []),
    ...(image ? [noted(t('Sent an image')), ...texts([image.caption])] : []),
    ...(audio ? [noted(t('Sent a voice message')), ...texts([audio.caption])] : []),
    ...(location ? [noted(t('Sent a location')), ...texts([location.name, location.address])] : []),
    ...choices(t('Buttons'), pressable(content).map(choiceText)),
    ...sections.flatMap(({ title, rows }) =>
      choices(title ?? menuLabel ?? t('List'), rows.map(choiceText)),
    ),
    ...(products ? [{ type: 'products', products: products.map(shownProduct) } as const] : []),
    ...choices(t('Suggested replies'), questions),
    ...(handover ? [noted(handoverText(handover))] : []),
    ...(unknown
      ? [noted(t("Sent content that Ask Sofia doesn't recognize: {0}", unknown.kind))]
      : []),
  ];
}

function handoverText({ kind, triggered, reason }: HandoverEvent): string {
  const receiver = receiverOf(kind);
  const what = triggered
    ? t('Handed over to {0}', receiver)
    : t("Didn't hand over to {0}", receiver);
  return reason ? `${what}: ${reason}` : what;
}

export function shownProduct(product: Product): ProductTile {
  const { title, productId, url, imageUrl } = product;
  const price = formatPrice(product, formatLocale());
  const link = httpUrl(url)?.href;
  return {
    title: visibleText(title?.trim() || productId || t('Untitled product')),
    ...(price !== undefined && { price: visibleText(price) }),
    ...compact({ url: link, imageUrl }),
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
