import { compact } from '../../shared/compact.ts';
import { maskValue } from '../../shared/masking/maskJson.ts';
import type { TurnStats } from '../../shared/model.ts';
import {
  asText,
  lookUpAll,
  MissingReference,
  rootOf,
  type PathFinder,
  type Scope,
} from '../file/templates.ts';
import type { Path } from '../file/yaml/yamlPositions.ts';
import type { Expectation, ExpectationKind, ExpectationValues } from '../file/scenario.ts';
import { expectationErrors } from '../file/problems/scenarioSchema.ts';
import { schemaProblems } from '../file/problems/schemaProblems.ts';
import { maskCheck } from '../run/maskResult.ts';
import type { CheckResult } from '../run/results.ts';
import { checkAsks } from './text/asksCheck.ts';
import { checkBaseline } from './checkBaseline.ts';
import { checkChannel } from './checkChannel.ts';
import type { Check, CheckServices, CheckSubject, Verdict } from './check.ts';
import {
  AnswerLacks,
  NotJudgedHere,
  problemSentence,
  RunIsOver,
  Unjudgeable,
} from '../judgement/unjudgeable.ts';
import { checkButtons, checkRows, checkSuggestions } from './choiceChecks.ts';
import {
  checkEvents,
  checkMalformedLines,
  checkMessages,
  checkUnknownEvents,
} from './eventChecks.ts';
import { checkGrounded } from './products/groundedCheck.ts';
import { checkHandover } from './checkHandover.ts';
import { checkJsonPath, checkJsonSchema } from './jsonChecks.ts';
import { checkLanguage } from './text/languageCheck.ts';
import { checkLatency, latencyVerdicts } from './latencyCheck.ts';
import { checkLinks } from './text/checkLinks.ts';
import { checkProducts } from './products/checkProducts.ts';
import { checkRepeatsItself } from './text/checkRepeatsItself.ts';
import { resolveExpectation } from './resolveExpectation.ts';
import { checkScript, scriptTitle } from './scriptCheck.ts';
import { checkText } from './text/checkText.ts';

const checks: { readonly [K in ExpectationKind]: Check<K> } = {
  text: checkText,
  language: checkLanguage,
  messages: checkMessages,
  events: checkEvents,
  products: checkProducts,
  suggestions: checkSuggestions,
  buttons: checkButtons,
  rows: checkRows,
  handover: checkHandover,
  latency: checkLatency,
  unknownEvents: checkUnknownEvents,
  malformedLines: checkMalformedLines,
  jsonPath: checkJsonPath,
  jsonSchema: checkJsonSchema,
  script: checkScript,
  baseline: checkBaseline,
  channel: checkChannel,
  grounded: checkGrounded,
  links: checkLinks,
  repeatsItself: checkRepeatsItself,
  asks: checkAsks,
};

/** Judges expectations in order; `errored` if it cannot. Rejects only with `RunIsOver`. */
export async function judge(
  expectations: readonly Expectation[],
  subject: CheckSubject,
  scope: Scope,
  services: CheckServices,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const expectation of expectations)
    results.push(...(await judgeOne(expectation, subject, scope, services)));
  return results;
}

async function judgeOne(
  expectation: Expectation,
  subject: CheckSubject,
  scope: Scope,
  services: CheckServices,
): Promise<readonly CheckResult[]> {
  const { variables: own, turns, secrets } = subject;
  /** Everything besides the responses that the sentences could quote. */
  const written: unknown[] = [withoutNames(expectation)];
  try {
    const value = await resolvedValue(expectation, scope, own, services.judgements);
    written.push(withoutNames({ kind: expectation.kind, value }));
    const check = checks[expectation.kind] as Check<ExpectationKind>;
    const verdicts = await check(value, subject, {
      ...services,
      readJson: async (path) => {
        const content = await services.readJson(path);
        // As text, so that its depth does not matter.
        written.push(JSON.stringify(content));
        return content;
      },
      readAnswers: async (path) => maskValue(await services.readAnswers(path), secrets),
    });
    return verdicts.map((one) => maskCheck(checkResult(expectation, one), written, secrets));
  } catch (error) {
    if (error instanceof RunIsOver) throw error;
    const { title, ...result } = unjudged(expectation, error);
    return [{ ...maskCheck({ ...result, title }, [written, own, turns], secrets), title }];
  }
}

/** The expectation's value without field names in a path: those are not secret. */
function withoutNames({ kind, value }: Pick<Expectation, 'kind' | 'value'>): unknown {
  if (kind !== 'jsonPath') return value;
  const { path, ...rest } = value as ExpectationValues['jsonPath'];
  const quotedOrName = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\.[a-z_]+(?![\w-])/gi;
  const values = path.replace(quotedOrName, (one) => (one.startsWith('.') ? '.' : one));
  return { ...rest, path: values };
}

/** Judges a percentile over the turns of all runs. Rejects only with `RunIsOver`. */
export async function judgePercentile(
  expectation: Extract<Expectation, { kind: 'latency' }>,
  stats: readonly (TurnStats | undefined)[],
  scope: Scope,
  { judgements }: CheckServices,
): Promise<readonly CheckResult[]> {
  try {
    const value = await resolvedValue(expectation, scope, scope, judgements);
    return latencyVerdicts(value, stats).map((one) => checkResult(expectation, one));
  } catch (error) {
    if (error instanceof RunIsOver) throw error;
    return [unjudged(expectation, error)];
  }
}

/**
 * The value with its references replaced; it must still match the schema. A number where text is
 * expected becomes text: a size 42 in the data is looked for as "42".
 */
async function resolvedValue<K extends ExpectationKind>(
  { kind, value }: { readonly kind: K; readonly value: ExpectationValues[K] },
  scope: Scope,
  own: Scope,
  paths: PathFinder,
): Promise<ExpectationValues[K]> {
  // Braces in a script are its own.
  if (kind === 'script' || !JSON.stringify(value).includes('{{')) return value;
  const found = await lookUpAll(value, scope, paths);
  const item: Partial<ExpectationValues> = {
    [kind]: resolveExpectation(kind, value, { found, own }),
  };
  for (const { path } of schemaProblems(item, expectationErrors(item))) writeAsText(item, path);
  const [problem] = schemaProblems(item, expectationErrors(item));
  if (!problem) return item[kind] as ExpectationValues[K];
  const message = `${problem.path.join('.')}: ${problem.message}`;
  // The author's values were checked on reading; only a value from a response can have a wrong
  // type.
  const isForeign = [...found.keys()].some((name) => !Object.hasOwn(own, rootOf(name)));
  throw isForeign ? new AnswerLacks(message) : new Unjudgeable(message);
}

function writeAsText(item: object, path: Path): void {
  const last = path.at(-1) ?? '';
  let values = item as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) values = values[step] as typeof values;
  const value = values[last];
  if (typeof value === 'number' || typeof value === 'boolean') values[last] = asText(value);
}

/** A verdict with the place of the expectation, or of one field of it, in the file. */
function checkResult(expectation: Expectation, verdict: Verdict): CheckResult {
  const { field = '', title, isMet, message, expected, actual } = verdict;
  const { isWarning, because, at, fieldsAt, elsewhere } = expectation;
  const { file = '', at: start, fieldsAt: others = {} } = elsewhere ?? {};
  return {
    status: isMet ? 'passed' : 'failed',
    isWarning,
    at: fieldsAt[field] ?? at.start,
    ...(start && { elsewhere: { file, at: others[field] ?? start } }),
    title,
    ...compact({ message, expected, actual, because }),
  };
}

/**
 * The result of an expectation that could not be judged. If the response lacks a value that the
 * expectation needs, the agent failed; anything else is an error.
 */
function unjudged(expectation: Expectation, error: unknown): CheckResult {
  const { kind, isWarning } = expectation;
  const isLacking = error instanceof MissingReference || error instanceof AnswerLacks;
  const title = kind === 'script' ? scriptTitle(expectation.value) : kind;
  const message = isLacking ? error.message : problemSentence(error);
  return {
    ...checkResult(expectation, { title, isMet: false, message }),
    status: isLacking ? 'failed' : 'errored',
    isWarning: isWarning || error instanceof NotJudgedHere,
  };
}
