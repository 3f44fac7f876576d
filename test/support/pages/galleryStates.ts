import { readdir } from 'node:fs/promises';
import type { ViewState } from '../../../src/shared/model.ts';
import { catalogue } from '../../../src/simulator/shop/catalogue.ts';
import { productImage } from '../../../src/simulator/shop/images.ts';
import type { ChatOptions, ChatPage, WebviewBench } from './webviewPage.ts';

/** Every state of this folder's files with `States` in their names, by name. */
export async function galleryStates(): Promise<Readonly<Record<string, ViewState>>> {
  const names = await readdir(import.meta.dirname);
  const files = names.filter((name) => /^(chat|card)States.*\.ts$/.test(name)).sort();
  const states: Record<string, ViewState> = {};
  for (const file of files) {
    const exported = (await import(`./${file}`)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(exported)) {
      if (name.endsWith('States')) Object.assign(states, value);
    }
  }
  return states;
}

/** A chat in which the states' images are there, without a network. */
export async function openGalleryPage(
  bench: WebviewBench,
  options: ChatOptions,
): Promise<ChatPage> {
  const states = Object.values(await galleryStates());
  const mediaOrigins = [...new Set(states.flatMap((state) => state.mediaOrigins))];
  const chat = await bench.open({ ...options, mediaOrigins, reducedMotion: true, isFresh: true });
  await chat.page.route('https://**', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: picture(route.request().url()) }),
  );
  return chat;
}

/** A shoe for every address: the number in it chooses which. */
function picture(url: string): string {
  const index = Number(/(\d+)\.\w+$/.exec(url)?.[1] ?? 0);
  const product = catalogue[(index * 7) % catalogue.length];
  return product ? productImage(product, undefined) : '';
}
