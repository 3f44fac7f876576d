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

/** Validates a value; without errors if it matches the schema. */
function errorsOf(schemaOfValue: object): (value: unknown) => readonly SchemaError[] {
  const validate = ajv.compile(schemaOfValue);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

export const scenarioErrors = errorsOf({ $ref: 'scenario#' });

/** Fields that `sofia.defaults.yaml` can set for all scenarios below it. */
export const defaultsKeys: readonly string[] = [
  ...['expect', 'agent', 'timeoutMs', 'clientKey', 'tags', 'silence', 'repeat', 'passRate'],
];

export const defaultsErrors = errorsOf({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    defaultsKeys.map((key) => [key, { $ref: `scenario#/properties/${key}` }]),
  ),
});

/** For one expectation whose references are already replaced. */
export const expectationErrors = errorsOf({ $ref: 'scenario#/definitions/expectation' });

/** The checks an expectation can have, in schema order. */
export const expectationKinds = kindsOf(schema.definitions.expectation.oneOf);

/** The actions a turn can have, in schema order. */
export const actionTypes = kindsOf(schema.definitions.turn.oneOf);

function kindsOf(choices: readonly { readonly required: readonly string[] }[]): readonly string[] {
  return choices.flatMap(({ required }) => required);
}
