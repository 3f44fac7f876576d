import { readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/wire/', import.meta.url);

/** A list of JSON values that the API notes print, by file name without its suffix. */
export function wireFixtures(
  name: 'responseEvents' | 'inputEvents',
): readonly Readonly<Record<string, unknown>>[] {
  const text = readFileSync(new URL(`${name}.json`, folder), 'utf8');
  return JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
}
