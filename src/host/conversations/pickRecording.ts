import { Readable } from 'node:stream';
import * as vscode from 'vscode';
import { readConversation } from '../../conversation/storage/readConversation.ts';
import { openRecorded, type RecordedConversation } from '../../conversation/storage/recordOf.ts';
import { damageSentence, leftOutSentence } from '../../recordings/damageSentence.ts';
import {
  importFrom,
  importRecording,
  maxImportBytes,
  type ImportedRecording,
  type ImportProblem,
} from '../../recordings/import/importRecording.ts';
import { fileErrorSentence } from '../../recordings/readText.ts';
import { textProblemSentence } from '../../shared/decodeText.ts';
import { showError, warn } from '../platform/messages.ts';
import { baseName } from '../scenarios/scenarioFile.ts';

const maxMebibytes = maxImportBytes / 1024 / 1024;

/** A notification has no room for more sentences. */
const maxTold = 3;

/**
 * Lets the tester open a recording, an exported conversation, a HAR file or a response body, from a
 * file or the clipboard. Undefined if cancelled or if nothing is usable; the tester is told why.
 */
export async function pickRecording(): Promise<RecordedConversation | undefined> {
  const source = await pickSource();
  if (!source) return undefined;
  const loaded = await source.load();
  if (loaded.type !== 'loaded') {
    showError(`${source.name}: ${problemOf(loaded)}`);
    return undefined;
  }
  const recorded = openRecorded(loaded.header, loaded.exchanges);
  const told = [...loaded.damage.map(damageSentence), ...recorded.leftOut.map(leftOutSentence)];
  if (told.length > 0) {
    const message = `${source.name}: ${told.slice(0, maxTold).join(' ')}`;
    const more = vscode.l10n.t('There are more problems like these.');
    warn(told.length > maxTold ? `${message} ${more}` : message);
  }
  if (loaded.damage.some(({ type }) => type === 'headerOnly')) return undefined;
  return recorded;
}

/** A file or the clipboard, with its name for messages. */
async function pickSource() {
  const file = {
    label: vscode.l10n.t('From a file…'),
    detail: vscode.l10n.t(
      'A recording, an exported conversation (JSON), a HAR file, or a response saved by curl',
    ),
  };
  const clipboard = {
    label: vscode.l10n.t('From the clipboard'),
    detail: vscode.l10n.t('The same formats, as text'),
  };
  const title = vscode.l10n.t('Open Recording');
  const picked = await vscode.window.showQuickPick([file, clipboard], { title });
  if (picked === clipboard) {
    const source = Readable.from([Buffer.from(await vscode.env.clipboard.readText())]);
    const load = () => importFrom(source, Date.now(), readConversation);
    return { name: vscode.l10n.t('Clipboard'), load };
  }
  if (picked !== file) return undefined;
  const [uri] = (await vscode.window.showOpenDialog({ title })) ?? [];
  return uri && { name: baseName(uri), load: () => importRecording(uri.fsPath, readConversation) };
}

function problemOf(loaded: Exclude<ImportedRecording, { readonly type: 'loaded' }>): string {
  if (loaded.type === 'undecodable') return textProblemSentence(loaded.problem);
  if (loaded.type === 'noFile') return fileErrorSentence(loaded.code);
  const problems: Readonly<Record<ImportProblem, string>> = {
    empty: vscode.l10n.t("It's empty."),
    notARecording: vscode.l10n.t(
      'Unsupported format. Open a recording, an exported conversation (JSON), a HAR file, or a saved agent response.',
    ),
    newerVersion: vscode.l10n.t(
      'This was created by a later version of Ask Sofia. Update the extension to read it.',
    ),
    damaged: vscode.l10n.t(
      "It's damaged or cut off. Copy it again, or export it again from the original source.",
    ),
    tooLarge: vscode.l10n.t(
      "It's larger than {0} MiB, the limit for everything except recordings. Export less data.",
      maxMebibytes,
    ),
    tooDeep: vscode.l10n.t(
      "It's nested too deeply for an agent response. Export it again from the original source.",
    ),
    noRequests: vscode.l10n.t(
      'It contains no Agent Graph requests. Export it again and include them.',
    ),
  };
  return problems[loaded.reason];
}
