import { descriptionAt } from './schemaPlace.ts';
import { yamlKeyAt } from './yamlPlace.ts';

/** What is said of a field of a scenario file. */
export interface FieldHover {
  /** Offsets of the key. */
  readonly start: number;
  readonly end: number;
  readonly description: string;
}

/** What the schema says of the key at an offset; undefined where there is none that it knows. */
export function hoverAt(text: string, offset: number): FieldHover | undefined {
  const key = yamlKeyAt(text, offset);
  if (!key) return undefined;
  const { path, start, end } = key;
  const description = descriptionAt(path);
  return description === undefined ? undefined : { start, end, description };
}
