import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import { answerParts } from '../../scenarios/answer.ts';
import { type ActionMapping, actionOf } from '../../scenarios/create/actionOf.ts';
import {
  appendExpectation,
  type ListPlace,
  expectationText,
  turnsOfFile,
} from '../../scenarios/create/appendExpectation.ts';
import type { ProposedExpectation } from '../../scenarios/create/proposedExpectation.ts';
import { isScenarioPath, scenarioGlob } from '../../scenarios/create/fileName.ts';
import { proposeExpectations } from '../../scenarios/create/proposeExpectations.ts';
import { relatedTo, valueProposals } from '../../scenarios/create/valueProposals.ts';
import { isCount, isRecord } from '../../shared/guards.ts';
import type { Turn } from '../../shared/model.ts';
import { isValuePath } from '../../shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { Services } from '../services.ts';
import { copyText } from '../platform/copyText.ts';
import { tell } from '../platform/messages.ts';
import { pickAmong } from '../platform/pickAmong.ts';
import { pickProposals, type ProposalGroup } from './pickExpectations.ts';
import { baseName } from './scenarioFile.ts';

/** An upper limit, because every file must be read. */
const maxFiles = 200;

/** A turn in a scenario file with the same action as a turn of the conversation. */
interface FoundTurn extends ListPlace {
  readonly document: vscode.TextDocument;
}

/**
 * Offers expectations that hold for a turn's response, or for a value in it, and adds the chosen
 * ones to a scenario.
 */
export async function addExpectation(
  { conversations }: Services,
  [place]: readonly unknown[],
): Promise<void> {
  const { turns, agent } = conversations.state;
  const turnId = isRecord(place) ? place['turnId'] : undefined;
  const index = turns.findIndex(({ id }) => id === turnId);
  const turn = turns[index];
  if (!turn || !isRecord(place)) return;
  const groups = groupsOf(turn, place).filter(({ proposals }) => proposals.length > 0);
  if (groups.length === 0)
    return tell(vscode.l10n.t("This isn't part of an event. Choose a value in an event."));
  const chosen = await pickProposals(groups, () => false);
  if (!chosen || chosen.length === 0) return;
  const before = turns.slice(0, index).filter(({ phase }) => phase === 'answered');
  const action = actionOf(turn, before.map(answerParts), agent);
  const found = await turnsThatDo(action);
  const title = vscode.l10n.t('Which scenario should the expectation be added to?');
  const target = await pickAmong(found, title, ({ scenario, document, turn = 1 }) => ({
    label: visibleText(scenario),
    description: vscode.l10n.t('{0}, turn {1}', baseName(document.uri), turn),
  }));
  if (target) await insert(target, chosen);
  else if (found.length === 0) await copy(chosen);
}

function groupsOf(
  turn: Turn,
  place: Readonly<Record<string, unknown>>,
): readonly ProposalGroup<ProposedExpectation>[] {
  const { item, line, path } = place;
  if (isValuePath(path) && isCount(line)) {
    const proposals = valueProposals(answerParts(turn), line, path);
    return [{ label: vscode.l10n.t('This value'), proposals }];
  }
  const said = turn.inputs.flatMap((input) => customerText(input) ?? []).join('\n');
  const all = proposeExpectations(answerParts(turn), { said });
  const part = isCount(item) ? turn.items[item] : undefined;
  const related = part?.type === 'event' ? relatedTo(part.event, all) : [];
  return [
    { label: vscode.l10n.t('This part of the response'), proposals: related },
    {
      label: vscode.l10n.t('The whole response'),
      proposals: all.filter((one) => !related.includes(one)),
    },
  ];
}

/** Searches the active editor's file first, then the whole workspace. */
async function turnsThatDo(action: ActionMapping): Promise<readonly FoundTurn[]> {
  const active = vscode.window.activeTextEditor?.document;
  const isOpen = active && isScenarioPath(active.uri.path);
  const here = isOpen ? turnsIn(active, action) : [];
  if (here.length > 0) return here;
  const uris = await vscode.workspace.findFiles(scenarioGlob, '**/node_modules/**', maxFiles);
  const documents = await Promise.all(uris.map((uri) => vscode.workspace.openTextDocument(uri)));
  return documents.flatMap((document) => turnsIn(document, action));
}

function turnsIn(document: vscode.TextDocument, action: ActionMapping): readonly FoundTurn[] {
  return turnsOfFile(document.getText())
    .filter((turn) => isDeepStrictEqual(turn.action, action))
    .map(({ scenario, turn }) => ({ document, scenario, turn }));
}

/** Edits the open document without saving, so that the tester can review and undo the change. */
async function insert(
  { document, ...place }: FoundTurn,
  chosen: readonly ProposedExpectation[],
): Promise<void> {
  const before = document.getText();
  const after = chosen.reduce<string | undefined>(
    (text, { expectation }) => text && appendExpectation(text, place, expectation),
    before,
  );
  if (after === undefined) {
    await copy(chosen);
    return;
  }
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const { start, end, text } = changed(before, after);
  const rangeTo = (last: number) =>
    new vscode.Range(document.positionAt(start), document.positionAt(last));
  await editor.edit((edit) => edit.replace(rangeTo(end), text));
  const added = rangeTo(start + text.length);
  editor.selection = new vscode.Selection(added.start, added.start);
  editor.revealRange(added, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The part of the text that differs. Replacing only this part keeps the cursor in place. */
function changed(before: string, after: string) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

async function copy(chosen: readonly ProposedExpectation[]): Promise<void> {
  const text = chosen.map(({ expectation }) => expectationText(expectation)).join('');
  await copyText(text);
  tell(
    vscode.l10n.t(
      'No scenario has this turn. The expectation was copied. Paste it under “expect”.',
    ),
  );
}
