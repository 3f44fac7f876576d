import type { ScenarioFile } from '../file/scenario.ts';
import { descriptionAt } from './schemaPlace.ts';
import { yamlKeyAt } from './yamlPlace.ts';

/** What is said of a field of a scenario file. */
export interface FieldHover {
  /** Offsets of the key. */
  readonly start: number;
  readonly end: number;
  readonly description: string;
}

/**
 * What the schema says of the key at an offset, and what defaults hold for it: all of them behind the
 * scenario's name. Undefined where there is no key that it knows.
 */
export function hoverAt(
  text: string,
  offset: number,
  defaults: ScenarioFile['defaults'] = [],
): FieldHover | undefined {
  const key = yamlKeyAt(text, offset);
  if (!key) return undefined;
  const { path, start, end } = key;
  const description = descriptionAt(path);
  if (description === undefined) return undefined;
  const [field = ''] = path;
  const given = path.length === 1 ? linesOf(defaults, String(field)) : [];
  return { start, end, description: [description, ...given].join('\n\n') };
}

/** Lines such as `shop/sofia.defaults.yaml: timeoutMs: 5000`. */
function linesOf(defaults: ScenarioFile['defaults'], field: string): readonly string[] {
  return defaults.flatMap(({ file, value }) =>
    Object.entries(value)
      .filter(([name]) => field === 'name' || field === name)
      .map(([name, one]) => `${file}: ${name}: ${JSON.stringify(one)}`),
  );
}
