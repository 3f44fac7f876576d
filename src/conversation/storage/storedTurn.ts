import { decodeElement } from '../../agentGraph/wire/decodeElement.ts';
import { isTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { checkInputEvents } from '../../agentGraph/wire/requests.ts';
import { compact } from '../../shared/compact.ts';
import {
  hasShape,
  isCount,
  isFilledString,
  isNonNegative,
  isRecord,
  isString,
  oneOf,
  optional,
  parseJson,
  shaped,
} from '../../shared/guards.ts';
import type { Turn, TurnItem } from '../../shared/model.ts';
import { isFailure } from '../../shared/failure/failure.ts';

/** The latest time that a Date can hold, in milliseconds since the epoch. */
const lastMoment = 8.64e15;

/** True for milliseconds since the epoch that a Date can hold. */
export function isMoment(value: unknown): value is number {
  return isCount(value) && value <= lastMoment;
}

/** A turn as JSON. Only an event's raw text is kept; reading decodes it again. */
export function serialiseTurn(turn: Turn): string {
  return JSON.stringify({ ...turn, items: turn.items.map(storeItem) });
}

function storeItem(item: TurnItem): unknown {
  if (item.type === 'failure') return { atMs: item.atMs, failure: item.failure };
  const { line, rawText, foreignSessionId, repeatedNames } = item.event;
  return {
    atMs: item.atMs,
    line,
    rawText,
    ...(foreignSessionId !== undefined && { foreignSessionId }),
    ...(repeatedNames && { repeatedNames }),
  };
}

const isStats = shaped({
  firstByteMs: optional(isNonNegative),
  totalMs: isNonNegative,
  bytes: isCount,
  lines: isCount,
  events: isCount,
});

const turnShape = {
  id: isCount,
  sentAt: isMoment,
  phase: oneOf('waiting', 'streaming', 'answered', 'stopped', 'failed', 'interrupted'),
  stats: optional(isStats),
  failure: optional(isFailure),
  sessionId: optional(isFilledString),
  agentId: optional(isFilledString),
};

/** The turn in a line of a file; undefined when any part of it is invalid. */
export function readTurn(value: unknown): Turn | undefined {
  if (!isRecord(value) || !hasShape(value, turnShape)) return undefined;
  const inputs = checkInputEvents(value['inputs']);
  const items = readItems(value['items']);
  if (inputs.type !== 'done' || !items) return undefined;
  const { id, sentAt, phase, stats, failure, sessionId, agentId } = value;
  const isReplay = value['isReplay'] === true || undefined;
  return compact({
    ...{ id, inputs: inputs.value, sentAt, phase, items },
    ...{ stats, failure, sessionId, agentId, isReplay },
  });
}

function readItems(value: unknown): readonly TurnItem[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: TurnItem[] = [];
  for (const stored of value) {
    const read = readItem(stored);
    if (!read) return undefined;
    items.push(...read);
  }
  return items;
}

function readItem(value: unknown): readonly TurnItem[] | undefined {
  if (!isRecord(value)) return undefined;
  const { atMs, line, failure, foreignSessionId, repeatedNames } = value;
  if (!isNonNegative(atMs)) return undefined;
  if (isFailure(failure)) return [{ type: 'failure', atMs, failure }];
  const text = rawTextOf(value);
  if (!isCount(line) || text === undefined) return undefined;
  const origin = {
    line,
    ...(isFilledString(foreignSessionId) && { foreignSessionId }),
    ...(Array.isArray(repeatedNames) && repeatedNames.every(isString) && { repeatedNames }),
  };
  return decodeElement(text, origin)?.map((event) => ({ type: 'event', atMs, event }));
}

/** Files of formats 1 and 2 have a value in place of its text. */
function rawTextOf({ rawText, raw }: Readonly<Record<string, unknown>>): string | undefined {
  if (isString(rawText)) return parseJson(rawText) === undefined ? undefined : rawText;
  return raw === undefined || isTooDeep(raw) ? undefined : JSON.stringify(raw);
}
