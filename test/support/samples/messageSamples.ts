import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Typed } from '../../../src/shared/guards.ts';
import {
  messageParser,
  type MessageGuards,
  type MessageOf,
} from '../../../src/shared/protocol/messageParser.ts';

interface Message {
  readonly type: string;
}

type Fields<M extends Message> = Omit<M, 'type'>;
type AtLeastOne<T> = readonly [T, ...T[]];

/** Stands for a field that is not there. */
export const missing = Symbol('missing');

/** A field that must be there has a sample without it. */
type BadValues<M, F extends keyof M> =
  M extends Required<Pick<M, F>>
    ? readonly [typeof missing, unknown, ...unknown[]]
    : AtLeastOne<unknown>;

/** Samples of each message; a message or a field that is forgotten does not compile. */
export type MessageSamples<M extends Message> = {
  readonly [K in M['type']]: {
    /** The first one is what `bad` is put into; each field is in one of them. */
    readonly good: AtLeastOne<MessageOf<M, K>>;
    /** Values that the field must not have. */
    readonly bad: {
      readonly [F in keyof Fields<MessageOf<M, K>>]-?: BadValues<MessageOf<M, K>, F>;
    };
  };
};

/** Keys as JSON brings them: own ones, whatever they are called. */
const hostileKeys: unknown = JSON.parse('{"__proto__":{"turnId":1},"constructor":1}');
const wrongForAll = [null, true, [], {}, hostileKeys, Symbol.iterator, () => true] as const;

/** No text that names a turn, a branch, a row or anything else that is counted from 0. */
export const wrongCounts: AtLeastOne<unknown> = [
  ...wrongForAll,
  ...[-1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, '', '1', '__proto__', [1], 1n, new Number(1)],
];
export const notCounts = [missing, ...wrongCounts] as const;

/** No text, or one that is longer than the limit. */
export function notTexts(maxLength: number): readonly [typeof missing, ...AtLeastOne<unknown>] {
  const tooLong = 'x'.repeat(maxLength + 1);
  return [missing, ...wrongForAll, 0, NaN, ['text'], new String('text'), tooLong];
}

/** None of the names that a field knows; `known` is one of them. */
export function notNames(known: string): readonly [typeof missing, ...AtLeastOne<unknown>] {
  const names = ['', ` ${known}`, known.toUpperCase(), 'constructor', 'toString', '__proto__'];
  return [missing, ...wrongForAll, 0, NaN, [known], 'workbench.action.quit', ...names];
}

type Parse = (value: unknown) => unknown;
type AnySamples = Readonly<
  Record<
    string,
    {
      readonly good: AtLeastOne<Message>;
      readonly bad: Readonly<Record<string, readonly unknown[]>>;
    }
  >
>;

function withField(message: Message, field: string, value: unknown): object {
  const { [field as 'type']: _, ...rest } = message;
  return value === missing ? rest : { ...rest, [field]: value };
}

/** The message with each bad value of each field, and two with a field that it does not have. */
function badMessages({ good: [whole], bad }: AnySamples[string]): readonly object[] {
  return [
    ...Object.entries(bad).flatMap(([field, values]) =>
      values.map((value) => withField(whole, field, value)),
    ),
    { ...whole, command: 'workbench.action.quit' },
    // As text, for in an object's literal it would be the prototype.
    JSON.parse(`{"__proto__":{},${JSON.stringify(whole).slice(1)}`) as object,
  ];
}

/** No message of anybody's. */
const garbage: readonly unknown[] = [
  ...[undefined, null, true, 0, NaN, '', 'ready', Symbol.iterator, () => ({ type: 'ready' })],
  ...[[], ['ready'], {}, { type: undefined }, { type: 7 }, { type: ['ready'] }, { Type: 'ready' }],
  ...[
    '',
    'Ready',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'x'.repeat(2 ** 20),
  ].map((type) => ({ type })),
  Object.create({ type: 'ready' }),
  Object.assign([], { type: 'ready' }),
];

/** What the parser takes and should not, or refuses and should not. */
function mistakes(parse: Parse, samples: AnySamples): readonly unknown[] {
  const all = Object.values(samples);
  return [
    ...all.flatMap(({ good }) => good.filter((message) => parse(message) !== message)),
    ...all.flatMap(badMessages).filter((message) => parse(message) !== undefined),
    ...garbage.filter((value) => parse(value) !== undefined),
  ];
}

/**
 * Holds a parser to its samples, and the samples to their purpose: with any one guard gone the same
 * samples would find it.
 */
export function testMessages<G extends MessageGuards>(
  guards: G,
  parse: (value: unknown) => Typed<G> | undefined,
  typed: MessageSamples<Typed<G>>,
): void {
  const samples: AnySamples = typed;
  const tables: Readonly<Record<string, object>> = guards;
  const entries = Object.entries(samples);

  test('whole messages pass as they are, and nothing else does', () => {
    assert.deepEqual(mistakes(parse, samples), []);
  });

  test('each field, one that may be missing too, is in a good sample', () => {
    for (const [type, { good, bad }] of entries) {
      for (const field of Object.keys(bad)) {
        const isThere = good.some((message) => Object.hasOwn(message, field));
        assert.ok(isThere, `${type}.${field}`);
      }
    }
  });

  test('a message whose guard says yes to everything is noticed', () => {
    for (const [type] of entries) {
      const mutant: Parse = (value) =>
        (value as Partial<Message> | null | undefined)?.type === type ? value : parse(value);
      assert.notDeepEqual(mistakes(mutant, samples), [], type);
    }
  });

  test('a field whose guard says yes to everything is noticed by each of its bad values', () => {
    for (const [type, sample] of entries) {
      for (const [field, values] of Object.entries(sample.bad)) {
        const mutant = messageParser({
          ...guards,
          [type]: { ...tables[type], [field]: () => true },
        });
        for (const value of values) {
          const message = withField(sample.good[0], field, value);
          assert.equal(mutant(message), message, `${type}.${field}: another guard refuses it`);
        }
      }
    }
  });

  test('no guard throws, whatever a page posts', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.anything({ withBigInt: true, withDate: true }));
    const almost = fc
      .constantFrom(...entries)
      .chain(([type, { good, bad }]) =>
        fc.tuple(
          fc.constantFrom(...good, { type }),
          fc.dictionary(fc.constantFrom(...Object.keys(bad), '__proto__'), anything),
        ),
      )
      .map(([message, fields]) => ({ ...message, ...fields }));
    fc.assert(
      fc.property(fc.oneof(almost, anything), (value) => {
        const message: unknown = parse(value);
        assert.ok(message === undefined || message === value);
      }),
      { numRuns: 2_000 },
    );
  });
}
