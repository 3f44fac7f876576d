import { normalizeBaseUrl } from '../../agentGraph/http/baseUrl.ts';
import { isTooDeep, mayBeTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { isRecordingEntry } from '../../recordings/entryGuard.ts';
import type { RecordingEntry } from '../../recordings/recording.ts';
import { isCount, isFilledString, isRecord, isString, parseJson } from '../../shared/guards.ts';
import { type Branch } from '../../shared/conversationInfo.ts';
import { markups, type Agent } from '../../shared/agent.ts';
import type { Turn } from '../../shared/model.ts';
import { shownTurns, titleOf, type ConversationRecord } from './conversationRecord.ts';
import { isMoment, readTurn, serialiseTurn } from './storedTurn.ts';

/**
 * A conversation file is newline-delimited JSON: a header, then `{"branch": 1, "turn": {…}}` for
 * every turn, branch by branch, then `{"entry": {…}}` for every entry on the wire, as in a
 * recording. `format` goes up when this layout changes: format 1 had no entries, and formats 1 and
 * 2 had an event's value in place of its text.
 */
export const conversationFormat = 3;
const formats: readonly unknown[] = [1, 2, conversationFormat];

/** The first line of a file: all that a list of conversations needs. */
export interface ConversationSummary {
  readonly id: string;
  /** Changes each time the turns are written, so that a window notices another window's write. */
  readonly revision: string;
  readonly title: string;
  readonly givenTitle?: string;
  readonly agent: Agent;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** When something was last said, in milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly isPinned: boolean;
  readonly activeBranch: number;
  readonly branches: readonly Branch[];
  /** Turns of the active branch. */
  readonly turnCount: number;
  readonly isHandedOver: boolean;
  /** True when the active branch's last turn failed. */
  readonly isFailed: boolean;
  /** Lines after the header; a file with fewer was cut off. */
  readonly lineCount: number;
}

/** The summary of a record; `revision` and `isPinned` are not part of the record. */
export function summariseConversation(
  record: ConversationRecord,
  { revision, isPinned }: Pick<ConversationSummary, 'revision' | 'isPinned'>,
): ConversationSummary {
  const { id, givenTitle, agent, createdAt, activeBranch, branches } = record;
  const all = branches.flatMap(({ turns }) => turns);
  const shown = shownTurns(record);
  const handover = shown.flatMap(({ items }) => items).some(isHandover);
  return {
    id,
    revision,
    title: titleOf(givenTitle, shown),
    ...(givenTitle !== undefined && { givenTitle }),
    agent,
    createdAt,
    updatedAt: all.reduce((latest, turn) => Math.max(latest, endOf(turn)), createdAt),
    isPinned,
    activeBranch,
    branches: branches.map(({ turns, ...branch }) => branch),
    turnCount: shown.length,
    isHandedOver: handover,
    isFailed: shown.at(-1)?.phase === 'failed',
    lineCount: all.length + record.entries.length,
  };
}

function isHandover(item: Turn['items'][number]): boolean {
  return item.type === 'event' && item.event.type === 'handover' && item.event.triggered;
}

function endOf({ sentAt, stats, items }: Turn): number {
  return Math.round(sentAt + (stats?.totalMs ?? items.at(-1)?.atMs ?? 0));
}

// Cached, so that while a response streams only its own turn is serialised again.
const serialised = new WeakMap<Turn | RecordingEntry, string>();

function serialise<T extends Turn | RecordingEntry>(value: T, write: (value: T) => string): string {
  const text = serialised.get(value) ?? write(value);
  serialised.set(value, text);
  return text;
}

/** The whole text of a file. */
export function serialiseConversation(
  summary: ConversationSummary,
  { branches, entries }: Pick<ConversationRecord, 'branches' | 'entries'>,
): string {
  const lines = [serialiseHeader(summary)];
  for (const { id, turns } of branches) {
    for (const turn of turns) {
      lines.push(`{"branch":${id},"turn":${serialise(turn, serialiseTurn)}}`);
    }
  }
  for (const entry of entries) lines.push(`{"entry":${serialise(entry, JSON.stringify)}}`);
  return `${lines.join('\n')}\n`;
}

export function serialiseHeader(summary: ConversationSummary): string {
  return JSON.stringify({ format: conversationFormat, ...summary });
}

/** The summary in a first line; undefined when it is cut off, foreign or of a later format. */
export function parseHeader(line: string, id: string): ConversationSummary | undefined {
  const value = parseJson(line);
  return isRecord(value) && isHeader(value) ? { ...value, id } : undefined;
}

function isHeader(
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, unknown>> & ConversationSummary {
  const { branches, activeBranch, givenTitle } = value;
  return (
    formats.includes(value['format']) &&
    isFilledString(value['revision']) &&
    isString(value['title']) &&
    (givenTitle === undefined || isString(givenTitle)) &&
    isAgent(value['agent']) &&
    [value['createdAt'], value['updatedAt']].every(isMoment) &&
    [value['isPinned'], value['isHandedOver'], value['isFailed']].every(isBoolean) &&
    [value['turnCount'], value['lineCount']].every(isCount) &&
    Array.isArray(branches) &&
    branches.every(isBranch) &&
    new Set(branches.map(({ id }) => id)).size === branches.length &&
    branches.some(({ id }) => id === activeBranch)
  );
}

/** The record of a file whose header is known; undefined when a line is damaged or missing. */
export function readRecord(
  summary: ConversationSummary,
  lines: Iterable<string>,
): ConversationRecord | undefined {
  const turns = new Map<number, Turn[]>(summary.branches.map(({ id }) => [id, []]));
  const ids = new Set<number>();
  const entries: RecordingEntry[] = [];
  let count = 0;
  for (const line of lines) {
    const value = parseJson(line);
    count += 1;
    if (isRecord(value) && value['entry'] !== undefined) {
      const { entry } = value;
      if (!isRecordingEntry(entry) || (mayBeTooDeep(line.length) && isTooDeep(entry)))
        return undefined;
      entries.push(entry);
      continue;
    }
    const branch = isRecord(value) ? turns.get(Number(value['branch'])) : undefined;
    const turn = isRecord(value) ? readTurn(value['turn']) : undefined;
    if (!branch || !turn || ids.has(turn.id)) return undefined;
    branch.push(turn);
    ids.add(turn.id);
  }
  if (count !== summary.lineCount) return undefined;
  const { id, givenTitle, agent, createdAt, activeBranch } = summary;
  const branches = summary.branches.map((branch) => ({
    ...branch,
    turns: turns.get(branch.id) ?? [],
  }));
  return {
    id,
    ...(givenTitle !== undefined && { givenTitle }),
    agent,
    createdAt,
    activeBranch,
    branches,
    entries,
  };
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isBranch(value: unknown): value is Branch {
  if (!isRecord(value)) return false;
  const { id, parentId, forkedAfter } = value;
  return isCount(id) && [parentId, forkedAfter].every((one) => one === undefined || isCount(one));
}

function isAgent(value: unknown): value is Agent {
  if (!isRecord(value)) return false;
  const { name, businessId, agentId, baseUrl, clientKey, markup, greeting } = value;
  if (![name, businessId, agentId, baseUrl, clientKey].every(isFilledString)) return false;
  if (!markups.some((known) => markup === undefined || markup === known)) return false;
  const origin = normalizeBaseUrl(String(baseUrl), { allowHttp: true });
  const isOrigin = origin.type === 'done' && origin.value === baseUrl;
  return isOrigin && (greeting === undefined || isString(greeting));
}
