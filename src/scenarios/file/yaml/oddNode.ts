import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
  type Range,
} from 'yaml';
import { t } from '../../../shared/l10n.ts';
import { isMergeKey } from './yamlPositions.ts';
import { numberProblem } from './writtenNumber.ts';

/** Each alias searches the whole document, so the cost is quadratic. */
const maxAliases = 500;

/**
 * Valid YAML that makes no sense in a scenario, with its offsets in the text: the first excess
 * alias, alias without an earlier anchor, duplicate key, invalid merge, or number that is read as a
 * different one.
 */
export function oddNode(document: Document.Parsed) {
  const anchors = new Set<string>();
  let aliases = 0;
  let found: { readonly range: readonly [number, number]; readonly message: string } | undefined;
  const stop = (range: Range | null | undefined, message: string) => {
    found = { range: [range?.[0] ?? 0, range?.[1] ?? 0], message };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_, { source, range }) => {
      aliases += 1;
      if (aliases > maxAliases)
        return stop(range, t('A scenario can have at most {0} aliases.', String(maxAliases)));
      if (anchors.has(source)) return undefined;
      return stop(range, t("The YAML anchor &{0} isn't defined before this point.", source));
    },
    Value: (_, node, path) => {
      if (node.anchor !== undefined) anchors.add(node.anchor);
      if (!isScalar(node) || typeof node.value !== 'number') return undefined;
      const message = numberProblem(node.source ?? '', nameOf(path.at(-1)));
      return message === undefined ? undefined : stop(node.range, message);
    },
    Map: (_, { anchor, items }) => {
      if (anchor !== undefined) anchors.add(anchor);
      const keys = new Set<unknown>();
      for (const { key, value } of items) {
        if (!isScalar(key)) continue;
        if (isMergeKey(key) && !isMergeable(value, document)) {
          const message = t('<< takes a mapping or a list of mappings: <<: *name.');
          return stop((value as Node | null)?.range ?? key.range, message);
        }
        if (keys.has(String(key.value))) {
          const message = t('Duplicate key in this mapping. Remove one.');
          return stop(key.range, message);
        }
        keys.add(String(key.value));
      }
      return undefined;
    },
  });
  return found;
}

/** The key of a value in its mapping. */
function nameOf(parent: unknown): unknown {
  return isPair(parent) && isScalar(parent.key) ? parent.key.value : undefined;
}

function isMergeable(value: unknown, document: Document.Parsed): boolean {
  if (isAlias(value)) return isMergeable(value.resolve(document), document);
  if (!isSeq(value)) return isMap(value);
  return value.items.every((item) => isMap(isAlias(item) ? item.resolve(document) : item));
}
