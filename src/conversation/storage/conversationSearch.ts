import { eventContents, type EventContent } from '../../shared/eventVisitor.ts';
import type { InputEvent, Turn } from '../../shared/model.ts';
import type { ConversationSummary } from './conversationFormat.ts';
import { customerText } from './conversationRecord.ts';
import type { ConversationStore } from './conversationStore.ts';

export interface SearchHit {
  readonly conversation: ConversationSummary;
  /** Number of turns that match. */
  readonly count: number;
  /**
   * The text around the first match, on one line, rather of what was said than of what was offered;
   * empty when only the title matches.
   */
  readonly excerpt: string;
}

const excerptLength = 80;

/**
 * Finds conversations whose title or turns contain the words: messages, product titles, kinds of
 * events. Ignores case and accents. Yields hits one by one, newest conversation first.
 */
export async function* searchConversations(
  store: ConversationStore,
  words: string,
  signal: AbortSignal,
): AsyncGenerator<SearchHit, void, undefined> {
  const wanted = fold(words.trim());
  if (wanted === '') return;
  for (const conversation of (await store.folder.list()).conversations) {
    if (signal.aborted) return;
    const loaded = await store.folder.load(conversation.id);
    if (loaded.type !== 'loaded') continue;
    const turns = loaded.record.branches.flatMap((branch) => branch.turns);
    const matches = turns.flatMap((turn) => {
      const isMatch = (text: string): boolean => fold(text).includes(wanted);
      const said = saidTexts(turn).find(isMatch);
      const text = said ?? searchableTexts(turn).find(isMatch);
      return text === undefined ? [] : [{ text, isSaid: said !== undefined }];
    });
    if (matches.length === 0 && !fold(conversation.title).includes(wanted)) continue;
    const best = matches.find(({ isSaid }) => isSaid) ?? matches[0];
    const excerpt = best ? excerptOf(best.text, wanted) : '';
    yield { conversation, count: matches.length, excerpt };
  }
}

/** What both sides said, without what could have been pressed or was shown. */
function saidTexts({ inputs, items }: Turn): readonly string[] {
  const events = items.flatMap((item) => (item.type === 'event' ? [item.event] : []));
  return [
    ...inputs.map(customerText),
    ...events.flatMap(eventContents).flatMap(({ text, body }) => [text, body]),
  ].filter((text) => text !== undefined);
}

function searchableTexts({ inputs, items }: Turn): readonly string[] {
  return [...inputs.flatMap(inputTexts), ...items.flatMap(itemTexts)].filter(
    (text) => text !== undefined,
  );
}

function inputTexts(input: InputEvent): readonly (string | undefined)[] {
  return [customerText(input) ?? JSON.stringify(Object.values(input)), ...Object.keys(input)];
}

function itemTexts(item: Turn['items'][number]): readonly (string | undefined)[] {
  if (item.type === 'failure') return [];
  const { event } = item;
  return [
    ...eventContents(event).flatMap(contentTexts),
    event.kind,
    ...(event.type === 'unknown' ? [event.rawText] : []),
  ];
}

function contentTexts(content: EventContent): readonly (string | undefined)[] {
  const { text, image, location, header, body, footer, handover } = content;
  const { products = [], questions = [], buttons = [], sections = [] } = content;
  return [
    ...[text, image?.caption, location?.name, header, body, footer],
    ...[handover?.reason, handover?.reasonNative],
    ...products.map(({ title }) => title),
    ...questions,
    ...buttons.map((button) => button.text),
    ...sections.flatMap(({ title, rows }) => [
      title,
      ...rows.flatMap((row) => [row.text, row.description]),
    ]),
  ];
}

/** The text without case and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function excerptOf(text: string, wanted: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // Folding may shift positions by a few characters, which does not matter for an excerpt.
  const at = Math.max(0, fold(line).indexOf(wanted) - excerptLength / 4);
  const start = at > 0 ? '…' : '';
  const end = line.length > at + excerptLength ? '…' : '';
  return start + line.slice(at, at + excerptLength).trim() + end;
}
