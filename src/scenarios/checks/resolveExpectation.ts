import { t } from '../../shared/l10n.ts';
import {
  isForeign,
  resolvePath,
  resolvePattern,
  resolveRegex,
  type References,
} from '../file/yaml/foreignValues.ts';
import type { Path } from '../file/yaml/yamlPositions.ts';
import type { ExpectationKind } from '../file/scenario.ts';
import { mapTexts, onlyReference, resolveText } from '../file/templates.ts';
import { Unjudgeable } from '../judgement/unjudgeable.ts';

type Resolve = (text: string, references: References) => unknown;

const resolveValue: Resolve = (text, { found }) => resolveText(text, found);

/** How to read the texts of an expectation; all others are plain values. */
const meanings: { readonly [K in ExpectationKind]?: (path: Path) => Resolve } = {
  text: ([field]) =>
    field === 'matches' ? resolveRegex : field === 'equals' ? resolveValue : resolvePattern,
  suggestions: () => resolvePattern,
  buttons: () => resolvePattern,
  rows: () => resolvePattern,
  handover: ([field]) => (field === 'reason' ? resolvePattern : resolveValue),
  jsonPath: ([field]) => {
    if (field === 'path') return resolvePath;
    if (field === 'matches') return resolveRegex;
    return field === 'contains' ? resolvePattern : resolveValue;
  },
  jsonSchema: (path) => {
    const isData = path.includes('const') || path.includes('enum');
    if (path[0] !== 'schema' || isData) return resolveValue;
    return path.at(-1) === 'pattern' ? resolveRegex : resolveInSchema;
  },
};

/**
 * The value of an expectation with its references replaced. Only the file's author writes patterns,
 * paths and schemas: text that a reference takes from a response is inserted as a plain value.
 * Throws `MissingReference`, and `Unjudgeable` if a response would become a schema.
 */
export function resolveExpectation<T>(kind: ExpectationKind, value: T, references: References): T {
  const meaningOf = meanings[kind] ?? (() => resolveValue);
  return mapTexts(value, (text, path) => meaningOf(path)(text, references)) as T;
}

/** Allows numbers and texts, such as bounds. With a whole schema a response would judge itself. */
function resolveInSchema(text: string, references: References): unknown {
  const value = resolveText(text, references.found);
  const only = onlyReference(text);
  const isPlain = typeof value === 'string' || typeof value === 'number';
  if (only === undefined || isPlain || !isForeign(only, references)) return value;
  throw new Unjudgeable(
    t(
      '{0} comes from a response and can\'t be used as a schema. Put it under "const" or "enum".',
      only,
    ),
  );
}
