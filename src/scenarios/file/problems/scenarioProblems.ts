import { Script } from 'node:vm';
import parseJsonPath from 'jsonpath-rfc9535/parser';
import { checkInputEvents } from '../../../agentGraph/wire/requests.ts';
import { failureCause } from '../../../shared/failure/describeFailure.ts';
import { isRecord } from '../../../shared/guards.ts';
import { t } from '../../../shared/l10n.ts';
import { hideKeyShapes } from '../../../shared/masking/keyShapes.ts';
import { parsePassRate } from '../passRate.ts';
import type { Expectation, Scenario, TextPattern, TurnAction } from '../scenario.ts';
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
  const problems: DocumentProblem[] = [];
  const add: Add = (path, message, isKey = false) => problems.push({ path, isKey, message });
  const { env, turns, expect, knownFailure } = scenario;
  checkHeader(document, add);
  checkNames(scenario, add);
  checkLastDay(knownFailure?.until, add);
  for (const [index, { name }] of env.entries()) {
    const message = t("{0} is an API key, which scenarios can't use. Remove it.", name);
    // Everything in a turn is sent to the agent and written into reports.
    if (/^SOFIA_API_KEY/i.test(name)) add(['env', index], message);
  }
  for (const [turn, { action, expect: expected }] of turns.entries()) {
    checkAction(action, turn, add);
    for (const [index, one] of expected.entries())
      checkExpectation(one, ['turns', turn, 'expect', index], false, add);
  }
  for (const [index, one] of expect.entries()) checkExpectation(one, ['expect', index], true, add);
  return [...problems, ...referenceProblems(document, scenario)];
}

/** Notes a problem of the value at the path, or of its key. */
type Add = (path: Path, message: string, isKey?: boolean) => void;

/** `until` must be a day of the calendar. */
function checkLastDay(until: string | undefined, add: Add): void {
  if (until === undefined) return;
  const day = new Date(`${until}T00:00:00Z`);
  const isDay = !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(until);
  if (!isDay)
    add(
      ['knownFailure', 'until'],
      t('It must be a valid date in the format YYYY-MM-DD, for example 2026-12-31.'),
    );
}

function checkHeader({ passRate, repeat }: Readonly<Record<string, unknown>>, add: Add): void {
  if (typeof passRate !== 'string' && typeof passRate !== 'number') return;
  const rate = parsePassRate(passRate);
  if (!rate)
    return add(
      ['passRate'],
      t("The pass rate must be greater than 0 and can't exceed 100% of the runs."),
    );
  if (rate.of === undefined || typeof repeat !== 'number' || rate.of === repeat) return;
  const numbers = { of: String(rate.of), repeat: String(repeat) };
  add(
    ['passRate'],
    t('The pass rate is based on {of} runs, but "repeat" is {repeat}. Remove "repeat".', numbers),
  );
}

/** Scripts cannot have variables with these names: JavaScript does not let them be redefined. */
const fixedNames: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);

function checkNames({ variables, data }: Scenario, add: Add): void {
  const paths = [
    ...Object.keys(variables).map((name) => ['variables', name]),
    ...data.flatMap((row, index) => Object.keys(row).map((name) => ['data', index, name])),
  ];
  for (const path of paths) {
    const name = String(path.at(-1));
    if (!fixedNames.has(name)) continue;
    const message = t(
      "{0} is a built-in JavaScript value, so scripts couldn't read yours. Choose another name.",
      name,
    );
    add(path, message, true);
  }
}

function checkAction(action: TurnAction, turn: number, add: Add): void {
  const path = ['turns', turn, action.type];
  switch (action.type) {
    case 'say': {
      const message = t(
        "This looks like an API key. Don't store API keys in files. Enter the key in VS Code, or set SOFIA_API_KEY.",
      );
      return hideKeyShapes(action.text) === action.text ? undefined : add(path, message);
    }
    case 'press':
    case 'choose': {
      const message = t('Nothing is shown before the first turn. Start with "say".');
      if (turn === 0) return add(path, message, true);
      const { choice } = action;
      return typeof choice === 'string'
        ? checkPatterns(choice, path, add)
        : checkPatterns(choice.text, [...path, 'text'], add);
    }
    case 'send': {
      const checked = checkInputEvents(action.events);
      if (checked.type === 'failed') add(path, failureCause(checked.failure));
      return;
    }
    default:
      return;
  }
}

function checkExpectation(
  expectation: Expectation,
  at: Path,
  isOnConversation: boolean,
  add: Add,
): void {
  const path = [...at, expectation.kind];
  const onlyOnConversation = (name: string) =>
    add(
      [...path, name],
      t(
        '"{0}" applies to the whole conversation. Move it to the scenario\'s own "expect", next to "turns".',
        name,
      ),
      true,
    );
  switch (expectation.kind) {
    case 'text': {
      const { value } = expectation;
      if (typeof value === 'string') return checkPatterns(value, path, add);
      if (value.raw !== undefined && Object.keys(value).length === 1)
        add(path, t('There\'s no text to compare. Add "contains".'));
      checkRegex(value.matches, [...path, 'matches'], add);
      for (const key of ['contains', 'containsAny', 'not'] as const)
        checkPatterns(value[key], [...path, key], add);
      return;
    }
    case 'suggestions':
    case 'buttons':
    case 'rows':
      checkRange(expectation.value.count, [...path, 'count'], add);
      return checkPatterns(expectation.value.include, [...path, 'include'], add);
    case 'messages':
      return checkRange(expectation.value, path, add);
    case 'products':
      checkRange(expectation.value.count, [...path, 'count'], add);
      return checkRange(expectation.value.price, [...path, 'price'], add);
    case 'handover': {
      const { value } = expectation;
      if (typeof value === 'string') return;
      if (value.within !== undefined && !isOnConversation) onlyOnConversation('within');
      return checkPatterns(value.reason, [...path, 'reason'], add);
    }
    case 'latency': {
      const { percentile, firstByteMs, totalMs } = expectation.value;
      if (percentile === undefined) return;
      if (!isOnConversation) return onlyOnConversation('percentile');
      if (firstByteMs === undefined && totalMs === undefined)
        add(path, t("There's no time limit. Add totalMs or firstByteMs."));
      return;
    }
    case 'jsonPath': {
      const { path: jsonPath, contains, matches, count } = expectation.value;
      checkJsonPath(jsonPath, [...path, 'path'], add);
      checkRange(count, [...path, 'count'], add);
      checkPatterns(contains, [...path, 'contains'], add);
      return checkRegex(matches, [...path, 'matches'], add);
    }
    case 'jsonSchema': {
      const message = t('The schema refers to itself endlessly. Remove this reference.');
      for (const inner of endlessReferences(expectation.value.schema))
        add([...path, 'schema', ...inner], message);
      return;
    }
    case 'script': {
      const { value } = expectation;
      return typeof value === 'string'
        ? checkScript(value, path, add)
        : checkScript(value.expression, [...path, 'expression'], add);
    }
    default:
      return;
  }
}

/** Checks a pattern or a list of them, if there is one. */
function checkPatterns(
  patterns: TextPattern | readonly TextPattern[] | undefined,
  path: Path,
  add: Add,
): void {
  if (typeof patterns !== 'string') {
    for (const [index, one] of (patterns ?? []).entries())
      checkPatterns(one, [...path, index], add);
  } else if (parsePattern(patterns).type === 'regex') checkRegex(patterns, path, add);
}

function checkRegex(text: string | undefined, path: Path, add: Add): void {
  const problem = text === undefined ? undefined : regexProblem(parseRegex(text));
  if (problem !== undefined) add(path, t('Invalid regular expression: {0}.', problem));
}

function checkRange(range: unknown, path: Path, add: Add): void {
  if (!isRecord(range)) return;
  const { min, max } = range;
  if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return;
  const bounds = { min: String(min), max: String(max) };
  add(path, t('min is {min} and max is {max}: nothing can be both. Swap them.', bounds));
}

function checkJsonPath(text: string, path: Path, add: Add): void {
  try {
    parseJsonPath(text);
  } catch (error) {
    const example = '$[*].recommendationEvent.products[*].price';
    if (error instanceof RangeError) add(path, nestedTooDeeply());
    else add(path, t('Invalid JSONPath (RFC 9535). Valid example: {0}', example));
  }
}

function nestedTooDeeply(): string {
  return t('This is nested too deeply. Simplify it.');
}

function checkScript(expression: string, path: Path, add: Add): void {
  try {
    // As it will run: it may use `await`.
    new Script(`(async () => (${expression}\n))`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof RangeError) add(path, nestedTooDeeply());
    else add(path, t('Invalid JavaScript expression: {0}.', reason));
  }
}
