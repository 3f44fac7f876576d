import * as vscode from 'vscode';

type Report = vscode.Progress<{ readonly message: string; readonly increment: number }>;

/** Does some work while a notification shows that it goes on and lets the tester cancel it. */
export function cancellable<T>(
  title: string,
  work: (signal: AbortSignal, progress: Report) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const cancelled = new AbortController();
    token.onCancellationRequested(() => cancelled.abort());
    return work(cancelled.signal, progress);
  });
}
