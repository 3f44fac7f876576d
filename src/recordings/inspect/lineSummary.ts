import { isRecord, isString, parseJson } from '../../shared/guards.ts';
import { eventContents, isEcho, type EventContent } from '../../shared/eventVisitor.ts';
import type { AgentEvent } from '../../shared/model.ts';
import { shortLine } from '../../shared/visibleText.ts';
import { lineText, type LinePart } from './inspection.ts';
import type { LineEntry } from '../recording.ts';

/** Longest summary of a line, in UTF-16 units. */
export const maxSummaryLength = 120;

/**
 * The parts of a line in a few words, as the agent sent them; for a reply, the start of the line.
 */
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

/** True for an event that the customer reads as the agent's words. */
export function isSpoken(part: LinePart): boolean {
  if (part.type !== 'event') return false;
  const isSaid = (content: EventContent): boolean =>
    content.text !== undefined || cardWords(content).some(Boolean);
  return !isEcho(part.event) && eventContents(part.event).some(isSaid);
}

function wordsOf(part: LinePart): string {
  if (part.type === 'event') return eventWords(part.event);
  const value = parseJson(part.text);
  return isRecord(value) && isString(value['message']) ? value['message'] : part.text;
}

function eventWords(event: AgentEvent): string {
  const contents = eventContents(event);
  const words = contents.flatMap(contentWords).filter(Boolean).join(' · ');
  // An empty list needs no words: its kind says it all.
  const isList = contents.some(({ products, questions }) => products ?? questions);
  return words || (isList ? '' : event.rawText);
}

function contentWords(content: EventContent): readonly (string | undefined)[] {
  const { text, image, audio, location, products = [], questions = [], handover } = content;
  return [
    ...[text, image?.caption ?? image?.url, audio?.url, location?.name ?? location?.address],
    ...products.map(({ title, productId }) => title ?? productId),
    ...questions,
    ...[handover?.reason, ...Object.values(handover?.payload ?? {})],
    ...cardWords(content),
  ];
}

function cardWords({ header, body, footer, buttons = [] }: EventContent) {
  return [header, body, footer, ...buttons.map(({ text }) => text)];
}
