import * as vscode from 'vscode';
import type { FileProblem, ScenarioFile } from '../../scenarios/file/scenario.ts';
import { otherFile, rangeOf } from './scenarioPlaces.ts';

/** Shows the problems of scenario files, and of files they use, in the Problems view. */
export class ScenarioDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('askSofia.scenarios');
  /** Key: URI of the file that was read. Value: the problems by URI of the file they are in. */
  readonly #found = new Map<string, ReadonlyMap<string, readonly FileProblem[]>>();

  show(uri: vscode.Uri, { problems }: Pick<ScenarioFile, 'problems'>): void {
    const before = this.#found.get(uri.toString());
    const byFile = new Map<string, FileProblem[]>();
    for (const problem of problems) {
      const { file } = problem;
      const owner = file === undefined ? uri : otherFile(uri, file);
      const list = byFile.get(owner.toString()) ?? [];
      byFile.set(owner.toString(), [...list, problem]);
    }
    this.#found.set(uri.toString(), byFile);
    const touched = [uri.toString(), ...(before?.keys() ?? []), ...byFile.keys()];
    for (const owner of new Set(touched)) this.#showAll(owner);
  }

  forget(uri: vscode.Uri): void {
    this.show(uri, { problems: [] });
    this.#found.delete(uri.toString());
  }

  dispose(): void {
    this.#collection.dispose();
  }

  /** Merges the problems found through all scenario files that use this file. */
  #showAll(owner: string): void {
    const all = [...this.#found.values()].flatMap((byFile) => byFile.get(owner) ?? []);
    const unique = new Map(
      all.map(({ at, message }) => [JSON.stringify([at, message]), { at, message }]),
    );
    this.#collection.set(
      vscode.Uri.parse(owner),
      [...unique.values()].map(({ at, message }) => {
        const diagnostic = new vscode.Diagnostic(rangeOf(at), message);
        diagnostic.source = 'Ask Sofia';
        return diagnostic;
      }),
    );
  }
}
