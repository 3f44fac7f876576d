import * as vscode from 'vscode';
import type { ConversationRecord } from '../conversation/conversationRecord.ts';
import { recordingOf } from '../conversation/recordingOf.ts';
import { redactedCopy } from '../recordings/redactedCopy.ts';
import type { RedactionReason, Replacement } from '../recordings/redaction.ts';
import { visibleText } from '../shared/visibleText.ts';
import { saveFile } from './saveFile.ts';

export interface ShareOptions {
  readonly record: ConversationRecord;
  /** Keys that must not be in the file, whatever else is in it. */
  readonly secrets: readonly string[];
  /** Of the extension. */
  readonly version: string;
}

/**
 * Saves a conversation's recording without keys and without what is personal. The tester sees each
 * replacement with its reason first, and can take any of them back but those of keys.
 */
export async function shareConversation(options: ShareOptions): Promise<void> {
  const { record, secrets, version } = options;
  const names = await askForNames();
  if (names === undefined) return;
  const pattern = await askForPattern();
  if (pattern === undefined) return;
  const { header, entries } = recordingOf(record, version);
  const patterns = pattern === '' ? [] : [new RegExp(pattern, 'gu')];
  const redact = (kept: readonly string[]) =>
    redactedCopy(header, entries, { names, patterns, secrets, kept });
  const kept = await review(redact([]).replacements);
  if (!kept) return;
  await saveFile({
    title: vscode.l10n.t('Share Redacted Recording'),
    // Not its title: that is what somebody said.
    name: `${new Date(record.createdAt).toISOString().slice(0, 10)}-redacted.ndjson`,
    kind: 'NDJSON',
    text: redact(kept).text,
  });
}

async function askForNames(): Promise<readonly string[] | undefined> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Share Redacted Recording'),
    prompt: vscode.l10n.t(
      'Names of people to replace, with commas between them. Keys, e-mail addresses, phone numbers and the customer’s id are replaced anyway.',
    ),
    placeHolder: vscode.l10n.t('none'),
  });
  return answer?.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
}

/** A further pattern; '' for none, undefined when the tester has thought better of it. */
function askForPattern(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Share Redacted Recording'),
    prompt: vscode.l10n.t(
      'A regular expression for other texts to replace, for example order numbers.',
    ),
    placeHolder: vscode.l10n.t('none'),
    validateInput(text) {
      try {
        const isEndless = new RegExp(text, 'gu').test('') && text !== '';
        return isEndless ? vscode.l10n.t('This also fits where there is no text.') : undefined;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return vscode.l10n.t('This is no regular expression. ({0})', reason);
      }
    },
  });
}

interface ReplacementItem extends vscode.QuickPickItem {
  readonly original: string;
}

/** Shows what is replaced and why; the originals that are to stay, undefined for a change of mind. */
async function review(
  replacements: readonly Replacement[],
): Promise<readonly string[] | undefined> {
  const items: readonly ReplacementItem[] = replacements
    .filter(({ reason }) => reason !== 'secret')
    .map(({ original, placeholder, reason, count }) => ({
      label: `${visibleText(original)} → ${placeholder}`,
      description: `${reasons()[reason]} · ${vscode.l10n.t('{0} times', count)}`,
      original,
      picked: true,
    }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('These texts are replaced. Untick what is to stay.'),
    placeHolder: vscode.l10n.t('Keys are always replaced.'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked && items.filter((item) => !picked.includes(item)).map(({ original }) => original);
}

function reasons(): Readonly<Record<RedactionReason, string>> {
  return {
    customer: vscode.l10n.t('customer id'),
    name: vscode.l10n.t('name'),
    email: vscode.l10n.t('e-mail address'),
    phone: vscode.l10n.t('phone number'),
    pattern: vscode.l10n.t('your pattern'),
    secret: vscode.l10n.t('key'),
  };
}
