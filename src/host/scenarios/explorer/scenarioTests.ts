import * as vscode from 'vscode';
import { turnOfMessage } from '../../../scenarios/explorer/messageContext.ts';
import { isString } from '../../../shared/guards.ts';
import type { CoreServices } from '../../coreServices.ts';
import { settings } from '../../platform/settings.ts';
import { offerInEditor } from '../offerInEditor.ts';
import { ScenarioIndex } from './scenarioIndex.ts';
import { conversationKey, runScenarios, type ScenarioRunParts } from './runScenarios.ts';
import type { RunWay } from './runTypes.ts';
import { TestConversations } from '../../../scenarios/explorer/testConversations.ts';
import { testItemOf, testMessageOf } from './testMessage.ts';
import { tell } from '../../platform/messages.ts';
import { pickAmong } from '../../platform/pickAmong.ts';

/** A test with a kept conversation, and its key. */
interface HeldTest {
  readonly item: vscode.TestItem;
  readonly key: string;
}

/** Days until the conversations of tests that no longer run are deleted. */
const keptDays = 30;

/** The scenarios in the Test Explorer and in the editor. */
export class ScenarioTests implements vscode.Disposable {
  /** Resolves when all files present at the start were read. */
  readonly found: Promise<void>;
  readonly #parts: ScenarioRunParts;
  readonly #profiles: ReadonlyMap<RunWay, vscode.TestRunProfile>;
  readonly #disposables: readonly vscode.Disposable[];
  /** Cancels running tests when the window closes. */
  readonly #ending = new vscode.CancellationTokenSource();

  /** `testsFolder` is for the conversations of tests. */
  constructor(core: CoreServices, controller: vscode.TestController, testsFolder: string) {
    const index = new ScenarioIndex(controller);
    const kept = new TestConversations(testsFolder);
    this.#parts = { ...core, controller, index, kept };
    const { Run, Debug } = vscode.TestRunProfileKind;
    this.#profiles = new Map([
      ['live', this.#profile(vscode.l10n.t('Run'), Run, 'live')],
      ['recorded', this.#profile(vscode.l10n.t('Run Against Recordings'), Run, 'recorded')],
      ['chat', this.#profile(vscode.l10n.t('Debug in the Chat'), Debug, 'chat')],
    ]);
    controller.refreshHandler = () => index.find();
    this.#disposables = [index, offerInEditor(core.agents, index), this.#ending];
    this.found = index.find();
    void kept
      .purge(Math.min(settings.retentionDays || keptDays, keptDays))
      .catch((error: unknown) =>
        core.log.warn(`Old conversations of tests cannot be deleted: ${String(error)}`),
      );
  }

  /** Runs one scenario of a file, or all of them: the command of the editor's CodeLenses. */
  async run([uri, scenario, way]: readonly unknown[]): Promise<void> {
    const { index } = this.#parts;
    if (!(uri instanceof vscode.Uri)) return;
    const ways: readonly RunWay[] = ['live', 'recorded', 'chat'];
    const profile = this.#profiles.get(ways.find((one) => one === way) ?? 'live');
    await this.found;
    await index.read(uri);
    const item = index.itemOf({ uri, ...(isString(scenario) && { target: { scenario } }) });
    if (!item || !profile) return;
    await profile.runHandler(
      new vscode.TestRunRequest([item], undefined, profile),
      this.#ending.token,
    );
  }

  /** Shows a test's last conversation in the chat. */
  async openConversation([place]: readonly unknown[]): Promise<void> {
    if (await this.#replay(place)) await this.#parts.view.show();
  }

  /** Shows that conversation in the inspector, at the turn of the chosen failure. */
  async showInInspector([place]: readonly unknown[]): Promise<void> {
    const shown = await this.#replay(place);
    if (!shown) return;
    const { item, turnCount } = shown;
    const { index, view } = this.#parts;
    const message = testMessageOf(place);
    // VS Code shows a test's only failure as the test itself, without passing a message.
    const turn = message ? turnOfMessage(message.contextValue) : index.failedTurns.get(item);
    // A turn that could not be sent recorded nothing; the turn before it shows why.
    await view.showInInspector({ turnId: Math.min(turn ?? turnCount, turnCount) });
  }

  /** Replays a test's conversation in the pages; undefined if there is none. */
  async #replay(place: unknown) {
    const { conversations, kept } = this.#parts;
    const item = testItemOf(place);
    const picked = await this.#pickConversation(item ? leaves(item) : []);
    const opened = picked && (await kept.open(picked.key));
    if (!opened) return undefined;
    const { record, turnCount } = opened;
    conversations.startReplay({ record, rest: opened }).do({ do: 'jump', turn: Infinity });
    return { item: picked.item, turnCount };
  }

  dispose(): void {
    this.#ending.cancel();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #profile(label: string, kind: vscode.TestRunProfileKind, way: RunWay): vscode.TestRunProfile {
    const { controller, index } = this.#parts;
    return controller.createRunProfile(
      label,
      kind,
      (request, token) =>
        request.continuous
          ? this.#runOnSave(request, way, token)
          : runScenarios(request, way, token, this.#parts),
      way !== 'recorded',
      index.runnable,
      way !== 'chat',
    );
  }

  /** Runs a file's chosen tests each time it is saved, and cancels those still running. */
  #runOnSave(
    { include, exclude, profile }: vscode.TestRunRequest,
    way: RunWay,
    token: vscode.CancellationToken,
  ): void {
    const { index } = this.#parts;
    const running = new Map<string, vscode.CancellationTokenSource>();
    const saved = vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
      await index.read(uri);
      const item = index.itemOf({ uri });
      const isOfFile = (one: vscode.TestItem) => one.uri?.toString() === uri.toString();
      const items = include ? include.filter(isOfFile) : item ? [item] : [];
      if (items.length === 0 || token.isCancellationRequested) return;
      running.get(uri.toString())?.cancel();
      const source = new vscode.CancellationTokenSource();
      running.set(uri.toString(), source);
      const request = new vscode.TestRunRequest(items, exclude, profile, true);
      await runScenarios(request, way, source.token, this.#parts);
    });
    token.onCancellationRequested(() => {
      saved.dispose();
      for (const source of running.values()) source.cancel();
    });
  }

  /** The conversation of one of these tests; asks if several have one. */
  async #pickConversation(items: readonly vscode.TestItem[]): Promise<HeldTest | undefined> {
    const { index, kept } = this.#parts;
    const found: (vscode.QuickPickItem & HeldTest)[] = [];
    for (const item of items) {
      const test = index.testOf(item);
      const key = test?.target && conversationKey(test, test.target.attempt);
      if (key === undefined || !(await kept.has(key))) continue;
      const description = item.parent?.parent ? item.parent.label : undefined;
      found.push({ label: item.label, ...(description && { description }), key, item });
    }
    if (found.length === 0) tell(vscode.l10n.t('This test has no conversation yet. Run it first.'));
    return pickAmong(found, vscode.l10n.t('Which conversation?'), (one) => one);
  }
}

function leaves(item: vscode.TestItem): readonly vscode.TestItem[] {
  return item.children.size === 0 ? [item] : [...item.children].flatMap(([, one]) => leaves(one));
}
