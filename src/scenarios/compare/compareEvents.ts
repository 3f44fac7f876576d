import type { Difference, HandoverFacts } from '../../shared/comparison.ts';
import { eventContents, isEcho, type EventContent } from '../../shared/eventVisitor.ts';
import type { Failure } from '../../shared/failure/failure.ts';
import { isRecord } from '../../shared/guards.ts';
import { readExactly } from '../../shared/json/exactJson.ts';
import { t } from '../../shared/l10n.ts';
import type { Answer } from '../answer.ts';
import { type Gap, gapsOf, onlyIn } from './listDiff.ts';
import { sameText } from './wordDiff.ts';

/** Differences in the agent's texts: messages that are added, missing or changed. */
export function compareTexts(
  before: readonly string[],
  after: readonly string[],
): readonly Difference[] {
  return gapsOf(before, after, sameText)
    .flatMap(inPairs)
    .map((pair) => ({ type: 'text', ...pair }));
}

export function compareHandovers(
  before: readonly HandoverFacts[],
  after: readonly HandoverFacts[],
): readonly Difference[] {
  const [left, right] = [before.map(handoverFacts), after.map(handoverFacts)];
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
  return left.join('\n') === right.join('\n')
    ? []
    : [{ type: 'events', before: left, after: right }];
}

/** Images, locations, captions and unknown events, in words. */
export function compareOthers(before: Answer, after: Answer): readonly Difference[] {
  const [left, right] = [othersOf(before), othersOf(after)];
  return [
    ...onlyIn(left, right, sameText).map(
      (text) => ({ type: 'other', change: 'removed', text }) as const,
    ),
    ...onlyIn(right, left, sameText).map(
      (text) => ({ type: 'other', change: 'added', text }) as const,
    ),
  ];
}

export function compareFailures(
  before: readonly Failure[],
  after: readonly Failure[],
): readonly Difference[] {
  return [
    ...onlyIn(before, after, failureKey).map(
      (failure) => ({ type: 'failure', change: 'removed', failure }) as const,
    ),
    ...onlyIn(after, before, failureKey).map(
      (failure) => ({ type: 'failure', change: 'added', failure }) as const,
    ),
  ];
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
  const place = location && [
    location.name,
    location.address,
    location.latitude,
    location.longitude,
  ];
  return [
    ...(image ? [t('picture {0}', [image.url, image.caption].filter(Boolean).join(' '))] : []),
    ...(audio ? [t('voice note {0}', audio.url)] : []),
    ...(place ? [t('place {0}', place.filter((part) => part !== undefined).join(', '))] : []),
    ...(unknown ? [`${unknown.kind}: ${lastingJson(unknown.rawText)}`] : []),
  ];
}

function framesOf(content: EventContent): readonly string[] {
  const { form = '', header, footer, menuLabel, attachment, sections = [] } = content;
  const part = (text: string | undefined, words: (part: Part) => string): readonly string[] =>
    text ? [words({ form, text })] : [];
  return [
    ...part(header, (found) => t('header of {form}: {text}', found)),
    ...part(footer, (found) => t('footer of {form}: {text}', found)),
    ...part(menuLabel, (found) => t('menu of {form}: {text}', found)),
    ...part(attachment?.url, (found) =>
      t('{type} of {form}: {text}', { type: attachment?.type ?? '', ...found }),
    ),
    ...part(attachment?.caption, (found) => t('caption of {form}: {text}', found)),
    ...sections.flatMap(({ title }) =>
      part(title, (found) => t('section of {form}: {text}', found)),
    ),
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
