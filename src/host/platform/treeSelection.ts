import type * as vscode from 'vscode';

/**
 * Ids of the lines that are selected in a tree. The view's own list of them is empty while VS Code
 * draws the tree anew, and a key that is pressed meanwhile would be about nothing.
 */
export class TreeSelection<Node> {
  readonly #view: vscode.TreeView<Node>;
  readonly #idOf: (node: Node) => string | undefined;
  #lastIds: readonly string[] = [];

  /** It listens as long as the view lives; lines without an id do not count. */
  constructor(view: vscode.TreeView<Node>, idOf: (node: Node) => string | undefined) {
    this.#view = view;
    this.#idOf = idOf;
    view.onDidChangeSelection(({ selection }) => (this.#lastIds = this.#idsOf(selection)));
  }

  /** Some of them may be gone by now. */
  get ids(): readonly string[] {
    const ids = this.#idsOf(this.#view.selection);
    return ids.length > 0 ? ids : this.#lastIds;
  }

  #idsOf(nodes: readonly Node[]): readonly string[] {
    return nodes.flatMap((node) => this.#idOf(node) ?? []);
  }
}
