// Draws every state of the chat in every theme and two widths: node test/webview/gallery.ts [FOLDER]
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatStates } from '../support/chatStates.ts';
import { themeNames } from '../support/themes.ts';
import { startWebviewBench } from '../support/webviewPage.ts';

const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), 'ask-sofia-gallery-')));
const bench = await startWebviewBench();
for (const theme of themeNames) {
  for (const width of [280, 420]) {
    for (const [name, state] of Object.entries(chatStates)) {
      const chat = await bench.open({ theme, width, height: 640, reducedMotion: true });
      await chat.show(state);
      await chat.page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`) });
      await chat.page.context().close();
    }
  }
}
await bench.close();
console.log(folder);
