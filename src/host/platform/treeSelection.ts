import type * as vscode from 'vscode';

/**
 * A function that gives the IDs of the items selected in a tree; some may no longer exist, and items
 * without an ID are ignored. The view's own selection is empty while VS Code redraws the tree, so a
 * key pressed at that moment would have no target.
 */
export function treeSelection<Node>(
  view: vscode.TreeView<Node>,
  idOf: (node: Node) => string | undefined,
): () => readonly string[] {
  const idsOf = (nodes: readonly Node[]) => nodes.flatMap((node) => idOf(node) ?? []);
  let lastIds: readonly string[] = [];
  view.onDidChangeSelection(({ selection }) => (lastIds = idsOf(selection)));
  return () => {
    const ids = idsOf(view.selection);
    return ids.length > 0 ? ids : lastIds;
  };
}
