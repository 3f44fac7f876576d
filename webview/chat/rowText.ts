import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import {
  eventContents,
  formLines,
  inputContent,
  type EventContent,
} from '../../src/shared/eventVisitor.ts';
import { digitsOf } from '../../src/shared/format.ts';
import type { HandoverEvent, InputEvent, Product, TurnItem } from '../../src/shared/model.ts';
import { price } from '../base/pageFormat.ts';
import type { Row } from './logWindow.ts';

type Part = string | undefined;

const lines = (...parts: readonly Part[]): string => parts.filter(Boolean).join('\n');

/** A row's text, for copying and finding; empty for the figures below a turn. */
export function rowText({ turn, item }: Row): string {
  if (item === 'inputs') return turn.inputs.map(inputText).join('\n');
  if (item !== 'end') return itemText(item);
  return turn.failure ? failureText(turn.failure) : '';
}

/** The text of an agent's item, one part per line. */
export function itemText(item: TurnItem): string {
  if (item.type === 'failure') return failureText(item.failure);
  return eventContents(item.event).map(contentText).join('\n\n');
}

/** The text of a customer's event. */
export function inputText(input: InputEvent): string {
  const content = inputContent(input);
  const { choice, store } = content;
  return lines(
    ...[choice?.text, choice?.description],
    ...[store?.name, store?.storeId, store?.city, store?.state],
    ...formLines(content),
    contentText(content),
  );
}

function contentText(content: EventContent): string {
  const { text, image, audio, location, header, attachment, body, menuLabel, footer } = content;
  const { name, address, latitude, longitude } = location ?? {};
  const { buttons = [], actionButton, sections = [], products, questions } = content;
  const { handover, unknown } = content;
  return lines(
    ...[text, image?.caption, image?.url, audio?.url, name, address],
    latitude === undefined ? undefined : `${latitude}, ${longitude ?? '?'}`,
    ...[header, attachment?.caption, body, menuLabel],
    ...sections.flatMap(({ title, rows }) => [
      title,
      ...rows.flatMap((row) => [row.text, row.description]),
    ]),
    ...[...buttons.map((button) => button.text), actionButton?.text, footer],
    products?.map(productText).join('\n\n'),
    questions?.join('\n'),
    handover && handoverText(handover),
    ...[unknown?.kind, unknown?.rawText],
  );
}

function handoverText({ kind, reason, reasonNative, payload }: HandoverEvent): string {
  return lines(kind, reason, reasonNative, ...Object.values(payload));
}

/** A product's text, from the fields it has. */
function productText(product: Product): string {
  const { title, description, url, productId, facets } = product;
  const named = Object.entries(facets).map(([name, values]) => `${name}: ${values.join(', ')}`);
  const cost = digitsOf(product) === undefined ? undefined : price(product);
  return lines(title ?? productId, cost, description, ...named, url);
}

function failureText(failure: Parameters<typeof describeFailure>[0]): string {
  const { title, detail } = describeFailure(failure);
  return lines(title, detail);
}
