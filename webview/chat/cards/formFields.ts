import { isRecord } from '../../../src/shared/guards.ts';

/** A field of a form that an agent sent in a shape of its own. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
}

/** The fields of an undocumented sub-message (API notes, 3.1); empty if it has none with a name. */
export function formFields(message: unknown): readonly FormField[] {
  const fields = isRecord(message) ? message['fields'] : undefined;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field) => {
    if (!isRecord(field)) return [];
    const id = textOf(field, ['id', 'name', 'key']);
    if (id === undefined) return [];
    const label = textOf(field, ['label', 'title', 'text']) ?? id;
    return [{ id, label, isRequired: (field['isRequired'] ?? field['required']) === true }];
  });
}

function textOf(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
): string | undefined {
  const texts = names.map((name) => record[name]);
  return texts.find((text) => typeof text === 'string' && text !== '') as string | undefined;
}
