import { isTooDeep, mayBeTooDeep } from '../agentGraph/jsonDepth.ts';
import { isCount, isRecord, parseJson } from '../shared/guards.ts';
import { conversationFormat, parseHeader, readRecord } from './conversationFormat.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/**
 * Reads the text of a kept conversation, or of one that was exported as JSON, whatever has become of
 * it. Undefined when it is damaged or something else.
 */
export function readConversation(text: string): ConversationRecord | 'newerVersion' | undefined {
  const whole = parseJson(text);
  if (isRecord(whole) && whole['format'] === undefined) return readExport(whole, text);
  const [first = '', ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const header = parseJson(first);
  if (!isRecord(header)) return undefined;
  const { format, id } = header;
  if (isCount(format) && format > conversationFormat) return 'newerVersion';
  const summary = parseHeader(first, String(id));
  return summary && readRecord(summary, lines);
}

/** An export has what the file has, in one object: it is read as the file that it came from. */
function readExport(
  { branches, ...record }: Readonly<Record<string, unknown>>,
  text: string,
): ConversationRecord | undefined {
  if (!Array.isArray(branches) || !branches.every(isRecord)) return undefined;
  if (mayBeTooDeep(text.length) && isTooDeep(branches)) return undefined;
  const lines = branches.flatMap(({ id, turns }) =>
    Array.isArray(turns)
      ? turns.map((turn: unknown) => JSON.stringify({ branch: id, turn: storedTurn(turn) }))
      : [],
  );
  const header = {
    ...record,
    format: conversationFormat,
    revision: '-',
    title: '',
    updatedAt: record['createdAt'],
    isPinned: false,
    isHandedOver: false,
    isFailed: false,
    turnCount: 0,
    lineCount: lines.length,
    branches: branches.map(({ turns, ...branch }) => branch),
  };
  const summary = parseHeader(JSON.stringify(header), String(record['id']));
  return summary && readRecord(summary, lines);
}

/** A file has of an event only what came. */
function storedTurn(turn: unknown): unknown {
  if (!isRecord(turn) || !Array.isArray(turn['items'])) return turn;
  const items = turn['items'].map((item: unknown) => {
    if (!isRecord(item) || !isRecord(item['event'])) return item;
    const { line, raw, foreignSessionId } = item['event'];
    return { atMs: item['atMs'], line, raw, foreignSessionId };
  });
  return { ...turn, items };
}
