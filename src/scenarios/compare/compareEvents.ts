import type { Difference, HandoverFacts } from '../../shared/compare/comparison.ts';
import { eventContents, isEcho, type EventContent } from '../../shared/eventVisitor.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { isRecord } from '../../shared/guards.ts';
import { readExactly } from '../../shared/json/exactJson.ts';
import { t } from '../../shared/l10n.ts';
import type { Answer } from '../answer.ts';
import { changesOf, type Gap, gapsOf } from './listDiff.ts';
import { sameText } from './wordDiff.ts';

/** Differences in the agent's texts: messages that are added, missing or changed. */
export function compareTexts(before: Answer, after: Answer): readonly Difference[] {
  return gapsOf(before.texts, after.texts, sameText)
    .flatMap(inPairs)
    .map((pair) => ({ type: 'text', ...pair }));
}

export function compareHandovers(before: Answer, after: Answer): readonly Difference[] {
  const [left, right] = [before.handovers.map(handoverFacts), after.handovers.map(handoverFacts)];
  return gapsOf(left, right, (one) => JSON.stringify(one))
    .flatMap(inPairs)
    .map((pair) => ({ type: 'handover', ...pair }));
}

/** A handover without the fields that differ each time. */
export function handoverFacts({ kind, triggered, reason }: HandoverFacts): HandoverFacts {
  return { kind, triggered, ...(reason !== undefined && { reason }) };
}

/** Kinds in order, without the customer's own words that the agent repeats. */
export function compareKinds(before: Answer, after: Answer): readonly Difference[] {
  const [left, right] = [kindsOf(before), kindsOf(after)];
  if (left.join('\n') === right.join('\n')) return [];
  return [{ type: 'events', before: left, after: right }];
}

/** Images, locations, captions and unknown events, in words. */
export function compareOthers(before: Answer, after: Answer): readonly Difference[] {
  const changes = changesOf(othersOf(before), othersOf(after), sameText);
  return changes.map(({ change, value }) => ({ type: 'other', change, text: value }));
}

export function compareFailures(before: Answer, after: Answer): readonly Difference[] {
  const changes = changesOf(before.failures, after.failures, failureKey);
  return changes.map(({ change, value }) => ({ type: 'failure', change, failure: value }));
}

/** Items at the same position of a gap count as one changed item. */
function inPairs<T>({ before, after }: Gap<T>): readonly { before?: T; after?: T }[] {
  const pairs: { before?: T; after?: T }[] = before.map((value) => ({ before: value }));
  for (const [index, value] of after.entries()) pairs[index] = { ...pairs[index], after: value };
  return pairs;
}

/** Keys of the events in order, without the customer's own words. */
export function kindsOf({ events }: Answer): readonly string[] {
  return events.filter((event) => !isEcho(event)).map(({ kind }) => kind);
}

/** Leaves out line numbers and times, which differ in each response. */
export function failureKey({ kind, status, code, cause }: Failure): string {
  const reason = cause && 'reason' in cause ? cause.reason : undefined;
  return JSON.stringify([kind, status, code, cause?.type, reason]);
}

/** Everything except texts, products and choices, in words. */
export function othersOf({ events }: Answer): readonly string[] {
  return events
    .filter((event) => !isEcho(event))
    .flatMap(eventContents)
    .flatMap((content) => [...mediaOf(content), ...framesOf(content)]);
}

function mediaOf({ image, audio, location, unknown }: EventContent): readonly string[] {
  const { name, address, latitude, longitude } = location ?? {};
  const place = [name, address, latitude, longitude].filter((part) => part !== undefined);
  return [
    ...(image ? [t('image {0}', [image.url, image.caption].filter(Boolean).join(' '))] : []),
    ...(audio ? [t('voice message {0}', audio.url)] : []),
    ...(location ? [t('location {0}', place.join(', '))] : []),
    ...(unknown ? [`${unknown.kind}: ${lastingJson(unknown.rawText)}`] : []),
  ];
}

function framesOf(content: EventContent): readonly string[] {
  const { form = '', header, footer, menuLabel, attachment, sections = [] } = content;
  const part = (text: string | undefined, words: (part: Part) => string): readonly string[] =>
    text ? [words({ form, text })] : [];
  const type = attachment?.type ?? '';
  return [
    ...part(header, (found) => t('{form} header: {text}', found)),
    ...part(footer, (found) => t('{form} footer: {text}', found)),
    ...part(menuLabel, (found) => t('{form} menu: {text}', found)),
    ...part(attachment?.url, (found) => t('{form} {type}: {text}', { type, ...found })),
    ...part(attachment?.caption, (found) => t('{form} caption: {text}', found)),
    ...sections.flatMap(({ title }) => part(title, (found) => t('{form} section: {text}', found))),
  ];
}

type Part = Readonly<Record<'form' | 'text', string>>;

const volatile =
  /^(?:id|uuid|(?:session|message|event|request|trace|conversation)(?:Id|_id)|time|timestamp|\w+(?:_at|At))$/u;

/** The same JSON with sorted keys and without IDs and times; numbers keep the digits sent. */
function lastingJson(text: string): string {
  return JSON.stringify(readExactly(text).value, (key, inner: unknown) => {
    if (volatile.test(key)) return undefined;
    if (!isRecord(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
