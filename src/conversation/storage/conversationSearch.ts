import type { InputEvent, Turn } from '../../shared/model.ts';
import type { ConversationSummary } from './conversationFormat.ts';
import { customerText } from './conversationRecord.ts';
import type { ConversationStore } from './conversationStore.ts';

export interface SearchHit {
  readonly conversation: ConversationSummary;
  /** How many turns match. */
  readonly count: number;
  /** What surrounds the first match, in one line; empty when only the title matches. */
  readonly excerpt: string;
}

const excerptLength = 80;

/**
 * Conversations whose title or turns contain the words: what was said, titles of products, kinds of
 * events. Case and accents do not matter. Hits come one by one, newest conversation first.
 */
export async function* searchConversations(
  store: ConversationStore,
  words: string,
  signal: AbortSignal,
): AsyncGenerator<SearchHit, void, undefined> {
  const wanted = fold(words.trim());
  if (wanted === '') return;
  for (const conversation of (await store.list()).conversations) {
    if (signal.aborted) return;
    const loaded = await store.load(conversation.id);
    if (loaded.type !== 'loaded') continue;
    const turns = loaded.record.branches.flatMap((branch) => branch.turns);
    const matches = turns.flatMap((turn) => {
      const text = searchableTexts(turn).find((one) => fold(one).includes(wanted));
      return text === undefined ? [] : [excerptOf(text, wanted)];
    });
    if (matches.length === 0 && !fold(conversation.title).includes(wanted)) continue;
    yield { conversation, count: matches.length, excerpt: matches[0] ?? '' };
  }
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
  switch (event.type) {
    case 'message':
      return [event.text, event.image?.caption, event.location?.name, event.kind];
    case 'recommendation':
      return [...event.products.map(({ title }) => title), event.kind];
    case 'suggestions':
      return [...event.questions, event.kind];
    case 'handover':
      return [event.reason, event.reasonNative, event.kind];
    case 'interactive':
      return [...event.messages.flatMap(({ header, body, footer }) => [header, body, footer])]
        .concat(event.messages.flatMap((one) => one.buttons.map(({ text }) => text)))
        .concat(event.messages.flatMap((one) => one.sections.flatMap(sectionTexts)))
        .concat(event.kind);
    case 'unknown':
      return [event.kind, event.rawText];
  }
}

function sectionTexts({
  title,
  rows,
}: {
  readonly title?: string;
  readonly rows: readonly { readonly text?: string; readonly description?: string }[];
}): readonly (string | undefined)[] {
  return [title, ...rows.flatMap(({ text, description }) => [text, description])];
}

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function excerptOf(text: string, wanted: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  // Folding may shift places by a few characters, which an excerpt can bear.
  const at = Math.max(0, fold(line).indexOf(wanted) - excerptLength / 4);
  const start = at > 0 ? '…' : '';
  const end = line.length > at + excerptLength ? '…' : '';
  return start + line.slice(at, at + excerptLength).trim() + end;
}
