import { isFilledString, isRecord } from '../shared/guards.ts';

/**
 * The ids that a command is about. VS Code passes the line that was clicked and all that are
 * selected; a click passes an id; a key passes `{ selected: true }`, which means `selectedIds`.
 * Empty when the command was started without any.
 */
export function conversationIds(
  args: readonly unknown[],
  selectedIds: readonly string[],
): readonly string[] {
  const [clicked, selected] = args;
  if (isRecord(clicked) && clicked['selected'] === true) return selectedIds;
  const nodes: readonly unknown[] = Array.isArray(selected) ? selected : [clicked];
  return nodes.flatMap(idOf);
}

function idOf(node: unknown): readonly string[] {
  if (isFilledString(node)) return [node];
  const conversation = isRecord(node) ? node['conversation'] : undefined;
  const id = isRecord(conversation) ? conversation['id'] : undefined;
  return isFilledString(id) ? [id] : [];
}
