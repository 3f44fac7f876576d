import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { personalKinds, type RedactionReason } from '../../recordings/redaction.ts';
import type { ActionMapping } from '../../scenarios/create/actionOf.ts';
import { recordingNameOf } from '../../scenarios/create/fileName.ts';
import { recordingOfTurns, recordingText } from '../../scenarios/create/recordingText.ts';
import {
  actionLine,
  answeredTurns,
  scenarioOfChosen,
  type DraftExpectation,
  draftScenario,
  type ScenarioDraft,
  stubsFromStarterPrompts,
} from '../../scenarios/create/scenarioDraft.ts';
import { scenariosText, scenarioText } from '../../scenarios/create/scenarioText.ts';
import { formatLocale } from '../../shared/l10n.ts';
import { isCount, isRecord } from '../../shared/guards.ts';
import type { Turn } from '../../shared/model.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { tell } from '../platform/messages.ts';
import { writeFile } from '../platform/saveFile.ts';
import type { Command, Services } from '../services.ts';
import { chosenRecords } from '../conversations/commandTargets.ts';
import { redactionReasons } from '../conversations/redactionReasons.ts';
import { pickProposals, type ProposalGroup } from './pickExpectations.ts';
import { askForFile, baseName, besides } from './scenarioFile.ts';

const maxLabelLength = 80;

/** Saves the whole conversation: the one clicked in the list, or the shown one. */
export const saveScenario: Command = (services, args) => save(services, args);

/** Saves the shown conversation up to a message. */
export const saveScenarioUpTo: Command = async (services, [place]) => {
  const turnId = isRecord(place) ? place['turnId'] : undefined;
  if (isCount(turnId)) await save(services, [], turnId);
};

/**
 * Writes a conversation as a scenario with the chosen expectations, and next to it the recording
 * used to run it without the agent. `upTo` is the last turn to include.
 */
async function save(parts: Services, args: readonly unknown[], upTo?: number): Promise<void> {
  const [record] = await chosenRecords(parts, args);
  const turns = record && (await pickTurns(record, upTo));
  if (!record || !turns) return;
  const draft = draftScenario(record, turns, '');
  const chosen = await pickProposals(groupsOf(draft), ({ isChosen }) => isChosen);
  const uri = chosen && (await askForFile(draft.name));
  if (!uri) return;
  const recordingName = recordingNameOf(baseName(uri));
  const keys = new Set(chosen.map(({ key }) => key));
  // Draft again: the recording's name is now known, and the scenario refers to it.
  const text = scenarioText(scenarioOfChosen(draftScenario(record, turns, recordingName), keys));
  const recording = recordingOfTurns(record, turns, parts.version);
  const lines = recordingText(recording.header, recording.entries);
  if (!(await writeFile(besides(uri, recordingName), lines))) return;
  if (!(await writeFile(uri, text))) return;
  await parts.progress.mark('saved');
  tellOfPersonalData(recordingName, personalKinds(recording.header, recording.entries));
  await vscode.window.showTextDocument(uri, { preview: false });
}

/** The turns for the scenario, in order. */
async function pickTurns(
  record: ConversationRecord,
  upTo: number | undefined,
): Promise<readonly Turn[] | undefined> {
  const turns = answeredTurns(record, upTo);
  if (turns.length === 0) {
    tell(vscode.l10n.t("The agent hasn't responded yet, so there's nothing to test."));
    return undefined;
  }
  if (turns.length === 1 || upTo !== undefined) return turns;
  const draft = draftScenario(record, turns, '');
  const items = turns.map((turn, index) => ({
    label: turnLabel(index + 1, draft.turns[index]?.action ?? {}),
    turn,
    picked: true,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which turns should the scenario include?'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  const chosen = picked?.map(({ turn }) => turn) ?? [];
  return chosen.length === 0 ? undefined : turns.filter((turn) => chosen.includes(turn));
}

function groupsOf({ turns, proposals }: ScenarioDraft): readonly ProposalGroup<DraftExpectation>[] {
  const groups = turns.map((turn, index) => ({
    label: turnLabel(index + 1, turn.action),
    proposals: turn.proposals,
  }));
  return [...groups, { label: vscode.l10n.t('The whole conversation'), proposals }];
}

function turnLabel(number: number, action: ActionMapping): string {
  const line = visibleText(actionLine(action));
  const short = line.length > maxLabelLength ? `${line.slice(0, maxLabelLength - 1)}…` : line;
  return vscode.l10n.t('Turn {0}: {1}', number, short);
}

function tellOfPersonalData(recordingName: string, kinds: readonly RedactionReason[]): void {
  if (kinds.length === 0) return;
  const names = redactionReasons();
  const list = new Intl.ListFormat(formatLocale(), { type: 'unit' });
  tell(
    vscode.l10n.t(
      '{0} contains personal data: {1}. Before you share it, use Share Redacted Recording to make a copy without this data, and review the scenario too.',
      recordingName,
      list.format(kinds.map((kind) => names[kind])),
    ),
  );
}

/** Writes a scenario for each starter prompt of the shown agent. */
export async function saveStubs({ agents }: Services): Promise<void> {
  const { active: agent } = agents;
  if (!agent) return tell(vscode.l10n.t('No agent is selected.'));
  const stubs = stubsFromStarterPrompts(agent);
  if (stubs.length === 0)
    return tell(
      vscode.l10n.t('{0} has no starter prompts. Add some in its settings first.', agent.name),
    );
  const uri = await askForFile(`${agent.name} starters`);
  if (!uri || !(await writeFile(uri, scenariosText(stubs)))) return;
  await vscode.window.showTextDocument(uri, { preview: false });
}
