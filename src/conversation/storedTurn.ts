import { decodeElement } from '../agentGraph/events.ts';
import { isTooDeep, mayBeTooDeep } from '../agentGraph/jsonDepth.ts';
import { checkInputEvents } from '../agentGraph/requests.ts';
import { isCount, isFilledString, isRecord } from '../shared/guards.ts';
import type { Turn, TurnItem, TurnPhase, TurnStats } from '../shared/model.ts';
import { hasShape, isAmount, isFailure } from '../shared/storedFailure.ts';

const phases: readonly TurnPhase[] = [
  'waiting',
  'streaming',
  'answered',
  'stopped',
  'failed',
  'interrupted',
];
/** The last moment that a Date can hold, in milliseconds since the epoch. */
const lastMoment = 8.64e15;

/** True for milliseconds since the epoch that a Date can hold. */
export function isMoment(value: unknown): value is number {
  return isCount(value) && value <= lastMoment;
}

/** A turn as JSON. Of its events only what came is kept; reading decodes it again. */
export function serialiseTurn(turn: Turn): string {
  return JSON.stringify({ ...turn, items: turn.items.map(storeItem) });
}

function storeItem(item: TurnItem): unknown {
  if (item.type === 'failure') return { atMs: item.atMs, failure: item.failure };
  const { line, raw, foreignSessionId } = item.event;
  return {
    atMs: item.atMs,
    line,
    raw,
    ...(foreignSessionId !== undefined && { foreignSessionId }),
  };
}

/** The turn that a line of a file holds; undefined when anything in it is not as it must be. */
export function readTurn(value: unknown, text: string): Turn | undefined {
  if (!isRecord(value)) return undefined;
  const { id, sentAt, phase, items, stats, failure, sessionId, agentId, isReplay } = value;
  const inputs = checkInputEvents(value['inputs']);
  const known = phases.find((name) => name === phase);
  if (!isCount(id) || !isMoment(sentAt) || !known || inputs.type !== 'done') return undefined;
  // Most lines are cleared as a whole; the limit is for what came, without the levels around it.
  const isSuspect = mayBeTooDeep(text.length) && isTooDeep(value);
  const read = readItems(items, (raw) => isSuspect && isTooDeep(raw));
  if (!read) return undefined;
  if (stats !== undefined && !isStats(stats)) return undefined;
  if (failure !== undefined && !isFailure(failure)) return undefined;
  const sent = [sessionId, agentId].filter((id) => id !== undefined);
  if (!sent.every(isFilledString)) return undefined;
  return {
    id,
    inputs: inputs.value,
    sentAt,
    phase: known,
    items: read,
    ...(stats && { stats }),
    ...(failure && { failure }),
    ...(isFilledString(sessionId) && { sessionId }),
    ...(isFilledString(agentId) && { agentId }),
    ...(isReplay === true && { isReplay }),
  };
}

type Check = (raw: unknown) => boolean;

function readItems(value: unknown, isDeep: Check): readonly TurnItem[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: TurnItem[] = [];
  for (const stored of value) {
    const read = readItem(stored, isDeep);
    if (!read) return undefined;
    items.push(...read);
  }
  return items;
}

function readItem(value: unknown, isDeep: Check): readonly TurnItem[] | undefined {
  if (!isRecord(value)) return undefined;
  const { atMs, line, raw, failure, foreignSessionId } = value;
  if (!isAmount(atMs)) return undefined;
  if (isFailure(failure)) return [{ type: 'failure', atMs, failure }];
  if (!isCount(line) || raw === undefined || isDeep(raw)) return undefined;
  const origin = { line, ...(isFilledString(foreignSessionId) && { foreignSessionId }) };
  return decodeElement(raw, origin).map((event) => ({ type: 'event', atMs, event }));
}

function isStats(value: unknown): value is TurnStats {
  const figures = { totalMs: isAmount, bytes: isCount, lines: isCount, events: isCount };
  if (!isRecord(value) || !hasShape(value, figures)) return false;
  return value['firstByteMs'] === undefined || isAmount(value['firstByteMs']);
}
