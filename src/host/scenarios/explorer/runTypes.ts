import type * as vscode from 'vscode';
import type { SelectedCase } from '../../../scenarios/explorer/selectedCases.ts';

/** `recorded`: the scenarios' recordings answer; `chat`: turn by turn in the chat. */
export type RunWay = 'live' | 'recorded' | 'chat';

/** A case with its lines in the Test Explorer. */
export interface RunningCase extends SelectedCase {
  readonly uri: vscode.Uri;
  readonly item: vscode.TestItem;
  /** Lines of the repeats, in the order of `attempts`; none where there is one attempt only. */
  readonly attemptItems: readonly vscode.TestItem[];
}
