import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { formatPrice } from '../../shared/format.ts';
import {
  choiceText,
  eventContents,
  isEcho,
  pressable,
  type EventContent,
} from '../../shared/eventVisitor.ts';
import { lossNotes } from '../../shared/lossNotes.ts';
import type { AgentEvent, HandoverEvent, Location, Product } from '../../shared/model.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { Write } from './output.ts';
import type { Printer } from './printer.ts';

/** Prints for people. Agent text is first made safe for a terminal. */
export function createTextPrinter(write: Write, writeError: Write): Printer {
  const print = (text: string) => write(`${visibleText(text)}\n`);
  const printFailure = (failure: Failure) =>
    writeError(`${visibleText(failureSentences(failure))}\n`);
  return {
    turnStarted: (turn, text) => print(`${turn === 1 ? '' : '\n'}> ${text}\n`),
    item: (_turn, item) => {
      if (item.type === 'failure') printFailure(item.failure);
      else {
        print(describeEvent(item.event));
        for (const note of lossNotes(item.event)) print(visibleLine(`! ${note}`));
      }
    },
    turnEnded: (_turn, { events, firstByteMs, totalMs }, failure) => {
      if (failure) printFailure(failure);
      else if (events === 0) print('(The response is empty.)');
      const first = firstByteMs === undefined ? '' : `first byte ${Math.round(firstByteMs)} ms, `;
      if (totalMs > 0) print(`\n(${events} events, ${first}total ${Math.round(totalMs)} ms)`);
    },
  };
}

/** What happened, and what to do about it. */
export function failureSentences(failure: Failure): string {
  const { title, detail } = describeFailure(failure);
  return `${title}. ${detail}`;
}

/** An event in words: its text, and the URLs of everything else. */
export function describeEvent(event: AgentEvent): string {
  const words = eventContents(event).map(describeContent).join('\n');
  return isEcho(event) ? `(as the customer) ${words}` : words;
}

function describeContent(content: EventContent): string {
  const { form, menuLabel, header, attachment, text, body, footer } = content;
  const { image, audio, location, products, questions = [], sections = [] } = content;
  const { handover, unknown } = content;
  const lines = [
    form === undefined ? '' : visibleLine(`[${form}]${menuLabel ? ` ${menuLabel}` : ''}`),
    header,
    attachment?.url && visibleLine(`[${attachment.type}] ${attachment.url}`),
    text,
    image && visibleLine(`[image] ${image.url}${image.caption ? ` (${image.caption})` : ''}`),
    audio && visibleLine(`[audio] ${audio.url}`),
    location && describeLocation(location),
    body,
    ...sections.flatMap(({ title, rows }) => [
      title && `  ${visibleLine(title)}`,
      ...rows.map((row) => `  - ${visibleLine(choiceText(row))}`),
    ]),
    ...pressable(content).map((button) => `  (${visibleLine(choiceText(button))})`),
    footer,
    products && table(products),
    ...questions.map((question) => `? ${visibleLine(question)}`),
    handover && describeHandover(handover),
    unknown && `[${visibleLine(unknown.kind)}: unknown to this version] ${unknown.rawText}`,
  ];
  return lines.filter(isPresent).join('\n');
}

function describeLocation({ name, address, latitude, longitude }: Location): string {
  const parts = [name, address, latitude, longitude];
  return visibleLine(`[location] ${parts.filter(isPresent).join(', ')}`);
}

function describeHandover({ kind, triggered, reason, payload }: HandoverEvent): string {
  const what = triggered ? 'Handover' : 'Handover not triggered';
  const fields = Object.entries(payload).map(([key, value]) => `${key}: ${value}`);
  return visibleLine([`[${what}: ${kind}]`, reason, ...fields].filter(isPresent).join(' '));
}

/** Products as three columns: title, price, link. */
function table(products: readonly Product[]): string {
  if (products.length === 0) return '(no products)';
  const rows = products.map((product) => [
    visibleLine(product.title ?? product.productId ?? '(no title)'),
    visibleLine(formatPrice(product) ?? '(no price)'),
    visibleLine(product.url ?? ''),
  ]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [titles, prices] = [width(0), width(1)];
  return rows
    .map(([title = '', price = '', url = '']) =>
      `  ${title.padEnd(titles)}  ${price.padStart(prices)}  ${url}`.trimEnd(),
    )
    .join('\n');
}

function isPresent<T>(value: T | undefined | ''): value is T {
  return value !== undefined && value !== '';
}
