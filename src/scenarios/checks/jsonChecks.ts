import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
import { isRecord } from '../../shared/guards.ts';
import type { JsonPathExpectation } from '../file/scenario.ts';
import { queryJson } from '../file/queryJson.ts';
import { isFound, parsePattern, parseRegex } from '../file/textPattern.ts';
import { quote, Unjudgeable, verdict, type Check, type Verdict } from './check.ts';
import { countVerdict } from './countCheck.ts';

type Comparison = Exclude<keyof JsonPathExpectation, 'path' | 'exists' | 'count'>;

/** What a value must be, in words, and whether it is. */
const comparisons: {
  readonly [C in Comparison]: (
    wanted: NonNullable<JsonPathExpectation[C]>,
  ) => readonly [words: string, isMet: (value: unknown) => boolean];
} = {
  equals: (wanted) => [`is ${inline(wanted)}`, (value) => isDeepStrictEqual(value, wanted)],
  not: (wanted) => [`is not ${inline(wanted)}`, (value) => !isDeepStrictEqual(value, wanted)],
  min: (wanted) => [
    `is at least ${wanted}`,
    (value) => typeof value === 'number' && value >= wanted,
  ],
  max: (wanted) => [
    `is at most ${wanted}`,
    (value) => typeof value === 'number' && value <= wanted,
  ],
  contains: (wanted) => {
    const pattern = parsePattern(wanted);
    return [`contains ${quote(wanted)}`, (value) => isFound(pattern, asText(value))];
  },
  matches: (wanted) => {
    const regex = parseRegex(wanted);
    return [`matches /${regex.source}/${regex.flags}`, (value) => isFound(regex, asText(value))];
  },
};

/** Values anywhere in the events as they came. */
export const checkJsonPath: Check<'jsonPath'> = (value, { answer }) => {
  const { path, exists, count } = value;
  const events = answer.events.map(({ raw }) => raw);
  const found = queryJson(events, path);
  const actual = found.map(pretty).join('\n');
  const names = (Object.keys(comparisons) as Comparison[]).filter((name) => name in value);
  const verdicts: Verdict[] = [];
  if (count !== undefined) verdicts.push(countVerdict(count, found.length, path, 'count'));
  if (exists === false) {
    verdicts.push(
      verdict(
        `nothing is at ${path}`,
        found.length === 0,
        () => ({ message: `${found.length} values are there.`, expected: '', actual }),
        'exists',
      ),
    );
  } else if (exists === true || (names.length === 0 && count === undefined) || found.length === 0) {
    const isWanted = exists === true || names.length > 0 || count === undefined;
    if (isWanted) {
      verdicts.push(
        verdict(
          `something is at ${path}`,
          found.length > 0,
          () => ({ message: 'Nothing is there.', expected: path, actual: '' }),
          'path',
        ),
      );
    }
  }
  if (found.length === 0) return verdicts;
  for (const name of names) {
    const [words, isMet] = compare(name, value);
    verdicts.push(
      verdict(
        `every value at ${path} ${words}`,
        found.every(isMet),
        () => ({
          message: `Not so: ${found
            .filter((one) => !isMet(one))
            .map(inline)
            .join(', ')}.`,
          expected: words,
          actual,
        }),
        name,
      ),
    );
  }
  return verdicts;
};

function compare<C extends Comparison>(name: C, value: JsonPathExpectation) {
  return comparisons[name](value[name] as NonNullable<JsonPathExpectation[C]>);
}

/** The shape of every event of a kind. */
export const checkJsonSchema: Check<'jsonSchema'> = async (
  { event: kind, schema },
  { answer },
  { readJson },
) => {
  const content = typeof schema === 'string' ? await readJson(schema) : schema;
  const validate = compile(content);
  const events = answer.events.filter((event) => event.kind === kind);
  if (events.length === 0) {
    return [verdict(`there is a ${kind}`, false, () => ({ message: 'There is none.' }), 'event')];
  }
  return events.map(({ raw }, index) => {
    const value = isRecord(raw) ? raw[kind] : raw;
    const isMet = validate(value);
    const errors = (validate.errors ?? []).map(
      ({ instancePath, message = '' }) => `${instancePath || 'the event'} ${message}`,
    );
    const which = events.length === 1 ? kind : `${kind} ${index + 1}`;
    return verdict(`${which} matches its schema`, isMet, () => ({
      message: `${errors.join('; ')}.`,
      expected: errors.join('\n'),
      actual: pretty(value),
    }));
  });
};

/** Patterns in a schema are searched with a time limit, as all patterns of a scenario are. */
const regExp = Object.assign(
  (source: string, flags: string) => {
    const shown = String(new RegExp(source, flags));
    const pattern = { type: 'regex', source, flags } as const;
    // The validator tells patterns apart by what they are as texts.
    return { test: (text: string) => isFound(pattern, text), toString: () => shown };
  },
  { code: 'new RegExp' },
);

function compile(schema: unknown) {
  try {
    // It would give a promise instead of an answer.
    if (isRecord(schema) && '$async' in schema) throw new Error('$async is not known');
    const ajv = new Ajv({ allErrors: true, strict: false, logger: false, code: { regExp } });
    return ajv.compile(schema as object);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unjudgeable(`The schema cannot be used: ${reason}.`);
  }
}

function inline(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

function pretty(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inline(value);
}
