import { readdir } from 'node:fs/promises';
import type { ViewState } from '../../src/shared/model.ts';

/** Every state of the files chatStates*.ts in this folder, by name. */
export async function galleryStates(): Promise<Readonly<Record<string, ViewState>>> {
  const names = await readdir(import.meta.dirname);
  const files = names.filter((name) => /^chatStates.*\.ts$/.test(name)).sort();
  const states: Record<string, ViewState> = {};
  for (const file of files) {
    const exported = (await import(`./${file}`)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(exported)) {
      if (name.endsWith('States')) Object.assign(states, value);
    }
  }
  return states;
}
