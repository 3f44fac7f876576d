import { normalizeBaseUrl } from '../../agentGraph/http/baseUrl.ts';
import { isTooDeep, mayBeTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { isRecordingEntry } from '../../recordings/isRecordingEntry.ts';
import type { RecordingEntry } from '../../recordings/recording.ts';
import {
  hasShape,
  isBoolean,
  isCount,
  isFilledString,
  isRecord,
  isString,
  oneOf,
  optional,
  parseJson,
  shaped,
  type Shaped,
} from '../../shared/guards.ts';
import { compact } from '../../shared/compact.ts';
import type { Branch } from '../../shared/conversationInfo.ts';
import { type Agent, agentShape, markups } from '../../shared/agent.ts';
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

const isAgentLike = shaped({
  ...agentShape,
  baseUrl: isOrigin,
  markup: optional(oneOf(...markups)),
  greeting: optional(isString),
});

const isBranch = shaped({
  id: isCount,
  parentId: optional(isCount),
  forkedAfter: optional(isCount),
});

const summaryShape = {
  /** Changes each time the turns are written, so that a window notices another window's write. */
  revision: isFilledString,
  title: isString,
  givenTitle: optional(isString),
  /** The customer's last words, if they are not the title. */
  lastWords: optional(isString),
  agent: (value: unknown): value is Agent => isAgentLike(value),
  /** Milliseconds since the epoch. */
  createdAt: isMoment,
  /** When something was last said, in milliseconds since the epoch. */
  updatedAt: isMoment,
  isPinned: isBoolean,
  activeBranch: isCount,
  branches: (value: unknown): value is readonly Branch[] =>
    Array.isArray(value) && value.every(isBranch),
  /** Turns of the active branch. */
  turnCount: isCount,
  isHandedOver: isBoolean,
  /** True when the active branch's last turn failed. */
  isFailed: isBoolean,
  /** Lines after the header; a file with fewer was cut off. */
  lineCount: isCount,
};

/** The first line of a file: all that a list of conversations needs. */
export type ConversationSummary = Shaped<typeof summaryShape> & { readonly id: string };

/** The summary of a record; `revision` and `isPinned` are not part of the record. */
export function summariseConversation(
  record: ConversationRecord,
  { revision, isPinned }: Pick<ConversationSummary, 'revision' | 'isPinned'>,
): ConversationSummary {
  const { id, givenTitle, agent, createdAt, activeBranch, branches } = record;
  const all = branches.flatMap(({ turns }) => turns);
  const shown = shownTurns(record);
  const title = titleOf(givenTitle, shown);
  const lastWords = titleOf(undefined, shown.slice(-1));
  return compact({
    id,
    revision,
    title,
    givenTitle,
    lastWords: lastWords === '' || lastWords === title ? undefined : lastWords,
    agent,
    createdAt,
    updatedAt: all.reduce((latest, turn) => Math.max(latest, endOf(turn)), createdAt),
    isPinned,
    activeBranch,
    branches: branches.map(({ turns, ...branch }) => branch),
    turnCount: shown.length,
    isHandedOver: shown.flatMap(({ items }) => items).some(isHandover),
    isFailed: shown.at(-1)?.phase === 'failed',
    lineCount: all.length + record.entries.length,
  });
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
  if (!isRecord(value) || !formats.includes(value['format'])) return undefined;
  if (!hasShape(value, summaryShape)) return undefined;
  const ids = value.branches.map((branch) => branch.id);
  const isSound = new Set(ids).size === ids.length && ids.includes(value.activeBranch);
  return isSound ? { ...value, id } : undefined;
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
  return compact({ id, givenTitle, agent, createdAt, activeBranch, branches, entries });
}

function isOrigin(value: unknown): value is string {
  if (!isFilledString(value)) return false;
  const origin = normalizeBaseUrl(value, { allowHttp: true });
  return origin.type === 'done' && origin.value === value;
}
