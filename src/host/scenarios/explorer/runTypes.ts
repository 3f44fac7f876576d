import type * as vscode from 'vscode';
import type { SelectedCase } from '../../../scenarios/explorer/selectedCases.ts';

/** `recorded`: responses come from the scenarios' recordings; `chat`: turn by turn in the chat. */
export type RunWay = 'live' | 'recorded' | 'chat';

/** A case with its items in the Test Explorer. */
export interface RunningCase extends SelectedCase {
  readonly uri: vscode.Uri;
  readonly item: vscode.TestItem;
  /** Items of the repeated runs, in the order of `attempts`; empty if there is only one run. */
  readonly attemptItems: readonly vscode.TestItem[];
}
