import * as vscode from 'vscode';
import type { FileProblem, ScenarioFile } from '../../scenarios/file/scenario.ts';
import { otherFile, rangeOf } from './scenarioPlaces.ts';

/** The Problems view's lines of scenario files and of the files that these use. */
export class ScenarioDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('askSofia.scenarios');
  /** By the file that was read, the problems of each file by its address. */
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

  /** Several files may use the one that has a problem. */
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
