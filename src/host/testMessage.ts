import type * as vscode from 'vscode';
import { turnOfMessage } from '../scenarios/explorer/messageContext.ts';

/** The test that a command of a menu is about: of a test's menu it is given that, of a failure's both. */
export function testItemOf(place: unknown): vscode.TestItem | undefined {
  if (typeof place !== 'object' || place === null) return undefined;
  if ('test' in place) return testItemOf(place.test);
  return 'children' in place && 'label' in place ? (place as vscode.TestItem) : undefined;
}

/** The turn in which the failure was found that a command is about. */
export function turnOf(place: unknown): number | undefined {
  const isMessage = typeof place === 'object' && place !== null && 'message' in place;
  const message = isMessage ? (place.message as Partial<vscode.TestMessage>) : undefined;
  return turnOfMessage(message?.contextValue);
}
