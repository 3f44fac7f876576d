import { pathToFileURL } from 'node:url';

export interface WorkbenchUrlOptions {
  readonly port: number;
  /** Absolute path of the extension under development; if omitted, only installed ones run. */
  readonly extensionPath?: string;
  /** Absolute path of a module with `run()`, called in the extension host. */
  readonly testsPath?: string;
  /** Absolute path of the workspace folder; if omitted, the window is empty. */
  readonly folder?: string;
}

/** The URL of a workbench. */
export function workbenchUrl({ port, extensionPath, testsPath, folder }: WorkbenchUrlOptions) {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${urlPath(path)}`;
  const payload: [string, string][] = [];
  if (extensionPath) payload.push(['extensionDevelopmentPath', remote(extensionPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (folder) url.searchParams.set('folder', urlPath(folder));
  else url.searchParams.set('ew', 'true');
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Forward slashes with a leading one, on Windows too. */
function urlPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
