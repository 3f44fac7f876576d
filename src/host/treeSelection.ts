import type * as vscode from 'vscode';

/**
 * Ids of the lines that are selected in a tree. The view's own list of them is empty while VS Code
 * draws the tree anew, and a key that is pressed meanwhile would be about nothing.
 */
export class TreeSelection<Node> {
  #ids: readonly string[] = [];

  /** It listens as long as the view lives; lines without an id do not count. */
  constructor(view: vscode.TreeView<Node>, idOf: (node: Node) => string | undefined) {
    view.onDidChangeSelection(({ selection }) => {
      this.#ids = selection.flatMap((node) => idOf(node) ?? []);
    });
  }

  /** Some of them may be gone by now. */
  get ids(): readonly string[] {
    return this.#ids;
  }
}
