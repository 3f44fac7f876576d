import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { formatPrice } from '../../shared/format.ts';
import { lossNotes } from '../../shared/lossNotes.ts';
import type { AgentEvent, Choice, Interactive, MessageEvent, Product } from '../../shared/model.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { Write } from './output.ts';
import type { Printer } from './printer.ts';

/** Prints for people. What the agent sent is made harmless to a terminal first. */
export function createTextPrinter(write: Write, writeError: Write): Printer {
  const print = (text: string) => write(`${visibleText(text)}\n`);
  const printFailure = (failure: Failure) => {
    const { title, detail } = describeFailure(failure);
    writeError(`${visibleText(`${title}. ${detail}`)}\n`);
  };
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
      else if (events === 0) print('(The agent answered nothing.)');
      const first = firstByteMs === undefined ? '' : `first byte ${Math.round(firstByteMs)} ms, `;
      if (totalMs > 0) print(`\n(${events} events, ${first}total ${Math.round(totalMs)} ms)`);
    },
  };
}

function describeEvent(event: AgentEvent): string {
  switch (event.type) {
    case 'message':
      return describeMessage(event);
    case 'recommendation':
      return table(event.products);
    case 'suggestions':
      return event.questions.map((question) => `? ${visibleLine(question)}`).join('\n');
    case 'handover': {
      const what = event.triggered ? 'Handover' : 'Handover not triggered';
      const payload = Object.entries(event.payload).map(([key, value]) => `${key}: ${value}`);
      const parts = [`[${what}: ${event.kind}]`, event.reason, ...payload];
      return visibleLine(parts.filter(isPresent).join(' '));
    }
    case 'interactive':
      return event.messages.map(describeInteractive).join('\n');
    case 'unknown':
      return `[${visibleLine(event.kind)}: not known to this version] ${event.rawText}`;
  }
}

/** A message in words: its text, and what is not text by its address. */
export function describeMessage({ role, text, image, audio, location }: MessageEvent): string {
  const parts = [
    text,
    image && visibleLine(`[image] ${image.url}${image.caption ? ` (${image.caption})` : ''}`),
    audio && visibleLine(`[audio] ${audio.url}`),
    location &&
      visibleLine(
        `[location] ${[location.name, location.address, location.latitude, location.longitude].filter(isPresent).join(', ')}`,
      ),
  ];
  const body = parts.filter(isPresent).join('\n');
  return role === 'user' ? `(as the customer) ${body}` : body;
}

function describeInteractive(message: Interactive): string {
  const { form, header, attachment, body, footer, menuLabel, sections } = message;
  const buttons = [...message.buttons, ...(message.actionButton ? [message.actionButton] : [])];
  const rows = sections.flatMap(({ title, rows }) => [
    ...(title ? [`  ${visibleLine(title)}`] : []),
    ...rows.map((row) => `  - ${describeChoice(row)}`),
  ]);
  return [
    visibleLine(`[${form}]${menuLabel ? ` ${menuLabel}` : ''}`),
    header,
    attachment?.url && visibleLine(`[${attachment.type}] ${attachment.url}`),
    body,
    ...rows,
    ...buttons.map((button) => `  (${describeChoice(button)})`),
    footer,
  ]
    .filter(isPresent)
    .join('\n');
}

function describeChoice({ id, text, description }: Choice): string {
  return visibleLine([text ?? id ?? '?', description].filter(Boolean).join(': '));
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

function isPresent<T>(value: T | undefined | '' | null): value is T {
  return value !== undefined && value !== '' && value !== null;
}
