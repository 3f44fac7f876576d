import { isRecord, isString, parseJson } from '../shared/guards.ts';
import type { AgentEvent, Interactive } from '../shared/model.ts';
import { visibleText } from '../shared/visibleText.ts';
import { lineText, type LinePart } from './inspection.ts';
import type { LineEntry } from './recording.ts';

/** Longest summary of a line, in UTF-16 units. */
export const maxSummaryLength = 120;

/** The parts of a line in few words, as the agent sent them; else the beginning of the line. */
export function summaryOf(entry: LineEntry, parts: readonly LinePart[]): string {
  if (parts.every(({ type }) => type === 'reply')) return plainLine(lineText(entry));
  const words: string[] = [];
  let length = 0;
  for (const part of parts) {
    if (length > maxSummaryLength) break;
    const said = wordsOf(part);
    length += said.length;
    if (said !== '') words.push(said);
  }
  return plainLine(words.join(' · '));
}

/** True for what the customer reads as the agent's words. */
export function isSpoken(part: LinePart): boolean {
  if (part.type !== 'event') return false;
  const { event } = part;
  if (event.type === 'interactive') return interactiveWords(event.messages) !== '';
  return event.type === 'message' && event.role !== 'user' && event.text !== undefined;
}

/** Words of printable ASCII with one space between them. */
const unchanged = /^[!-~]+(?: [!-~]+)*$/;

/** A text as one line of at most so many characters in which nothing acts unseen. */
export function plainLine(text: string, maxLength = maxSummaryLength): string {
  // Nearly every text is one that needs no change, and each line of a recording comes by here.
  const head = text.slice(0, maxLength + 1);
  if (unchanged.test(head)) return head.length <= maxLength ? head : `${head.slice(0, -2)}…`;
  // Enough for what is shown, however long it is.
  const start = text.slice(0, 8 * maxLength);
  const line = visibleText(start).replace(/\s+/g, ' ').trim();
  if (line.length <= maxLength && start.length === text.length) return line;
  const cut = line.slice(0, maxLength - 1);
  // Half a character is none.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function wordsOf(part: LinePart): string {
  if (part.type === 'event') return eventWords(part.event);
  const value = parseJson(part.text);
  return isRecord(value) && isString(value['message']) ? value['message'] : part.text;
}

function eventWords(event: AgentEvent): string {
  switch (event.type) {
    case 'message': {
      const { text, image, audio, location } = event;
      const place = location?.name ?? location?.address;
      return joined([text, image?.caption ?? image?.url, audio?.url, place]) || event.rawText;
    }
    case 'recommendation':
      return joined(event.products.map(({ title, productId }) => title ?? productId));
    case 'suggestions':
      return joined(event.questions);
    case 'handover':
      return joined([event.reason, ...Object.values(event.payload)]) || event.rawText;
    case 'interactive':
      return interactiveWords(event.messages) || event.rawText;
    case 'unknown':
      return event.rawText;
  }
}

function interactiveWords(messages: readonly Interactive[]): string {
  return joined(
    messages.flatMap(({ header, body, footer, buttons }) => [
      header,
      body,
      footer,
      ...buttons.map(({ text }) => text),
    ]),
  );
}

function joined(texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join(' · ');
}
