import { isString } from '../../shared/guards.ts';

/** The fields of a check or a finding that hold a text. */
export const findingTexts = ['title', 'message', 'expected', 'actual', 'because'] as const;

/** A copy in which these fields are changed, where they are texts. */
export function mapTexts<T extends object>(
  value: T,
  fields: readonly (keyof T)[],
  change: (text: string) => string,
): T {
  const changed = fields.flatMap((field) => {
    const text = value[field];
    return isString(text) ? [[field, change(text)] as const] : [];
  });
  return { ...value, ...Object.fromEntries(changed) };
}
