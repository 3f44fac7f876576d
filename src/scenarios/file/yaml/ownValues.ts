import { t } from '../../../shared/l10n.ts';
import { asText, referencesOf, resolveText, type Found, type Scope } from '../templates.ts';

/** Limit for resolved texts, in characters: each can use the one before it twice. */
const maxLength = 64_000;

/** Deeper nesting of values is a mistake. */
const maxDepth = 50;

/** The environment variable that a reference names; undefined for any other reference. */
export function environmentName(reference: string): string | undefined {
  return /^env\.(.+)$/s.exec(reference)?.[1];
}

/**
 * Replaces the references in values that the file's author wrote. They can refer to each other and,
 * through `env`, to environment variables; unknown names are empty. A value that consists of one
 * reference becomes the referenced value, for example a number. `problems` are about names whose
 * value refers to itself or grows too long; they are empty in `values`. Never throws.
 */
export function ownValues(written: Scope, env: Scope = {}) {
  const values: Record<string, unknown> = { ...written };
  const problems: { name: string; message: string }[] = [];
  const done = new Set<string>();
  const under = new Set<string>();
  const refuse = (name: string, message: string) => {
    problems.push({ name, message });
    return '';
  };
  const look = (reference: string): unknown => {
    if (Object.hasOwn(written, reference)) return valueOf(reference);
    const name = environmentName(reference);
    return name !== undefined && Object.hasOwn(env, name) ? env[name] : '';
  };
  const valueOf = (name: string): unknown => {
    const value = written[name];
    if (typeof value !== 'string' || done.has(name) || !value.includes('{{')) return values[name];
    if (under.has(name) || under.size > maxDepth)
      return refuse(
        name,
        t('"{0}" refers back to itself. Replace one of the references with a value.', name),
      );
    under.add(name);
    const found: Found = new Map(referencesOf(value).map((one) => [one, look(one)]));
    under.delete(name);
    done.add(name);
    values[name] = isTooLong(value, found)
      ? refuse(name, t('"{0}" expands to more than {1} characters.', name, String(maxLength)))
      : resolveText(value, found);
    return values[name];
  };
  for (const name of Object.keys(written)) valueOf(name);
  return { values, problems };
}

/** Checked beforehand, because writing the text is what would use the memory. */
function isTooLong(text: string, found: Found): boolean {
  const lengths = new Map([...found].map(([name, value]) => [name, asText(value).length]));
  const names = referencesOf(text);
  return names.reduce((sum, name) => sum + (lengths.get(name) ?? 0), text.length) > maxLength;
}
