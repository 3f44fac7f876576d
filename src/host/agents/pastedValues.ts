import * as vscode from 'vscode';
import {
  isAside,
  type Candidate,
  type FieldGap,
  type PastedField,
} from '../../agents/paste/choice/candidates.ts';
import { maskedKey } from '../../agents/pastedAgent.ts';
import { visibleText } from '../../shared/visibleText.ts';

/** Longest ID that is shown in full. */
const maxShown = 64;

/**
 * A value for display, with its length so that a truncated value is noticed. Long IDs show only
 * their beginning and end; keys show nothing of their text. Words only, for screen readers.
 */
export function shownValue(field: PastedField, value: string): string {
  if (field === 'apiKey') return maskedKey(value);
  const count = value.length;
  if (field !== 'businessId' && field !== 'agentId') return visibleText(value);
  const id = visibleText(
    count <= maxShown ? value : `${value.slice(0, maxShown / 2)}…${value.slice(-maxShown / 4)}`,
  );
  return count === 1
    ? vscode.l10n.t('{id} (1 character)', { id })
    : vscode.l10n.t('{id} ({count} characters)', { id, count });
}

/** The candidates of a field, distinguished by their position in the paste. */
export function candidateItems(
  field: PastedField,
  candidates: readonly Candidate[],
): readonly (vscode.QuickPickItem & { readonly value: string })[] {
  const keys = candidates.map(({ value }) => value);
  return candidates.map((candidate, index) => {
    const { value, label, heading } = candidate;
    return {
      label: field === 'apiKey' ? maskedKey(value, index, keys) : shownValue(field, value),
      description: [environmentText(candidate), label, heading]
        .filter((one) => one !== undefined)
        .map(visibleText)
        .join(', '),
      detail: notesOf(candidate).join(', '),
      value,
    };
  });
}

/** The review's note on a value: the number of candidates, and how this one was derived. */
export function noteOn(value: string, candidates: readonly Candidate[]): string {
  const candidate = candidates.find((one) => one.value === value);
  if (!candidate) return '';
  const count = candidates.length;
  const { isJoined, isDecoded, standing } = candidate;
  const isNotable = isJoined || isDecoded || standing === 'remark';
  if (count === 1) return isNotable ? notesOf(candidate).join(', ') : '';
  const many = vscode.l10n.t('{count} found: select this item to see the others', { count });
  const environment = environmentText(candidate) ?? [];
  return [many, environment, notesOf(candidate)].flat().join(', ');
}

/** Why a field with candidates has no value yet. */
export function choiceText(candidates: readonly Candidate[]): string {
  const count = candidates.length;
  if (count > 1) return vscode.l10n.t('{count} found: choose one', { count });
  return candidates.every(isAside)
    ? vscode.l10n.t('found one that seems to be out of use: choose it or enter another')
    : vscode.l10n.t('found one, possibly for a different host: use it or enter another');
}

/** Why a field that the paste names has no value. */
export function gapText(gap: FieldGap): string {
  return {
    masked: vscode.l10n.t('only part of it was pasted: enter the whole value'),
    broken: vscode.l10n.t('it was cut off or split in what you pasted: enter the whole value'),
    reference: vscode.l10n.t("what you pasted only says where it's stored: enter the value"),
    unreadable: vscode.l10n.t("what you pasted can't be used as a base URL: enter one"),
  }[gap];
}

function environmentText({ environment }: Candidate): string | undefined {
  if (environment === undefined) return undefined;
  return environment === 'test'
    ? vscode.l10n.t('test environment')
    : vscode.l10n.t('production environment');
}

/** The candidate's position in the paste, and how it was read. */
function notesOf({ line, standing, isJoined, isDecoded }: Candidate): readonly string[] {
  const notes = [
    line !== undefined && vscode.l10n.t('line {line}', { line }),
    standingText(standing),
    isJoined && vscode.l10n.t('joined from several pieces: compare it with the original'),
    isDecoded && vscode.l10n.t('decoded from Base64'),
  ];
  return notes.filter((note) => typeof note === 'string');
}

function standingText(standing: Candidate['standing']): string | undefined {
  const comment = vscode.l10n.t('in a comment');
  return {
    near: vscode.l10n.t('next to the Agent Graph URL'),
    remark: comment,
    comment,
    disabled: vscode.l10n.t('disabled or replaced'),
    removed: vscode.l10n.t('crossed out or removed'),
    plain: undefined,
    mention: undefined,
  }[standing];
}
