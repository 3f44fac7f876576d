import type * as vscode from 'vscode';

// A test's menu passes the test to its commands; a failure's menu passes the test and the message.

export function testItemOf(place: unknown): vscode.TestItem | undefined {
  if (typeof place !== 'object' || place === null) return undefined;
  if ('test' in place) return testItemOf(place.test);
  return 'children' in place && 'label' in place ? (place as vscode.TestItem) : undefined;
}

export function testMessageOf(place: unknown): Partial<vscode.TestMessage> | undefined {
  const isOfFailure = typeof place === 'object' && place !== null && 'message' in place;
  return isOfFailure ? (place.message as Partial<vscode.TestMessage>) : undefined;
}
