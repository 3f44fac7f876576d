import * as vscode from 'vscode';
import type { SourceSpan } from '../../scenarios/file/scenario.ts';

/** Converts a position in a file, counted from 1, to VS Code's, counted from 0. */
export function positionOf({ line, column }: SourceSpan['start']): vscode.Position {
  return new vscode.Position(line - 1, column - 1);
}

/** A file that a scenario file uses, from its file system path. */
export function otherFile(uri: vscode.Uri, path: string): vscode.Uri {
  return uri.with({ path: vscode.Uri.file(path).path });
}

export function rangeOf({ start, end }: SourceSpan): vscode.Range {
  return new vscode.Range(positionOf(start), positionOf(end));
}
