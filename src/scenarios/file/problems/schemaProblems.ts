import { distance } from 'fastest-levenshtein';
import { isRecord, isString } from '../../../shared/guards.ts';
import { t } from '../../../shared/l10n.ts';
import { either } from '../textPattern.ts';
import type { Path } from '../yaml/yamlPositions.ts';
import { actionTypes, expectationKinds, type SchemaError } from './scenarioSchema.ts';

/** A problem of a document, located by the path of the value. */
export interface DocumentProblem {
  readonly path: Path;
  /** True if the key itself is wrong. */
  readonly isKey?: boolean;
  readonly message: string;
}

/** More errors in one document do not help and are slow to sort. */
const maxErrors = 500;

/** With more typos than this, a known word was not meant. */
const maxTypos = 2;

/**
 * The schema's errors in words, at most one per value. The validator reports every alternative that
 * does not match; only the alternative that was meant is reported here.
 */
export function schemaProblems(
  document: unknown,
  errors: readonly SchemaError[],
): readonly DocumentProblem[] {
  const byPlace = new Map<string, DocumentProblem>();
  for (const error of meantErrors(errors.slice(0, maxErrors))) {
    const problem = problemOf(document, error);
    if (!problem) continue;
    const place = JSON.stringify([problem.path, problem.isKey ?? false]);
    if (!byPlace.has(place)) byPlace.set(place, problem);
  }
  const problems = [...byPlace.values()];
  // An error inside a value is more specific than one about the value itself.
  return problems.filter(
    ({ path, isKey }) =>
      isKey || !problems.some((other) => other.path.length > path.length && isInside(other, path)),
  );
}

function isInside({ path }: DocumentProblem, outer: Path): boolean {
  return outer.every((step, index) => path[index] === step);
}

/** Drops the errors of alternatives that were not meant: those of another type than the value. */
function meantErrors(errors: readonly SchemaError[]): readonly SchemaError[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf');
  return errors.filter((error) => {
    const choice = choices.find(
      (one) => one !== error && error.schemaPath.startsWith(`${one.schemaPath}/`),
    );
    const around = choice ?? choices.find((one) => one !== error && isBranchOf(error, one, errors));
    if (!around) return true;
    return error.instancePath.length > around.instancePath.length || isDetail(error);
  });
}

/** Errors of `$ref` alternatives have another schema path, so instance paths are compared. */
function isBranchOf(
  error: SchemaError,
  choice: SchemaError,
  errors: readonly SchemaError[],
): boolean {
  return (
    error.instancePath.startsWith(choice.instancePath) &&
    errors.indexOf(error) < errors.indexOf(choice) &&
    error.keyword !== 'oneOf'
  );
}

/** True for errors about a value of the right type. */
function isDetail({ keyword, data, params, schemaPath }: SchemaError): boolean {
  if (keyword === 'pattern') return !schemaPath.includes('/reference/');
  if (keyword === 'enum') return nearest(data, allowedIn(params)) !== undefined;
  return detailKeywords.includes(keyword);
}

const detailKeywords: readonly string[] = [
  ...['additionalProperties', 'minProperties', 'minItems', 'minLength', 'minimum', 'maximum'],
  'exclusiveMinimum',
];

function allowedIn({ allowedValues }: SchemaError['params']): readonly string[] {
  return ((allowedValues ?? []) as readonly unknown[]).map(String);
}

/** The known name that the given one is probably a typo of. */
function nearest(given: unknown, names: readonly string[]): string | undefined {
  if (typeof given !== 'string') return undefined;
  const [best] = names
    .map((name) => ({ name, typos: distance(name.toLowerCase(), given.toLowerCase()) }))
    .filter(({ name, typos }) => typos <= Math.min(maxTypos, name.length - 1))
    .sort((a, b) => a.typos - b.typos);
  return best?.name ?? names.find((name) => given.length > 4 && name.startsWith(given));
}

interface PlacedError extends SchemaError {
  readonly path: Path;
  readonly params: Readonly<Record<string, unknown>>;
}

/** By keyword. A sentence alone is about the value at the error's path. */
const keywordProblems: Readonly<
  Record<string, (error: PlacedError) => string | DocumentProblem | undefined>
> = {
  additionalProperties: ({ path, params, parentSchema }) => {
    const key = String(params['additionalProperty']);
    const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
    return { path: [...path, key], isKey: true, message: unknownName(key, known) };
  },
  required: ({ schemaPath, params }) =>
    // `oneOf` reports the alternatives of a turn or an expectation together.
    /\/oneOf\/\d+\/required$/.test(schemaPath)
      ? undefined
      : t('"{0}" is missing.', String(params['missingProperty'])),
  oneOf: ({ path, data }) => oneOfMessage(data, path.at(-2) === 'expect'),
  not: () => ({
    path: ['agent'],
    isKey: true,
    message: t('Use either "agent" or "agents", not both.'),
  }),
  type: ({ params: { type }, data }) => mustBe(typeText(type), data, type === 'string'),
  enum: ({ params, data }) => unknownName(textOf(data), allowedIn(params)),
  const: ({ params }) => t('It must be {0}.', quoted(String(params['allowedValue']))),
  minimum: ({ params }) => t('It must be at least {0}.', String(params['limit'])),
  exclusiveMinimum: ({ params }) => t('It must be greater than {0}.', String(params['limit'])),
  maximum: ({ params }) => t('It must be at most {0}.', String(params['limit'])),
  minItems: isEmpty,
  minProperties: isEmpty,
  minLength: isEmpty,
  maxProperties: () =>
    t('An event can have only one key. Put each event in its own list item, starting with -.'),
  uniqueItems: () => t('This list has a duplicate item. Remove it.'),
  pattern: ({ path, data }) => patternMessage(path, data),
  anyOf: ({ parentSchema, data }) => {
    const wanted = alternatives(parentSchema?.['anyOf']);
    return mustBe(wanted.reduce(orElse), data, wanted.includes(t('text')));
  },
};

function problemOf(document: unknown, error: SchemaError): DocumentProblem | undefined {
  const path = pathOf(document, error.instancePath);
  const problem = keywordProblems[error.keyword]?.({ ...error, path });
  return typeof problem === 'string' ? { path, message: problem } : problem;
}

/** Unquoted 100 and true are not text in YAML, though text was meant. */
function mustBe(wanted: string, data: unknown, canBeText: boolean): string {
  const sentence = t('It must be {0}.', wanted);
  const isBare = typeof data === 'number' || typeof data === 'boolean';
  return isBare && canBeText ? `${sentence} ${t('Put the value in quotes.')}` : sentence;
}

function orElse(a: string, b: string): string {
  return t('{a}, or {b}', { a, b });
}

function unknownName(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined
    ? t('"{name}" isn\'t allowed here. Allowed: {known}.', { name, known: known.join(', ') })
    : t('"{name}" isn\'t allowed here. Did you mean "{meant}"?', { name, meant });
}

/** Like `String`, which calls the `toString` that an object of a file can have. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((one: unknown) => textOf(one ?? '')).join();
  return isRecord(value) ? '[object Object]' : String(value);
}

function oneOfMessage(data: unknown, isExpectation: boolean): string {
  const names = isExpectation ? expectationKinds : actionTypes;
  const found = Object.keys(isRecord(data) ? data : {}).filter((key) => names.includes(key));
  if (found.length > 1) {
    const list = found.map(quoted).reduce(both);
    return isExpectation
      ? t('{0} are separate expectations. Put each in its own list item, starting with -.', list)
      : t('{0} are separate actions. Put each in its own turn, starting with -.', list);
  }
  return isExpectation
    ? t('The expectation is missing. Use one of: {0}.', names.join(', '))
    : t("The customer doesn't do anything in this turn. Use one of: {0}.", names.join(', '));
}

function patternMessage(path: Path, data: unknown): string {
  if (typeof data === 'string' && data.trim() === '') return isEmpty();
  const form = forms[String(path.at(-1))] ?? forms[String(path.at(-2))];
  return form ? form() : t('Invalid format.');
}

/** By field, or the list that holds the value. */
const forms: Readonly<Record<string, () => string>> = {
  passRate: () =>
    t('It must be a value such as 4 of 5 or 80%, or a number greater than 0 and up to 1.'),
  language: () =>
    t('It must be a two-letter language code in lowercase, for example en, es, or pt.'),
  id: () => t('An ID can have up to 64 letters, digits, dots, hyphens, and underscores.'),
  until: () => t('It must be a valid date in the format YYYY-MM-DD, for example 2026-12-31.'),
  currency: () => t('It must be "same" or a three-letter code in uppercase, for example USD.'),
  path: () => t('A JSONPath starts with $, for example $[*].messageEvent.'),
  url: webAddress,
  image: webAddress,
  audio: webAddress,
  env: () => t('It must be the name of an environment variable: letters, digits, and underscores.'),
  tags: () => t("Tags can't contain spaces."),
};

function webAddress(): string {
  return t('It must be a URL that starts with https:// or http://.');
}

function isEmpty(): string {
  return t('This is empty. Fill it in or remove it.');
}

function typeText(type: unknown): string {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return either(types.map((one) => typeNames[String(one)]?.() ?? String(one)));
}

const typeNames: Readonly<Record<string, () => string>> = {
  string: () => t('text'),
  number: () => t('a number'),
  integer: () => t('a whole number'),
  boolean: () => t('true or false'),
  object: () => t('a mapping of names to values'),
  array: () => t('a list with each item on its own line, starting with -'),
};

/** The alternatives of an `anyOf` in words, without duplicates. */
function alternatives(schemas: unknown): readonly string[] {
  const list = (Array.isArray(schemas) ? schemas : []).filter(isRecord);
  const texts = list.map((one) => {
    if (Array.isArray(one['enum'])) return one['enum'].map(String).join(', ');
    const reference = isString(one['$ref']) ? one['$ref'] : '';
    if (reference.endsWith('/pattern')) return t('text');
    if (reference.endsWith('/reference')) return t('{{a reference}}');
    if (reference !== '') return both('min', 'max');
    const keys = Object.keys(isRecord(one['properties']) ? one['properties'] : {});
    return keys.length > 0 ? t('a mapping with {0}', keys.join(', ')) : typeText(one['type']);
  });
  return [...new Set(texts)];
}

/** The steps of a JSON pointer; list indices as numbers. */
function pathOf(document: unknown, pointer: string): Path {
  const steps: (string | number)[] = [];
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(value) ? Number(key) : key;
    steps.push(step);
    value = (value as Record<string | number, unknown> | undefined)?.[step];
  }
  return steps;
}

function both(a: string, b: string): string {
  return t('{a} and {b}', { a, b });
}

function quoted(name: string): string {
  return `"${name}"`;
}
