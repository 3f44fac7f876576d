import { isRecord, isString, parseJson } from '../../shared/guards.ts';
import type { AgentEvent, Interactive } from '../../shared/model.ts';
import { shortLine } from '../../shared/visibleText.ts';
import { lineText, type LinePart } from './inspection.ts';
import type { LineEntry } from '../recording.ts';

/** Longest summary of a line, in UTF-16 units. */
export const maxSummaryLength = 120;

/** The parts of a line in few words, as the agent sent them; else the beginning of the line. */
export function summaryOf(entry: LineEntry, parts: readonly LinePart[]): string {
  if (parts.every(({ type }) => type === 'reply'))
    return shortLine(lineText(entry), maxSummaryLength);
  const words: string[] = [];
  let length = 0;
  for (const part of parts) {
    if (length > maxSummaryLength) break;
    const said = wordsOf(part);
    length += said.length;
    if (said !== '') words.push(said);
  }
  return shortLine(words.join(' · '), maxSummaryLength);
}

/** True for what the customer reads as the agent's words. */
export function isSpoken(part: LinePart): boolean {
  if (part.type !== 'event') return false;
  const { event } = part;
  if (event.type === 'interactive') return interactiveWords(event.messages) !== '';
  return event.type === 'message' && event.role !== 'user' && event.text !== undefined;
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
