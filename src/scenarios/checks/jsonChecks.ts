import { compactJson } from '../../shared/json/compactJson.ts';
import { indentJson } from '../../shared/json/indentJson.ts';
import { textAt } from '../../shared/json/jsonIndex.ts';
import { t } from '../../shared/l10n.ts';
import { parsePattern, parseRegex } from '../file/textPattern.ts';
import { checkRegex } from '../judgement/judgements.ts';
import type { Comparison, Comparisons } from '../judgement/work.ts';
import { type Check, quote, verdict, type Verdict } from './check.ts';
import { countVerdict } from './eventChecks.ts';
import { withInexact } from './sentNumbers.ts';

/** A comparison in words. */
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

/** Values anywhere in the events as they arrived. */
export const checkJsonPath: Check<'jsonPath'> = async (value, { answer }, { judgements }) => {
  const { path, exists, count, ...wanted } = value;
  const compared = (Object.keys(comparisons) as Comparison[])
    .filter((name) => name in wanted)
    .map((name) => ({ name, ...compare(name, wanted) }));
  const events = `[${answer.events.map(({ rawText }) => rawText).join(',')}]`;
  const { count: found, actual: sent, unmet } = await judgements.jsonPath(events, path, wanted);
  const actual = sent.text;
  const verdicts: Verdict[] = [];
  if (count !== undefined) verdicts.push(countVerdict(count, found, path, 'count'));
  if (exists === false) {
    verdicts.push(
      verdict(
        t('nothing is at {0}', path),
        found === 0,
        () => ({
          message: withInexact(t('{0} values are there.', String(found)), sent.inexact),
          expected: '',
          actual,
        }),
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
    const others = unmet[name] ?? { text: '', inexact: [] };
    verdicts.push(
      verdict(
        title(path),
        !(name in unmet),
        () => ({
          message: withInexact(t('Not so: {0}.', others.text), others.inexact),
          expected: words,
          actual,
        }),
        name,
      ),
    );
  }
  return verdicts;
};

/** A value of the scenario on one line; "nothing" if it is not JSON. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

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
  const texts = events.map(({ rawText }) => textAt(rawText, [kind]) ?? rawText);
  const name = typeof schema === 'string' ? schema : kind;
  const judged = await judgements.schema(content, texts, name);
  if (events.length === 0) {
    const message = t('The answer has none.');
    return [verdict(t('the agent sends {0}', kind), false, () => ({ message }), 'event')];
  }
  return texts.map((text, index) => {
    const { problems = [], inexact = [] } = judged[index] ?? {};
    const which = events.length === 1 ? kind : `${kind} ${index + 1}`;
    return verdict(t('{0} matches its schema', which), problems.length === 0, () => ({
      message: withInexact(`${problems.join('; ')}.`, inexact),
      expected: problems.join('\n'),
      actual: indentJson(compactJson(text)),
    }));
  });
};
