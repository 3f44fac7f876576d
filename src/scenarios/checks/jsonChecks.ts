import { isRecord } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import { eventValue } from '../answer.ts';
import { parseRegex, parsePattern } from '../file/textPattern.ts';
import { checkRegex } from '../judgement/judgements.ts';
import type { Comparison, Comparisons } from '../judgement/work.ts';
import { inlineJson, shownJson } from '../shownJson.ts';
import { quote, verdict, type Check, type Verdict } from './check.ts';
import { countVerdict } from './countCheck.ts';

/** What a value must be, in words. */
interface Compared {
  readonly title: (path: string) => string;
  readonly words: string;
}

const comparisons: {
  readonly [C in Comparison]: (wanted: NonNullable<Comparisons[C]>) => Compared;
} = {
  equals: (wanted) => ({
    title: (path) => t('every value at {path} is {value}', { path, value: inlineJson(wanted) }),
    words: t('is {0}', inlineJson(wanted)),
  }),
  not: (wanted) => ({
    title: (path) => t('every value at {path} is not {value}', { path, value: inlineJson(wanted) }),
    words: t('is not {0}', inlineJson(wanted)),
  }),
  min: (wanted) => ({
    title: (path) => t('every value at {path} is at least {min}', { path, min: String(wanted) }),
    words: t('is at least {0}', String(wanted)),
  }),
  max: (wanted) => ({
    title: (path) => t('every value at {path} is at most {max}', { path, max: String(wanted) }),
    words: t('is at most {0}', String(wanted)),
  }),
  contains: (wanted) => {
    const pattern = parsePattern(wanted);
    if (pattern.type === 'regex') checkRegex(pattern);
    const text = quote(wanted);
    return {
      title: (path) => t('every value at {path} contains {text}', { path, text }),
      words: t('contains {0}', text),
    };
  },
  matches: (wanted) => {
    const pattern = parseRegex(wanted);
    checkRegex(pattern);
    const regex = `/${pattern.source}/${pattern.flags}`;
    return {
      title: (path) => t('every value at {path} matches {regex}', { path, regex }),
      words: t('matches {0}', regex),
    };
  },
};

/** Values anywhere in the events as they came. */
export const checkJsonPath: Check<'jsonPath'> = async (value, { answer }, { judgements }) => {
  const { path, exists, count, ...wanted } = value;
  const compared = (Object.keys(comparisons) as Comparison[])
    .filter((name) => name in wanted)
    .map((name) => ({ name, ...compare(name, wanted) }));
  const events = answer.events.map(eventValue);
  const { count: found, actual, unmet } = await judgements.jsonPath(events, path, wanted);
  const verdicts: Verdict[] = [];
  if (count !== undefined) verdicts.push(countVerdict(count, found, path, 'count'));
  if (exists === false) {
    verdicts.push(
      verdict(
        t('nothing is at {0}', path),
        found === 0,
        () => ({ message: t('{0} values are there.', String(found)), expected: '', actual }),
        'exists',
      ),
    );
  } else if (exists === true || (compared.length === 0 && count === undefined) || found === 0) {
    const isWanted = exists === true || compared.length > 0 || count === undefined;
    if (isWanted) {
      verdicts.push(
        verdict(
          t('something is at {0}', path),
          found > 0,
          () => ({ message: t('Nothing is there.'), expected: path, actual: '' }),
          'path',
        ),
      );
    }
  }
  if (found === 0) return verdicts;
  for (const { name, title, words } of compared) {
    const others = unmet[name] ?? '';
    verdicts.push(
      verdict(
        title(path),
        !(name in unmet),
        () => ({ message: t('Not so: {0}.', others), expected: words, actual }),
        name,
      ),
    );
  }
  return verdicts;
};

function compare<C extends Comparison>(name: C, wanted: Comparisons): Compared {
  return comparisons[name](wanted[name] as NonNullable<Comparisons[C]>);
}

/** The shape of every event of a kind. */
export const checkJsonSchema: Check<'jsonSchema'> = async (
  { event: kind, schema },
  { answer },
  { readJson, judgements },
) => {
  const content = typeof schema === 'string' ? await readJson(schema) : schema;
  const events = answer.events.filter((event) => event.kind === kind);
  const values = events.map((event) => {
    const value = eventValue(event);
    return isRecord(value) ? value[kind] : value;
  });
  const name = typeof schema === 'string' ? schema : kind;
  const problems = await judgements.schema(content, values, name);
  if (events.length === 0) {
    const message = t('The answer has none.');
    return [verdict(t('the agent sends {0}', kind), false, () => ({ message }), 'event')];
  }
  return values.map((value, index) => {
    const errors = problems[index] ?? [];
    const which = events.length === 1 ? kind : `${kind} ${index + 1}`;
    return verdict(t('{0} matches its schema', which), errors.length === 0, () => ({
      message: `${errors.join('; ')}.`,
      expected: errors.join('\n'),
      actual: shownJson(value),
    }));
  });
};
