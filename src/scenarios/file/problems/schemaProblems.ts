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
  'additionalProperties',
  'minProperties',
  'minItems',
  'minLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
];

function allowedIn(params: SchemaError['params']): readonly string[] {
  const { allowedValues } = params as { readonly allowedValues?: readonly unknown[] };
  return (allowedValues ?? []).map(String);
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

function problemOf(document: unknown, error: SchemaError): DocumentProblem | undefined {
  const path = pathOf(document, error.instancePath);
  const { keyword, data, parentSchema } = error;
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
      return { path: [...path, key], isKey: true, message: unknownName(key, known) };
    }
    case 'required': {
      // `oneOf` reports the alternatives of a turn or an expectation together.
      if (/\/oneOf\/\d+\/required$/.test(error.schemaPath)) return undefined;
      const name = String(params['missingProperty']);
      return { path, message: t('"{0}" is missing.', name) };
    }
    case 'oneOf':
      return { path, message: oneOfMessage(data, isExpectationPath(path)) };
    case 'not':
      return {
        path: ['agent'],
        isKey: true,
        message: t('There are both agent and agents. Keep one of them.'),
      };
    case 'type':
      return { path, message: mustBe(typeText(params['type']), data, params['type'] === 'string') };
    case 'enum':
      return { path, message: unknownName(String(data), allowedIn(error.params)) };
    case 'const':
      return { path, message: t('It must be {0}.', quoted(String(params['allowedValue']))) };
    case 'minimum':
      return { path, message: t('It must be at least {0}.', String(params['limit'])) };
    case 'exclusiveMinimum':
      return { path, message: t('It must be more than {0}.', String(params['limit'])) };
    case 'maximum':
      return { path, message: t('It must be at most {0}.', String(params['limit'])) };
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return { path, message: isEmpty() };
    case 'maxProperties':
      return { path, message: t('An event has one key. Give each event its own line with -.') };
    case 'uniqueItems':
      return { path, message: t('The same stands here twice. Leave one of them out.') };
    case 'pattern':
      return { path, message: patternMessage(path, data) };
    case 'anyOf': {
      const wanted = alternatives(parentSchema?.['anyOf']);
      return { path, message: mustBe(wanted.reduce(orElse), data, wanted.includes(t('text'))) };
    }
    default:
      return undefined;
  }
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
    ? t('"{name}" is not known here. Known: {known}.', { name, known: known.join(', ') })
    : t('"{name}" is not known here. Is "{meant}" meant?', { name, meant });
}

function oneOfMessage(data: unknown, isExpectation: boolean): string {
  const names = isExpectation ? expectationKinds : actionTypes;
  const found = isRecord(data) ? Object.keys(data).filter((key) => names.includes(key)) : [];
  if (found.length > 1) {
    const list = found.map(quoted).reduce(both);
    return isExpectation
      ? t('{0} are two checks. Give each its own line with -.', list)
      : t('{0} are two actions. Give each a turn of its own with -.', list);
  }
  return isExpectation
    ? t('There is no check. It needs one of: {0}.', names.join(', '))
    : t('The customer does nothing here. A turn needs one of: {0}.', names.join(', '));
}

function isExpectationPath(path: Path): boolean {
  return path.at(-2) === 'expect';
}

function patternMessage(path: Path, data: unknown): string {
  if (typeof data === 'string' && data.trim() === '') return isEmpty();
  switch (path.at(-1)) {
    case 'passRate':
      return t('It must be 4 of 5, 80%, or a number above 0 and up to 1.');
    case 'language':
      return t('It must be the code of a language in two small letters, for example en, es, pt.');
    case 'id':
      return t('An id has letters, digits, dots, dashes and _, at most 64 of them.');
    case 'until':
      return t('It must be a day, written as 2026-12-31.');
    case 'currency':
      return t('It must be a code of three capital letters, for example USD, or same.');
    case 'path':
      return t('A JSONPath begins with $, for example $[*].messageEvent.');
    case 'url':
    case 'image':
    case 'audio':
      return t('It must be an address that begins with https:// or http://.');
    default:
      if (path.at(-2) === 'env')
        return t('It must be the name of an environment variable: letters, digits and _.');
      return path.at(-2) === 'tags'
        ? t('A tag has no spaces.')
        : t('It is not of the form that is needed.');
  }
}

function isEmpty(): string {
  return t('It is empty. Fill it in or leave it out.');
}

function typeText(type: unknown): string {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  return either(types.map(typeName));
}

function typeName(type: unknown): string {
  switch (type) {
    case 'string':
      return t('text');
    case 'number':
      return t('a number');
    case 'integer':
      return t('a whole number');
    case 'boolean':
      return t('true or false');
    case 'object':
      return t('a mapping of names to values');
    case 'array':
      return t('a list, each item on its own line with -');
    default:
      return String(type);
  }
}

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
