import { Script } from 'node:vm';
import parseJsonPath from 'jsonpath-rfc9535/parser';
import { checkInputEvents } from '../../../agentGraph/wire/requests.ts';
import { failureCause } from '../../../shared/failure/describeFailure.ts';
import { isRecord } from '../../../shared/guards.ts';
import { t } from '../../../shared/l10n.ts';
import { hideKeyShapes } from '../../../shared/masking/keyShapes.ts';
import { parsePassRate } from '../readScenario.ts';
import type { Expectation, Scenario } from '../scenario.ts';
import { parsePattern, parseRegex, regexProblem } from '../textPattern.ts';
import { endlessReferences } from '../yaml/endlessReferences.ts';
import type { Path } from '../yaml/yamlPositions.ts';
import { referenceProblems } from './referenceProblems.ts';
import type { DocumentProblem } from './schemaProblems.ts';

/** What the schema cannot express: values that match it but make no sense. */
export function scenarioProblems(
  document: Readonly<Record<string, unknown>>,
  scenario: Scenario,
): readonly DocumentProblem[] {
  return [
    ...headerProblems(document),
    ...nameProblems(scenario),
    ...untilProblems(scenario),
    ...scenario.env.flatMap(({ name }, index) => environmentProblems(name, index)),
    ...scenario.turns.flatMap(({ action, expect }, turn) => [
      ...actionProblems(action, turn),
      ...expect.flatMap((one, index) =>
        expectationProblems(one, ['turns', turn, 'expect', index], false),
      ),
    ]),
    ...scenario.expect.flatMap((one, index) => expectationProblems(one, ['expect', index], true)),
    ...referenceProblems(document, scenario),
  ];
}

/** `until` must be a day of the calendar. */
function untilProblems({ knownFailure }: Scenario): readonly DocumentProblem[] {
  const { until } = knownFailure ?? {};
  if (until === undefined) return [];
  const day = new Date(`${until}T00:00:00Z`);
  const isDay = !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(until);
  const message = t('It must be a day, written as 2026-12-31.');
  return isDay ? [] : [{ path: ['knownFailure', 'until'], message }];
}

function headerProblems({
  passRate,
  repeat,
}: Readonly<Record<string, unknown>>): readonly DocumentProblem[] {
  if (typeof passRate !== 'string' && typeof passRate !== 'number') return [];
  const rate = parsePassRate(passRate);
  if (!rate) {
    return [
      { path: ['passRate'], message: t('It must be above 0, and not more than all of them.') },
    ];
  }
  if (rate.of === undefined || typeof repeat !== 'number' || rate.of === repeat) return [];
  const message = t('It says {of} repeats, and repeat says {repeat}. Leave repeat out.', {
    of: String(rate.of),
    repeat: String(repeat),
  });
  return [{ path: ['passRate'], message }];
}

/** Scripts cannot have variables with these names: JavaScript does not let them be redefined. */
const fixedNames: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);

function nameProblems({ variables, data }: Scenario): readonly DocumentProblem[] {
  const names = [
    ...Object.keys(variables).map((name) => ({ name, path: ['variables', name] })),
    ...data.flatMap((row, index) =>
      Object.keys(row).map((name) => ({ name, path: ['data', index, name] })),
    ),
  ];
  return names
    .filter(({ name }) => fixedNames.has(name))
    .map(({ name, path }) => ({
      path,
      isKey: true,
      message: t(
        '{0} is a value of JavaScript itself, so that no script could read yours. Choose another name.',
        name,
      ),
    }));
}

/** Everything in a turn is sent to the agent and written into reports. */
function environmentProblems(name: string, index: number): readonly DocumentProblem[] {
  if (!/^SOFIA_API_KEY/i.test(name)) return [];
  const message = t('{0} is an API key, which no scenario can use. Leave it out.', name);
  return [{ path: ['env', index], message }];
}

function actionProblems(
  action: Scenario['turns'][number]['action'],
  turn: number,
): readonly DocumentProblem[] {
  const path = ['turns', turn, action.type];
  switch (action.type) {
    case 'say':
      return hideKeyShapes(action.text) !== action.text
        ? [
            {
              path,
              message: t(
                'This looks like an API key. Keys do not belong in files: enter it in VS Code, or set SOFIA_API_KEY.',
              ),
            },
          ]
        : [];
    case 'press':
    case 'choose': {
      if (turn === 0) {
        const message = t('Nothing was shown before the first turn. Begin with say.');
        return [{ path, isKey: true, message }];
      }
      const { choice } = action;
      const pattern = typeof choice === 'string' ? choice : choice.text;
      const place = typeof choice === 'string' ? path : [...path, 'text'];
      return pattern === undefined ? [] : patternProblems(pattern, place);
    }
    case 'send': {
      const checked = checkInputEvents(action.events);
      if (checked.type !== 'failed') return [];
      return [{ path, message: failureCause(checked.failure) }];
    }
    default:
      return [];
  }
}

function expectationProblems(
  expectation: Expectation,
  at: Path,
  isOnConversation: boolean,
): readonly DocumentProblem[] {
  const path = [...at, expectation.kind];
  switch (expectation.kind) {
    case 'text': {
      const { value } = expectation;
      if (typeof value === 'string') return patternProblems(value, path);
      const { raw, matches } = value;
      const message = t('There is no text to compare. Add contains.');
      return [
        ...(raw !== undefined && Object.keys(value).length === 1 ? [{ path, message }] : []),
        ...(matches === undefined ? [] : regexProblems(matches, [...path, 'matches'])),
        ...(['contains', 'containsAny', 'not'] as const).flatMap((key) => {
          const patterns = value[key] ?? [];
          return typeof patterns === 'string'
            ? patternProblems(patterns, [...path, key])
            : patterns.flatMap((one, index) => patternProblems(one, [...path, key, index]));
        }),
      ];
    }
    case 'suggestions':
    case 'buttons':
    case 'rows':
      return [
        ...rangeProblems(expectation.value.count, [...path, 'count']),
        ...(expectation.value.include ?? []).flatMap((one, index) =>
          patternProblems(one, [...path, 'include', index]),
        ),
      ];
    case 'messages':
      return rangeProblems(expectation.value, path);
    case 'products':
      return [
        ...rangeProblems(expectation.value.count, [...path, 'count']),
        ...rangeProblems(expectation.value.price, [...path, 'price']),
      ];
    case 'handover': {
      const { value } = expectation;
      if (typeof value === 'string') return [];
      return [
        ...(value.within !== undefined && !isOnConversation
          ? [onlyOnConversation([...path, 'within'])]
          : []),
        ...(value.reason === undefined ? [] : patternProblems(value.reason, [...path, 'reason'])),
      ];
    }
    case 'latency': {
      const { percentile, firstByteMs, totalMs } = expectation.value;
      if (percentile === undefined) return [];
      if (!isOnConversation) return [onlyOnConversation([...path, 'percentile'])];
      const message = t('There is no time. Add totalMs or firstByteMs.');
      return firstByteMs === undefined && totalMs === undefined ? [{ path, message }] : [];
    }
    case 'jsonPath': {
      const { path: jsonPath, contains, matches, count } = expectation.value;
      return [
        ...jsonPathProblems(jsonPath, [...path, 'path']),
        ...rangeProblems(count, [...path, 'count']),
        ...(contains === undefined ? [] : patternProblems(contains, [...path, 'contains'])),
        ...(matches === undefined ? [] : regexProblems(matches, [...path, 'matches'])),
      ];
    }
    case 'jsonSchema': {
      const { schema } = expectation.value;
      const message = t('The schema refers to itself without an end. Remove this reference.');
      return endlessReferences(schema).map((inner) => ({
        path: [...path, 'schema', ...inner],
        message,
      }));
    }
    case 'script': {
      const { value } = expectation;
      return typeof value === 'string'
        ? scriptProblems(value, path)
        : scriptProblems(value.expression, [...path, 'expression']);
    }
    default:
      return [];
  }
}

function onlyOnConversation(path: Path): DocumentProblem {
  const name = String(path.at(-1));
  const message = t('"{0}" is for the whole conversation. Move it to expect beside turns.', name);
  return { path, isKey: true, message };
}

function patternProblems(pattern: string, path: Path): readonly DocumentProblem[] {
  const parsed = parsePattern(pattern);
  return parsed.type === 'text' ? [] : problemOfRegex(regexProblem(parsed), path);
}

function regexProblems(text: string, path: Path): readonly DocumentProblem[] {
  return problemOfRegex(regexProblem(parseRegex(text)), path);
}

function problemOfRegex(problem: string | undefined, path: Path): readonly DocumentProblem[] {
  return problem === undefined
    ? []
    : [{ path, message: t('This is no regular expression: {0}.', problem) }];
}

function rangeProblems(range: unknown, path: Path): readonly DocumentProblem[] {
  if (!isRecord(range)) return [];
  const { min, max } = range;
  if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return [];
  const message = t('min is {min} and max is {max}: nothing can be both. Swap them.', {
    min: String(min),
    max: String(max),
  });
  return [{ path, message }];
}

function jsonPathProblems(text: string, path: Path): readonly DocumentProblem[] {
  try {
    parseJsonPath(text);
    return [];
  } catch (error) {
    if (error instanceof RangeError) return [{ path, message: nestedTooDeeply() }];
    const example = '$[*].recommendationEvent.products[*].price';
    return [{ path, message: t('This is no JSONPath (RFC 9535). For example: {0}', example) }];
  }
}

function nestedTooDeeply(): string {
  return t('This is nested too deeply. Make it simpler.');
}

function scriptProblems(expression: string, path: Path): readonly DocumentProblem[] {
  try {
    // As it will run: it may use `await`.
    new Script(`(async () => (${expression}\n))`);
    return [];
  } catch (error) {
    if (error instanceof RangeError) return [{ path, message: nestedTooDeeply() }];
    const reason = error instanceof Error ? error.message : String(error);
    return [{ path, message: t('This is no JavaScript expression: {0}.', reason) }];
  }
}
