import * as vscode from 'vscode';
import { scenarioGlob } from '../../../scenarios/create/fileName.ts';
import type { ScenarioTests, ScenarioTestsParts } from './scenarioTests.ts';

/**
 * The scenarios in the Test Explorer and in the editor. Their code is loaded when the first
 * scenario file is opened or the Test Explorer asks for the tests.
 */
export class ScenarioTestsLauncher implements vscode.Disposable {
  readonly #parts: ScenarioTestsParts;
  readonly #watching: vscode.Disposable;
  #loading: Promise<ScenarioTests> | undefined;

  constructor(parts: Omit<ScenarioTestsParts, 'controller'>) {
    const controller = vscode.tests.createTestController('askSofia.scenarios', 'Ask Sofia');
    this.#parts = { ...parts, controller };
    controller.resolveHandler = async () => {
      await (
        await this.load()
      ).found;
    };
    const look = (document: vscode.TextDocument) => {
      if (vscode.languages.match({ pattern: scenarioGlob }, document)) void this.load();
    };
    this.#watching = vscode.workspace.onDidOpenTextDocument(look);
    vscode.workspace.textDocuments.forEach(look);
  }

  async load(): Promise<ScenarioTests> {
    this.#loading ??= import('./scenarioTests.ts').then(
      (loaded) => new loaded.ScenarioTests(this.#parts),
    );
    return this.#loading;
  }

  dispose(): void {
    this.#watching.dispose();
    void this.#loading?.then((tests) => tests.dispose());
    this.#parts.controller.dispose();
  }
}
