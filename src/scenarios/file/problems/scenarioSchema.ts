import { Ajv, type ErrorObject } from 'ajv';
import schema from '../../../../media/scenario.schema.json' with { type: 'json' };

export type SchemaError = ErrorObject;

// The schema also serves editors: it has descriptions next to `$ref`, and types left open.
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
});
ajv.addSchema(schema, 'scenario');
const isScenario = ajv.compile({ $ref: 'scenario#' });

/** Fields that `sofia.defaults.yaml` can set for all scenarios below it. */
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

/** The checks an expectation can have, in schema order. */
export const expectationKinds = kindsOf(schema.definitions.expectation.oneOf);

/** The actions a turn can have, in schema order. */
export const actionTypes = kindsOf(schema.definitions.turn.oneOf);

/** Empty for a scenario that matches the schema. */
export function scenarioErrors(value: unknown): readonly SchemaError[] {
  return isScenario(value) ? [] : (isScenario.errors ?? []);
}

/** The same for defaults. */
export function defaultsErrors(value: unknown): readonly SchemaError[] {
  return isDefaults(value) ? [] : (isDefaults.errors ?? []);
}

/** The same for one expectation whose references are already replaced. */
export function expectationErrors(value: unknown): readonly SchemaError[] {
  return isExpectation(value) ? [] : (isExpectation.errors ?? []);
}

function kindsOf(choices: readonly { readonly required: readonly string[] }[]): readonly string[] {
  return choices.flatMap(({ required }) => required);
}
