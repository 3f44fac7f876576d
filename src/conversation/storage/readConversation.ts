import { maxDepth } from '../../agentGraph/wire/jsonDepth.ts';
import { isCount, isRecord, parseJson } from '../../shared/guards.ts';
import { JsonIndex, type JsonSpan } from '../../shared/json/jsonIndex.ts';
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
  const index = new JsonIndex(text);
  const turnSpans = itemsAt(index, index.root, 'branches').flatMap((branch) =>
    itemsAt(index, branch, 'turns'),
  );
  const lines = branches
    .flatMap(({ id, turns }) =>
      Array.isArray(turns) ? turns.map((turn: unknown) => ({ id, turn })) : [],
    )
    .map(({ id, turn }, at) =>
      JSON.stringify({ branch: id, turn: storedTurn(turn, index, turnSpans[at]) }),
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
function storedTurn(turn: unknown, index: JsonIndex, span: JsonSpan | undefined): unknown {
  if (!isRecord(turn) || !Array.isArray(turn['items'])) return turn;
  const spans = span ? itemsAt(index, span, 'items') : [];
  const items = turn['items'].map((item: unknown, at) => {
    if (!isRecord(item) || !isRecord(item['event'])) return item;
    const { line, foreignSessionId, repeatedNames } = item['event'];
    const raw = memberAt(index, memberAt(index, spans[at], 'event'), 'raw');
    const rawText = raw && index.textOf(raw);
    return { atMs: item['atMs'], line, rawText, foreignSessionId, repeatedNames };
  });
  return { ...turn, items };
}

/** When a name occurs twice, the last value counts, as in JSON.parse. */
function memberAt(
  index: JsonIndex,
  span: JsonSpan | undefined,
  wanted: string,
): JsonSpan | undefined {
  if (!span || !index.isObject(span)) return undefined;
  return index.members(span).findLast(({ name }) => name === wanted)?.value;
}

function itemsAt(index: JsonIndex, span: JsonSpan, name: string): readonly JsonSpan[] {
  const list = memberAt(index, span, name);
  return list && index.isArray(list) ? index.items(list) : [];
}
