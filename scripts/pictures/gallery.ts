// Renders every state of the chat in every theme and two widths, as pictures and as one overview
// page: npm run gallery [FOLDER]
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { galleryStates, openGalleryPage } from '../../test/support/pages/galleryStates.ts';
import { themeNames } from '../../test/support/pages/themes.ts';
import { startWebviewBench } from '../../test/support/pages/webviewPage.ts';

const widths = [280, 420];
const height = 720;

const folder = process.argv[2] ?? (await mkdtemp(join(tmpdir(), 'ask-sofia-gallery-')));
const states = Object.entries(await galleryStates());
const variants = themeNames.flatMap((theme) => widths.map((width) => ({ theme, width })));
const pictureName = (name: string, theme: string, width: number) => `${name}-${theme}-${width}.png`;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Ask Sofia: every state of the chat</title>
<style>
  body { margin: 2rem; background: #777; color: white; font: 14px system-ui }
  div { display: flex; gap: 1rem; overflow-x: auto; align-items: start }
  figure { margin: 0 }
</style>
${states
  .map(
    ([name]) => `<h2>${name}</h2>
<div>
${variants
  .map(
    ({ theme, width }) => `<figure>
<img src="${pictureName(name, theme, width)}" width="${width}" height="${height}" alt="">
<figcaption>${theme}, ${width} px</figcaption>
</figure>`,
  )
  .join('\n')}
</div>`,
  )
  .join('\n')}
</html>
`;

await mkdir(folder, { recursive: true });
const bench = await startWebviewBench();
for (const { theme, width } of variants) {
  for (const [name, state] of states) {
    const chat = await openGalleryPage(bench, { theme, width, height });
    await chat.show(state);
    await chat.page.screenshot({ path: join(folder, pictureName(name, theme, width)) });
    await chat.page.context().close();
  }
}
await bench.close();
await writeFile(join(folder, 'index.html'), page);
console.log(join(folder, 'index.html'));
