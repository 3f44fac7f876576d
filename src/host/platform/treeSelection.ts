import type * as vscode from 'vscode';

/**
 * IDs of the items selected in a tree. The view's own selection is empty while VS Code redraws the
 * tree, so a key pressed at that moment would have no target.
 */
export class TreeSelection<Node> {
  readonly #view: vscode.TreeView<Node>;
  readonly #idOf: (node: Node) => string | undefined;
  #lastIds: readonly string[] = [];

  /** Listens as long as the view exists; items without an ID are ignored. */
  constructor(view: vscode.TreeView<Node>, idOf: (node: Node) => string | undefined) {
    this.#view = view;
    this.#idOf = idOf;
    view.onDidChangeSelection(({ selection }) => (this.#lastIds = this.#idsOf(selection)));
  }

  /** The selected IDs; some may no longer exist. */
  get ids(): readonly string[] {
    const ids = this.#idsOf(this.#view.selection);
    return ids.length > 0 ? ids : this.#lastIds;
  }

  #idsOf(nodes: readonly Node[]): readonly string[] {
    return nodes.flatMap((node) => this.#idOf(node) ?? []);
  }
}
