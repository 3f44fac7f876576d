import { query } from 'jsonpath-rfc9535';
import { t } from '../../shared/l10n.ts';
import type { AgentEvent } from '../../shared/model.ts';
import { type Answer, eventValue } from '../answer.ts';
import type { ExpectationKind } from '../file/scenario.ts';
import { parsePattern, plain } from '../file/textPattern.ts';
import {
  possible,
  type ProposedExpectation,
  type Proposals,
  quotedList,
} from './proposedExpectation.ts';

type Json = Parameters<typeof query>[0];

const maxTextLength = 200;

/**
 * Possible expectations of one value in a response. `path` is its place in its line, as the
 * inspector shows it; the expectations search the events of the whole response. Empty if the value
 * is not part of an event.
 */
export function valueProposals({ events }: Answer, line: number, path: string): Proposals {
  const place = /^\$(?:\.result|\.response)*\.responseEvents\[(\d+)\](.*)$/s.exec(path);
  const first = events.findIndex((event) => event.line === line);
  if (!place || first < 0) return [];
  const [, index, rest = ''] = place;
  // JSON writes half a surrogate pair like this, and a JSONPath cannot name one.
  if (rest.includes('\\ud')) return [];
  const all = events.map(eventValue) as Json;
  const exact = `$[${first + Number(index)}]${rest}`;
  // If only one event has such a value, the event's index may change next time.
  const anywhere = `$[*]${rest}`;
  const inAnswer = rest !== '' && query(all, anywhere).length === 1 ? anywhere : exact;
  const [value] = query(all, inAnswer);
  return value === undefined ? [] : proposalsFor(inAnswer, value);
}

function proposalsFor(path: string, value: unknown): Proposals {
  const of = (title: string, check: object) => possible(title, { jsonPath: { path, ...check } });
  const is = (shown: string) =>
    of(t('{path} is {value}', { path, value: shown }), { equals: value });
  const exists = of(t("There's a value at {0}", path), { exists: true });
  // A scenario could not hold this number exactly, either.
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return [exists];
  if (typeof value === 'number') {
    return [
      is(String(value)),
      of(t('{path} is at least {min}', { path, min: String(value) }), { min: value }),
      of(t('{path} is at most {max}', { path, max: String(value) }), { max: value }),
      exists,
    ];
  }
  if (typeof value === 'string' && value.length <= maxTextLength) {
    const isPhrase = plain(value) !== '' && parsePattern(value).type === 'text';
    const text = quotedList([value]);
    const contains = of(t('{path} contains {text}', { path, text }), { contains: value });
    return [is(text), ...(isPhrase ? [contains] : []), exists];
  }
  return typeof value === 'boolean' || value === null ? [is(String(value)), exists] : [exists];
}

const kinds: Readonly<Record<AgentEvent['type'], readonly ExpectationKind[]>> = {
  message: ['text', 'language', 'messages', 'grounded', 'asks'],
  recommendation: ['products', 'grounded'],
  suggestions: ['suggestions'],
  handover: ['handover'],
  interactive: ['buttons', 'rows', 'text'],
  unknown: ['unknownEvents', 'events'],
};

/** The expectations that concern this kind of event. */
export function relatedTo<T extends ProposedExpectation>(
  { type }: AgentEvent,
  proposals: readonly T[],
): readonly T[] {
  return proposals.filter(({ expectation }) => kinds[type].some((kind) => kind in expectation));
}
