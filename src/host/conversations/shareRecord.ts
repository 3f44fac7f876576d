import * as vscode from 'vscode';
import type { ConversationRecord } from '../../conversation/storage/conversationRecord.ts';
import { recordingOf } from '../../conversation/storage/recordingOf.ts';
import { type LikelyDetail, redactedCopy } from '../../recordings/redaction.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { errorReason } from '../platform/failureMessages.ts';
import { saveFile } from '../platform/saveFile.ts';
import type { Services } from '../services.ts';
import { redactionReasons } from './redactionReasons.ts';

/**
 * Saves a conversation's recording without keys and personal data. The tester first sees each
 * replacement with its reason, and can undo any of them except those of keys.
 */
export async function shareRecord(
  record: ConversationRecord,
  { keys, version }: Services,
): Promise<void> {
  const key = await keys.get(record.agent);
  const secrets = key === undefined ? [] : [key];
  const names = await askForNames();
  if (names === undefined) return;
  const pattern = await askForPattern();
  if (pattern === undefined) return;
  const { header, entries } = recordingOf(record, version);
  const patterns = pattern === '' ? [] : [new RegExp(pattern, 'gu')];
  const redact = (choice: Choice) =>
    redactedCopy(header, entries, { names, patterns, secrets, ...choice });
  const choice = await review(redact({ kept: [], taken: [] }));
  if (!choice) return;
  // Not the conversation's title: that is what the customer wrote.
  const name = `${new Date(record.createdAt).toISOString().slice(0, 10)}-redacted.ndjson`;
  const title = vscode.l10n.t('Share Redacted Recording');
  await saveFile({ title, name, kind: 'NDJSON' }, redact(choice).text);
}

async function askForNames(): Promise<readonly string[] | undefined> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Share Redacted Recording'),
    prompt: vscode.l10n.t(
      'Names to replace, separated by commas. Ask Sofia always looks for keys, email and IP addresses, phone and card numbers, national IDs, and the customer ID.',
    ),
    placeHolder: vscode.l10n.t('For example: Ana Torres, Luis'),
  });
  return answer?.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}

/** An additional pattern; '' for none, undefined if cancelled. */
function askForPattern(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Share Redacted Recording'),
    prompt: vscode.l10n.t(
      'A regular expression for other text to replace, for example order numbers.',
    ),
    placeHolder: vscode.l10n.t('For example: {0}', String.raw`ORD-\d+`),
    validateInput(text) {
      try {
        const isEndless = new RegExp(text, 'gu').test('') && text !== '';
        return isEndless ? vscode.l10n.t('This pattern also matches empty text.') : undefined;
      } catch (error) {
        return vscode.l10n.t("This isn't a valid regular expression. ({0})", errorReason(error));
      }
    },
  });
}

/** Originals to keep, and uncertain ones to replace anyway. */
interface Choice {
  readonly kept: readonly string[];
  readonly taken: readonly string[];
}

/** Shows replacements and possible replacements with their reasons; undefined if cancelled. */
async function review({
  replacements,
  likely,
}: ReturnType<typeof redactedCopy>): Promise<Choice | undefined> {
  const items = [
    ...replacements
      .filter(({ reason }) => reason !== 'secret')
      .map((one) => ({
        label: `${visibleText(one.original)} → ${one.placeholder}`,
        description: described(one),
        original: one.original,
        picked: true,
      })),
    ...likely.map((one) => ({
      label: visibleText(one.original),
      description: `${vscode.l10n.t('uncertain')} · ${described(one)}`,
      original: one.original,
      picked: false,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t(
      "The selected text will be replaced. Clear an item to keep it, and select anything else that's personal.",
    ),
    placeHolder: vscode.l10n.t('Keys are always replaced.'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const originals = (of: typeof items) => of.map(({ original }) => original);
  return {
    kept: originals(items.filter((item) => item.picked && !picked.includes(item))),
    taken: originals(picked.filter((item) => !item.picked)),
  };
}

function described({ reason, count }: LikelyDetail): string {
  const often = count === 1 ? vscode.l10n.t('once') : vscode.l10n.t('{0} times', count);
  return `${redactionReasons()[reason]} · ${often}`;
}
