import { Ajv } from 'ajv';
import { GivenUp } from '../file/queryJson.ts';
import { isRecord } from '../../shared/guards.ts';
import { inexactNumbers } from '../../shared/json/compactJson.ts';
import { JsonTexts } from '../../shared/json/jsonIndex.ts';
import type { SchemaProblems, SchemaResult, Work } from './work.ts';

/** Nobody reads more. */
const maxProblems = 1_000;

/** Prepares a validator, which then judges the values. */
export async function prepareSchema({
  schema,
  texts,
  timeLimitMs,
}: Work['schema']['task']): Promise<() => SchemaResult> {
  const values = texts.map((text) => JSON.parse(text) as unknown);
  const code = await ownPatterns(schema, timeLimitMs);
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false, ...code });
  // Compiles the meta-schema, which must not count toward the author's time limit.
  ajv.compile({});
  return () => {
    try {
      // Validation would return a promise instead of a result.
      if (isRecord(schema) && '$async' in schema) throw new Error('$async is not known');
      const validate = ajv.compile(schema as object);
      return {
        type: 'judged',
        values: values.map((value, index): SchemaProblems => {
          if (validate(value)) return { problems: [], inexact: [] };
          const errors = (validate.errors ?? []).slice(0, maxProblems);
          const paths = errors.map(({ instancePath }) => instancePath);
          // The validator's own messages, in English.
          const problems = errors.map(
            (one) => `${one.instancePath || 'the event'} ${one.message ?? ''}`,
          );
          return { problems, inexact: inexactAt(texts[index] ?? '', value, paths) };
        }),
      };
    } catch (error) {
      if (error instanceof RangeError) throw error;
      if (error instanceof GivenUp) return error.result;
      return { type: 'unusable', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The pattern engine for the validator, if the schema has patterns. */
async function ownPatterns(schema: unknown, timeLimitMs: number) {
  if (!JSON.stringify(schema)?.includes('"pattern')) return {};
  const { PatternEngine } = await import('./patternEngine.ts');
  const { regExp } = await PatternEngine.load(timeLimitMs);
  // `code` is used only when the validator generates standalone code.
  return { code: { regExp: Object.assign(regExp, { code: 'new RegExp' }) } };
}

/** The numbers at these JSON pointers that cannot be held exactly, as sent. */
function inexactAt(text: string, value: unknown, pointers: readonly string[]): readonly string[] {
  const texts = new JsonTexts(text);
  const found = [...new Set(pointers)].flatMap((pointer) => {
    const path: (string | number)[] = [];
    let inner = value;
    for (const step of pointer.split('/').slice(1)) {
      const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
      path.push(Array.isArray(inner) ? Number(name) : name);
      inner = (inner as Readonly<Record<string, unknown>>)[name];
    }
    // Containers are not judged by the digits of their contents.
    return typeof inner === 'number' ? inexactNumbers(texts.at(path) ?? '') : [];
  });
  return [...new Set(found)];
}
