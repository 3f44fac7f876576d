import * as vscode from 'vscode';
import type { SourceSpan } from '../../scenarios/file/scenario.ts';

/** A position of a file, which counts from 1, in VS Code, which counts from 0. */
export function positionOf({ line, column }: SourceSpan['start']): vscode.Position {
  return new vscode.Position(line - 1, column - 1);
}

/** A file that a scenario file uses, by the path that the engine has of it. */
export function otherFile(uri: vscode.Uri, path: string): vscode.Uri {
  return uri.with({ path: vscode.Uri.file(path).path });
}

export function rangeOf({ start, end }: SourceSpan): vscode.Range {
  return new vscode.Range(positionOf(start), positionOf(end));
}
