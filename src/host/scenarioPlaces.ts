import * as vscode from 'vscode';
import type { Span } from '../scenarios/file/scenario.ts';

/** A position of a file, which counts from 1, in VS Code, which counts from 0. */
export function positionOf({ line, column }: Span['start']): vscode.Position {
  return new vscode.Position(line - 1, column - 1);
}

export function rangeOf({ start, end }: Span): vscode.Range {
  return new vscode.Range(positionOf(start), positionOf(end));
}
