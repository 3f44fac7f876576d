import schema from '../../../media/scenario.schema.json' with { type: 'json' };
import { isFilledString, isRecord, isString } from '../../shared/guards.ts';

/** A part of the schema; any of its fields may be missing. */
type Schema = Readonly<Record<string, unknown>>;

/** A field that can be written, and the shape of its value. */
export interface SchemaField {
  readonly name: string;
  /** The schema's description, in Markdown. */
  readonly description: string;
  readonly shape: 'value' | 'mapping' | 'list';
}

/** A value that can be written. */
export interface SchemaValue {
  readonly value: string;
  readonly description: string;
}

type Path = readonly (string | number)[];

/** The fields that a mapping at the path may have, in schema order. */
export function fieldsAt(path: Path): readonly SchemaField[] {
  const fields = new Map<string, SchemaField>();
  for (const part of partsAt(path)) {
    for (const [name, value] of Object.entries(recordOf(part['properties']))) {
      const description = descriptionIn(expand(value)) ?? '';
      const field = { name, description, shape: shapeOf(value) };
      if (!fields.has(name)) fields.set(name, field);
    }
  }
  return [...fields.values()];
}

/** The known values for the path: from `enum`, `const`, `examples`, and true and false. */
export function valuesAt(path: Path): readonly SchemaValue[] {
  const parts = partsAt(path);
  const description = descriptionIn(parts) ?? '';
  const values = parts.flatMap((part) => [
    ...listOf(part['enum']),
    ...('const' in part ? [part['const']] : []),
    ...listOf(part['examples']),
    ...(part['type'] === 'boolean' ? ['true', 'false'] : []),
  ]);
  return [...new Set(values.map(String))].map((value) => ({ value, description }));
}

/** The schema's description of the path's last field; undefined for an unknown one. */
export function descriptionAt(path: Path): string | undefined {
  return descriptionIn(partsAt(path));
}

/** Every part of the schema that applies to the value at the path, alternatives included. */
function partsAt(path: Path): readonly Schema[] {
  let parts = expand(schema);
  for (const step of path) {
    parts = parts
      .flatMap((part) => {
        if (typeof step === 'number') return [part['items']];
        const own = recordOf(part['properties'])[step];
        const patterns = Object.entries(recordOf(part['patternProperties']));
        const byPattern = patterns.find(([pattern]) => new RegExp(pattern).test(step))?.[1];
        return [own ?? byPattern ?? part['additionalProperties']];
      })
      .flatMap(expand);
  }
  return parts;
}

/** The part itself, then the parts it refers to, then its alternatives. */
function expand(part: unknown): readonly Schema[] {
  if (!isRecord(part)) return [];
  const { $ref, anyOf } = part;
  const name = isString($ref) ? $ref.replace('#/definitions/', '') : '';
  const target = recordOf(schema.definitions)[name];
  return [part, ...expand(target), ...listOf(anyOf).flatMap(expand)];
}

/** The first description of the parts. */
function descriptionIn(parts: readonly Schema[]): string | undefined {
  return parts.map(({ description }) => description).find(isFilledString);
}

/** The usual shape of its value: that of the first alternative. */
function shapeOf(part: unknown): SchemaField['shape'] {
  const typed = expand(part).find(({ type, enum: values }) => type !== undefined || values);
  if (typed?.['type'] === 'object') return 'mapping';
  return typed?.['type'] === 'array' ? 'list' : 'value';
}

function recordOf(value: unknown): Schema {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
