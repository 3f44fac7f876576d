import { Ajv, type ErrorObject } from 'ajv';
import schema from '../../../../media/scenario.schema.json' with { type: 'json' };

/** What the schema says of a value that it does not accept. */
export type SchemaError = ErrorObject;

// The schema is written for editors too: descriptions beside `$ref`, types that are left open.
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
});
ajv.addSchema(schema, 'scenario');
const isScenario = ajv.compile({ $ref: 'scenario#' });

/** Fields that `sofia.defaults.yaml` may give to all scenarios below it. */
export const defaultsKeys = [
  'expect',
  'agent',
  'timeoutMs',
  'clientKey',
  'tags',
  'silence',
  'repeat',
  'passRate',
] as const;

const isDefaults = ajv.compile({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    defaultsKeys.map((key) => [key, { $ref: `scenario#/properties/${key}` }]),
  ),
});
const isExpectation = ajv.compile({ $ref: 'scenario#/definitions/expectation' });

/** The checks that an expectation can have, in the order of the schema. */
export const expectationKinds = kindsOf(schema.definitions.expectation.oneOf);

/** What a turn can do, in the order of the schema. */
export const actionTypes = kindsOf(schema.definitions.turn.oneOf);

/** None for a scenario as the schema wants it. */
export function scenarioErrors(value: unknown): readonly SchemaError[] {
  return isScenario(value) ? [] : (isScenario.errors ?? []);
}

/** The same for defaults. */
export function defaultsErrors(value: unknown): readonly SchemaError[] {
  return isDefaults(value) ? [] : (isDefaults.errors ?? []);
}

/** The same for one expectation, whose references were replaced. */
export function expectationErrors(value: unknown): readonly SchemaError[] {
  return isExpectation(value) ? [] : (isExpectation.errors ?? []);
}

function kindsOf(choices: readonly { readonly required: readonly string[] }[]): readonly string[] {
  return choices.flatMap(({ required }) => required);
}
