import { Ajv } from 'ajv';
import { isRecord } from '../../shared/guards.ts';
import type { SchemaResult, Work } from './work.ts';

/** More is read by nobody. */
const maxProblems = 1_000;

/** Makes a validator ready, then judges the values with it. */
export function prepareSchema({ schema, values }: Work['schema']['task']): () => SchemaResult {
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  // Its own schema is compiled with the first one, which is no time of the author's.
  ajv.compile({});
  return () => {
    try {
      // It would give a promise instead of an answer.
      if (isRecord(schema) && '$async' in schema) throw new Error('$async is not known');
      const validate = ajv.compile(schema as object);
      const problems = values.map((value) => {
        if (validate(value)) return [];
        // The validator's own words, which are English.
        return (validate.errors ?? [])
          .slice(0, maxProblems)
          .map(({ instancePath, message = '' }) => `${instancePath || 'the event'} ${message}`);
      });
      return { type: 'judged', problems };
    } catch (error) {
      if (error instanceof RangeError) throw error;
      return { type: 'unusable', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}
