import { isDeepStrictEqual } from 'node:util';
import { Ajv } from 'ajv';
import { isRecord } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import type { JsonPathExpectation } from '../file/scenario.ts';
import { queryJson } from '../file/queryJson.ts';
import { isFound, parsePattern, parseRegex } from '../file/textPattern.ts';
import { quote, Unjudgeable, verdict, type Check, type Verdict } from './check.ts';
import { countVerdict } from './countCheck.ts';

type Comparison = Exclude<keyof JsonPathExpectation, 'path' | 'exists' | 'count'>;

/** What a value must be, in words, and whether it is. */
interface Compared {
  readonly title: (path: string) => string;
  readonly words: string;
  readonly isMet: (value: unknown) => boolean;
}

const comparisons: {
  readonly [C in Comparison]: (wanted: NonNullable<JsonPathExpectation[C]>) => Compared;
} = {
  equals: (wanted) => ({
    title: (path) => t('every value at {path} is {value}', { path, value: inline(wanted) }),
    words: t('is {0}', inline(wanted)),
    isMet: (value) => isDeepStrictEqual(value, wanted),
  }),
  not: (wanted) => ({
    title: (path) => t('every value at {path} is not {value}', { path, value: inline(wanted) }),
    words: t('is not {0}', inline(wanted)),
    isMet: (value) => !isDeepStrictEqual(value, wanted),
  }),
  min: (wanted) => ({
    title: (path) => t('every value at {path} is at least {min}', { path, min: String(wanted) }),
    words: t('is at least {0}', String(wanted)),
    isMet: (value) => typeof value === 'number' && value >= wanted,
  }),
  max: (wanted) => ({
    title: (path) => t('every value at {path} is at most {max}', { path, max: String(wanted) }),
    words: t('is at most {0}', String(wanted)),
    isMet: (value) => typeof value === 'number' && value <= wanted,
  }),
  contains: (wanted) => {
    const pattern = parsePattern(wanted);
    const text = quote(wanted);
    return {
      title: (path) => t('every value at {path} contains {text}', { path, text }),
      words: t('contains {0}', text),
      isMet: (value) => isFound(pattern, asText(value)),
    };
  },
  matches: (wanted) => {
    const pattern = parseRegex(wanted);
    const regex = `/${pattern.source}/${pattern.flags}`;
    return {
      title: (path) => t('every value at {path} matches {regex}', { path, regex }),
      words: t('matches {0}', regex),
      isMet: (value) => isFound(pattern, asText(value)),
    };
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
        t('nothing is at {0}', path),
        found.length === 0,
        () => ({ message: t('{0} values are there.', String(found.length)), expected: '', actual }),
        'exists',
      ),
    );
  } else if (exists === true || (names.length === 0 && count === undefined) || found.length === 0) {
    const isWanted = exists === true || names.length > 0 || count === undefined;
    if (isWanted) {
      verdicts.push(
        verdict(
          t('something is at {0}', path),
          found.length > 0,
          () => ({ message: t('Nothing is there.'), expected: path, actual: '' }),
          'path',
        ),
      );
    }
  }
  if (found.length === 0) return verdicts;
  for (const name of names) {
    const { title, words, isMet } = compare(name, value);
    const others = () => found.filter((one) => !isMet(one)).map(inline);
    verdicts.push(
      verdict(
        title(path),
        found.every(isMet),
        () => ({ message: t('Not so: {0}.', others().join(', ')), expected: words, actual }),
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
    const message = t('There is none.');
    return [verdict(t('there is a {0}', kind), false, () => ({ message }), 'event')];
  }
  return events.map(({ raw }, index) => {
    const value = isRecord(raw) ? raw[kind] : raw;
    const isMet = validate(value);
    // The validator's own words, which are English.
    const errors = (validate.errors ?? []).map(
      ({ instancePath, message = '' }) => `${instancePath || 'the event'} ${message}`,
    );
    const which = events.length === 1 ? kind : `${kind} ${index + 1}`;
    return verdict(t('{0} matches its schema', which), isMet, () => ({
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
    throw new Unjudgeable(t('The schema cannot be used: {0}.', reason));
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
