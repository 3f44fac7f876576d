import type { BrowserContext, Frame } from 'playwright-core';
import { artifactsDir, keepFolder, keepTexts } from '../artifacts.ts';

export interface WorkbenchProducts {
  readonly consoleLines: readonly string[];
  readonly messages: readonly string[];
  /** The workspace folders of its windows. */
  readonly folders: Iterable<string>;
}

/** Keeps for the scan what a VS Code in a browser shows, says and has written. */
export async function keepWorkbench(
  context: BrowserContext,
  { consoleLines, messages, folders }: WorkbenchProducts,
): Promise<void> {
  if (artifactsDir === undefined) return;
  const frames = context.pages().flatMap((page) => page.frames());
  const shown = await Promise.all(frames.map(shownBy));
  keepTexts('workbench', {
    'console.txt': consoleLines.join('\n'),
    'messages.jsonl': messages.join('\n'),
    'text.txt': shown.map(({ text }) => text).join('\n\n'),
    'page.html': shown.map(({ html }) => html).join('\n\n'),
    // Where the workbench keeps its state and the webview's; the secrets in it are encrypted.
    'storage.json': JSON.stringify(await context.storageState({ indexedDB: true })),
  });
  for (const folder of folders) await keepFolder('folders', folder);
}

/** What can be read in a frame, fields too, and its HTML; nothing of a frame that is just leaving. */
async function shownBy(frame: Frame): Promise<{ readonly text: string; readonly html: string }> {
  try {
    return await frame.evaluate(() => {
      // VS Code's one quick input keeps what was typed into it until it asks again; as a password box
      // it never showed it.
      const fields = [
        ...document.querySelectorAll<HTMLInputElement>('input:not([type=password]), textarea'),
      ];
      const values = fields.map(({ value }) => value).join('\n');
      return {
        text: `${document.body?.innerText ?? ''}\n${values}`,
        html: document.documentElement.outerHTML,
      };
    });
  } catch {
    return { text: '', html: '' };
  }
}
