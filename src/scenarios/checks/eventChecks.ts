import type { Failure } from '../../shared/failure.ts';
import { verdict, type Check, type Verdict } from './check.ts';
import { countVerdict } from './countCheck.ts';

export const checkMessages: Check<'messages'> = (range, { answer }) => [
  countVerdict(range, answer.texts.length, 'messages'),
];

/** Which kinds of events came, and in which order. */
export const checkEvents: Check<'events'> = ({ present, absent, order }, { answer }) => {
  const kinds = answer.events.map(({ kind }) => kind);
  const actual = kinds.join('\n');
  const verdicts: Verdict[] = [
    ...(present ?? []).map((kind) =>
      verdict(
        `there is a ${kind}`,
        kinds.includes(kind),
        () => ({ message: 'There is none.', expected: kind, actual }),
        'present',
      ),
    ),
    ...(absent ?? []).map((kind) =>
      verdict(
        `there is no ${kind}`,
        !kinds.includes(kind),
        () => ({ message: 'There is one.', expected: `no ${kind}`, actual }),
        'absent',
      ),
    ),
  ];
  if (order) {
    verdicts.push(
      verdict(
        `events come in the order ${order.join(', ')}`,
        isSubsequence(order, kinds),
        () => ({ message: 'They do not.', expected: order.join('\n'), actual }),
        'order',
      ),
    );
  }
  return verdicts;
};

function isSubsequence(wanted: readonly string[], all: readonly string[]): boolean {
  let from = 0;
  return wanted.every((kind) => {
    const index = all.indexOf(kind, from);
    from = index + 1;
    return index >= 0;
  });
}

export const checkUnknownEvents: Check<'unknownEvents'> = (_, { answer }) => {
  const unknown = answer.events.filter(({ type }) => type === 'unknown').map(({ kind }) => kind);
  return [
    verdict('no unknown events', unknown.length === 0, () => ({
      message: `Agent Graph is not known to send: ${[...new Set(unknown)].join(', ')}.`,
      expected: '',
      actual: unknown.join('\n'),
    })),
  ];
};

export const checkMalformedLines: Check<'malformedLines'> = (_, { answer }) => {
  const lines = answer.failures.flatMap(lineText);
  return [
    verdict('no malformed lines', lines.length === 0, () => ({
      message: `${lines.length} of the answer's lines cannot be read.`,
      expected: '',
      actual: lines.join('\n'),
    })),
  ];
};

function lineText({ cause }: Failure): readonly string[] {
  return cause?.type === 'line' ? [`line ${cause.line} (${cause.reason}): ${cause.head}`] : [];
}
