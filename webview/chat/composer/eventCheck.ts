import { t } from '../../../src/shared/l10n.ts';
import { httpUrl, isFilledString, isRecord, isString } from '../../../src/shared/guards.ts';
import { eventForms, wireValue, type EventField, type FormValues } from './eventForms.ts';
import type { EventForm } from './eventForms.ts';

/** A field and what is wrong with it. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** The problem with one field's value; undefined if it is valid. */
function fieldProblem({ name, type }: EventField, value: unknown): FieldProblem | undefined {
  const problem = valueProblem(type, value);
  return problem === undefined ? undefined : { field: name, problem };
}

function valueProblem(type: EventField['type'], value: unknown): string | undefined {
  switch (type) {
    case 'filled':
      return isFilledString(value) ? undefined : t('It must not be empty.');
    case 'text':
      return value === undefined || isString(value) ? undefined : t('It must be a string.');
    case 'url':
      return httpUrl(value)
        ? undefined
        : t('It must be a URL that starts with https:// or http://.');
    case 'latitude':
      return degreesProblem(value, 90);
    case 'longitude':
      return degreesProblem(value, 180);
    case 'fields':
      return isRecord(value) ? undefined : t('It must be an object.');
  }
}

function degreesProblem(value: unknown, limit: number): string | undefined {
  const isInside = typeof value === 'number' && Math.abs(value) <= limit;
  return isInside ? undefined : t('It must be a number from -{limit} to {limit}.', { limit });
}

/** The problems with the values typed into a form, in field order. */
export function formProblems({ fields }: EventForm, values: FormValues): readonly FieldProblem[] {
  return fields.flatMap(
    (field) => fieldProblem(field, wireValue(field.type, values[field.name] ?? '')) ?? [],
  );
}

/**
 * The problem with an event typed as JSON, checked by the same table as the forms. The host checks
 * again; this check shows problems before sending.
 */
export function eventProblem(value: unknown): FieldProblem | undefined {
  const found = oneKey(value, eventForms, ({ event }) => event);
  if ('problem' in found) return { field: 'inputEvent', problem: found.problem };
  const { inner } = found;
  if (!isRecord(inner)) return { field: found.key, problem: t('It must be an object.') };
  if (found.key !== 'messageEvent') return innerProblem(found.forms[0], inner);
  const { role, content } = inner;
  if (role !== 'USER' && role !== 'ASSISTANT')
    return { field: 'role', problem: t('It must be USER or ASSISTANT.') };
  const said = oneKey(content, found.forms, (form) => form.content ?? '');
  if ('problem' in said) return { field: 'content', problem: said.problem };
  if (!isRecord(said.inner)) return { field: said.key, problem: t('It must be an object.') };
  return innerProblem(said.forms[0], said.inner);
}

function innerProblem(
  form: EventForm | undefined,
  inner: Readonly<Record<string, unknown>>,
): FieldProblem | undefined {
  for (const field of form?.fields ?? []) {
    const problem = fieldProblem(field, inner[field.name]);
    if (problem) return problem;
  }
  return undefined;
}

/** The single key of an event or content, with the forms that use it. */
function oneKey(
  value: unknown,
  forms: readonly EventForm[],
  keyOf: (form: EventForm) => string,
): { readonly problem: string } | { key: string; inner: unknown; forms: readonly EventForm[] } {
  const [key = '', ...others] = isRecord(value) ? Object.keys(value) : [];
  const matching = forms.filter((form) => keyOf(form) === key);
  if (isRecord(value) && others.length === 0 && matching.length > 0) {
    return { key, inner: value[key], forms: matching };
  }
  return {
    problem: t('It must have exactly one of these keys: {known}.', {
      known: [...new Set(forms.map(keyOf))].join(', '),
    }),
  };
}
