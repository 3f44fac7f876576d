import * as vscode from 'vscode';
import { scenarioGlob } from '../../../scenarios/create/fileName.ts';
import type { CoreServices } from '../../coreServices.ts';
import type { ScenarioTests } from './scenarioTests.ts';

/**
 * The scenarios in the Test Explorer and in the editor. Their code is loaded when the first
 * scenario file is opened or the Test Explorer asks for the tests.
 */
export class ScenarioTestsLauncher implements vscode.Disposable {
  readonly #load: () => Promise<ScenarioTests>;
  readonly #controller = vscode.tests.createTestController('askSofia.scenarios', 'Ask Sofia');
  readonly #watching: vscode.Disposable;
  #loading: Promise<ScenarioTests> | undefined;

  /** `testsFolder` is for the conversations of tests. */
  constructor(core: CoreServices, testsFolder: string) {
    this.#load = async () => {
      const { ScenarioTests } = await import('./scenarioTests.ts');
      return new ScenarioTests(core, this.#controller, testsFolder);
    };
    this.#controller.resolveHandler = () => this.load().then(({ found }) => found);
    const look = (document: vscode.TextDocument) => {
      if (vscode.languages.match({ pattern: scenarioGlob }, document)) void this.load();
    };
    this.#watching = vscode.workspace.onDidOpenTextDocument(look);
    vscode.workspace.textDocuments.forEach(look);
  }

  load(): Promise<ScenarioTests> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  dispose(): void {
    this.#watching.dispose();
    void this.#loading?.then((tests) => tests.dispose());
    this.#controller.dispose();
  }
}
