import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import type { Interactive, InputEvent, Media, Product, TurnItem } from '../../src/shared/model.ts';
import { digitsOf } from '../../src/shared/format.ts';
import { price } from '../base/format.ts';
import type { Row } from './logWindow.ts';

type Part = string | undefined;

const lines = (...parts: readonly Part[]): string => parts.filter(Boolean).join('\n');

/** What a row says, for copying and finding; empty for the figures below a turn. */
export function rowText({ turn, item }: Row): string {
  if (item === 'inputs') return turn.inputs.map(inputText).join('\n');
  if (item !== 'end') return itemText(item);
  return turn.failure ? failureText(turn.failure) : '';
}

/** What an item of the agent says, one part on each line. */
export function itemText(item: TurnItem): string {
  if (item.type === 'failure') return failureText(item.failure);
  const { event } = item;
  switch (event.type) {
    case 'message': {
      const { name, address, latitude, longitude } = event.location ?? {};
      const place = latitude === undefined ? undefined : `${latitude}, ${longitude ?? '?'}`;
      return lines(event.text, ...mediaLines(event.image), event.audio?.url, name, address, place);
    }
    case 'recommendation':
      return event.products.map(productText).join('\n\n');
    case 'suggestions':
      return event.questions.join('\n');
    case 'handover':
      return lines(event.kind, event.reason, event.reasonNative, ...Object.values(event.payload));
    case 'interactive':
      return event.messages.map(interactiveText).join('\n\n');
    case 'unknown':
      return lines(event.kind, event.rawText);
  }
}

/** What a customer's event says. */
export function inputText(input: InputEvent): string {
  if ('buttonResponseEvent' in input) return input.buttonResponseEvent.title;
  if ('listReplyEvent' in input) {
    const { title, description } = input.listReplyEvent;
    return lines(title, description);
  }
  if ('storeEvent' in input) {
    const { name, storeId, city, state } = input.storeEvent;
    return lines(name, storeId, city, state);
  }
  if ('filledFormResponseEvent' in input) {
    const fields = Object.entries(input.filledFormResponseEvent.formData);
    return fields.map(([name, value]) => `${name}: ${fieldText(value)}`).join('\n');
  }
  const { content } = input.messageEvent;
  if ('textContent' in content) return content.textContent.text;
  if ('imageContent' in content) return lines(...mediaLines(content.imageContent));
  if ('audioContent' in content) return content.audioContent.url;
  const { name, address, latitude, longitude } = content.locationContent;
  return lines(name, address, `${latitude}, ${longitude}`);
}

/** The words of a product, as far as it has any. */
function productText(product: Product): string {
  const { title, description, url, productId, facets } = product;
  const named = Object.entries(facets).map(([name, values]) => `${name}: ${values.join(', ')}`);
  const cost = digitsOf(product) === undefined ? undefined : price(product);
  return lines(title ?? productId, cost, description, ...named, url);
}

function interactiveText(message: Interactive): string {
  const { header, attachment, body, footer, menuLabel, actionButton, buttons, sections } = message;
  const rows = sections.flatMap((section) => [
    section.title,
    ...section.rows.map(({ text, description }) => lines(text, description)),
  ]);
  const labels = buttons.map(({ text }) => text);
  const { caption } = attachment ?? {};
  return lines(header, caption, body, menuLabel, ...rows, ...labels, actionButton?.text, footer);
}

const mediaLines = (media: Media | undefined): readonly Part[] => [media?.caption, media?.url];

function failureText(failure: Parameters<typeof describeFailure>[0]): string {
  const { title, detail } = describeFailure(failure);
  return lines(title, detail);
}

function fieldText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
