import { isRecord, isString } from '../../../shared/guards.ts';
import type { Path } from './yamlPositions.ts';

/** Keywords whose schemas apply to the same value as the surrounding schema. */
const single = ['not', 'if', 'then', 'else'];
const several = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas', 'dependencies'];

/** Deeper paths would overflow the stack here. */
const maxSteps = 500;

/**
 * The path of each `$ref` through which a JSON Schema refers to itself for the same value, so that
 * validation would never end. Follows references within the schema by JSON pointer (RFC 6901);
 * other references are only checked when judging.
 */
export function endlessReferences(schema: unknown): readonly Path[] {
  const found: Path[] = [];
  const known = new Set<object>();
  const around = new Set<object>();
  /** `place` is the path of `value`; `around` has the schemas entered so far for the same value. */
  const visit = (value: unknown, place: Path): void => {
    if (!isRecord(value) || known.has(value) || around.size > maxSteps) return;
    around.add(value);
    for (const [step, inner] of sameValueSchemas(value)) visit(inner, [...place, ...step]);
    const target = isString(value['$ref']) ? targetOf(schema, value['$ref']) : undefined;
    if (target && around.has(target.value)) found.push([...place, '$ref']);
    else if (target) visit(target.value, target.path);
    around.delete(value);
    known.add(value);
  };
  const all = (value: unknown, place: Path): void => {
    visit(value, place);
    if (typeof value !== 'object' || value === null) return;
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value))
      all(inner, [...place, isList ? Number(key) : key]);
  };
  all(schema, []);
  return found;
}

function sameValueSchemas(
  schema: Readonly<Record<string, unknown>>,
): readonly (readonly [Path, unknown])[] {
  return [
    ...single.map((name) => [[name], schema[name]] as const),
    ...several.flatMap((name) => {
      const inner = schema[name];
      const isList = Array.isArray(inner);
      return Object.entries(isList || isRecord(inner) ? inner : {}).map(
        ([key, one]) => [[name, isList ? Number(key) : key], one] as const,
      );
    }),
  ];
}

function targetOf(
  schema: unknown,
  reference: string,
): { readonly value: object; readonly path: Path } | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  let value = schema;
  const path: (string | number)[] = [];
  for (const step of reference.split('/').slice(1)) {
    const key = unescaped(step);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    path.push(Array.isArray(value) ? Number(key) : key);
    value = value[key as keyof typeof value];
  }
  return isRecord(value) ? { value, path } : undefined;
}

/** A step of a pointer in a fragment; unchanged if it is not valid URI encoding. */
function unescaped(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return step;
  }
}
