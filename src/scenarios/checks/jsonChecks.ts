import { compactJson } from '../../shared/json/compactJson.ts';
import { indentJson } from '../../shared/json/indentJson.ts';
import { textAt } from '../../shared/json/jsonIndex.ts';
import { t } from '../../shared/l10n.ts';
import { parsePattern, parseRegex } from '../file/textPattern.ts';
import { checkRegex } from '../judgement/judgements.ts';
import type { Comparison, Comparisons } from '../judgement/work.ts';
import { type Check, quote, verdict } from './check.ts';
import { countVerdict } from './eventChecks.ts';
import { withInexact } from './sentNumbers.ts';

/** The title of a comparison with a value, and what it wants in words. */
const sentences: {
  readonly [C in Comparison]: (
    value: string,
    path: string,
  ) => readonly [title: string, words: string];
} = {
  equals: (value, path) => [
    t('every value at {path} is {value}', { path, value }),
    t('is {0}', value),
  ],
  not: (value, path) => [
    t('no value at {path} is {value}', { path, value }),
    t('is not {0}', value),
  ],
  min: (min, path) => [
    t('every value at {path} is at least {min}', { path, min }),
    t('is at least {0}', min),
  ],
  max: (max, path) => [
    t('every value at {path} is at most {max}', { path, max }),
    t('is at most {0}', max),
  ],
  contains: (text, path) => [
    t('every value at {path} contains {text}', { path, text }),
    t('contains {0}', text),
  ],
  matches: (regex, path) => [
    t('every value at {path} matches {regex}', { path, regex }),
    t('matches {0}', regex),
  ],
};

/** Values anywhere in the events as they arrived. */
export const checkJsonPath: Check<'jsonPath'> = async (value, { answer }, { judgements }) => {
  const { path, exists, count, ...wanted } = value;
  const compared = (Object.keys(sentences) as Comparison[])
    .filter((name) => name in wanted)
    .map((name) => [name, ...sentences[name](wantedText(name, wanted), path)] as const);
  const events = `[${answer.events.map(({ rawText }) => rawText).join(',')}]`;
  const { count: found, actual, unmet } = await judgements.jsonPath(events, path, wanted);
  const verdicts = count === undefined ? [] : [countVerdict(count, found, path, 'count')];
  const add = (field: string, title: string, isMet: boolean, message: string, expected: string) =>
    verdicts.push(verdict(title, isMet, () => ({ message, expected, actual: actual.text }), field));
  if (exists === false) {
    const message = withInexact(t('Values found: {0}.', String(found)), actual.inexact);
    add('exists', t("there's no value at {0}", path), found === 0, message, '');
  } else if (exists || (compared.length === 0 ? count === undefined : found === 0))
    add('path', t("there's a value at {0}", path), found > 0, t('No value was found.'), path);
  if (found === 0) return verdicts;
  for (const [name, title, words] of compared) {
    const { text, inexact } = unmet[name] ?? { text: '', inexact: [] };
    add(name, title, !(name in unmet), withInexact(t('Unexpected: {0}.', text), inexact), words);
  }
  return verdicts;
};

/** A wanted value as sentences quote it. Throws `Unjudgeable` for an invalid pattern. */
function wantedText(
  name: Comparison,
  { contains = '', matches = '', ...values }: Comparisons,
): string {
  if (name === 'contains') {
    const pattern = parsePattern(contains);
    if (pattern.type === 'regex') checkRegex(pattern);
    return quote(contains);
  }
  if (name !== 'matches') return JSON.stringify(values[name]) ?? 'nothing';
  const pattern = parseRegex(matches);
  checkRegex(pattern);
  return `/${pattern.source}/${pattern.flags}`;
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
    const message = t("The response doesn't contain this event.");
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
