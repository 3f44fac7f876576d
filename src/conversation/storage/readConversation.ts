import { maxDepth } from '../../agentGraph/wire/jsonDepth.ts';
import { isCount, isRecord, parseJson } from '../../shared/guards.ts';
import { JsonTexts } from '../../shared/json/jsonIndex.ts';
import { scanJson } from '../../shared/json/scanJson.ts';
import { conversationFormat, parseHeader, readRecord } from './conversationFormat.ts';
import type { ConversationRecord } from './conversationRecord.ts';

/**
 * Reads the text of a saved or exported conversation of any format. Undefined when it is damaged or
 * something else.
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

/** Nesting levels from the export's root to an event's JSON. */
const levelsAround = 8;

/**
 * An export holds the same data as a file, in one object. It is converted to the lines of a file
 * and read like one.
 */
function readExport(
  { branches, ...record }: Readonly<Record<string, unknown>>,
  text: string,
): ConversationRecord | undefined {
  if (!Array.isArray(branches) || !branches.every(isRecord)) return undefined;
  if (scanJson(text).depth > maxDepth + levelsAround) return undefined;
  const texts = new JsonTexts(text);
  const lines = branches.flatMap(({ id, turns }, branchAt) =>
    Array.isArray(turns)
      ? turns.map((turn: unknown, at) => {
          const path = ['branches', branchAt, 'turns', at];
          return JSON.stringify({ branch: id, turn: storedTurn(turn, texts, path) });
        })
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

/** The turn as a file holds it: a file keeps only the raw JSON of an event. */
function storedTurn(turn: unknown, texts: JsonTexts, path: readonly (string | number)[]): unknown {
  if (!isRecord(turn) || !Array.isArray(turn['items'])) return turn;
  const items = turn['items'].map((item: unknown, at) => {
    if (!isRecord(item) || !isRecord(item['event'])) return item;
    const { line, foreignSessionId, repeatedNames } = item['event'];
    const rawText = texts.at([...path, 'items', at, 'event', 'raw']);
    return { atMs: item['atMs'], line, rawText, foreignSessionId, repeatedNames };
  });
  return { ...turn, items };
}
