import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

/**
 * Stands in every key of the suites, and nowhere else in the world: whoever finds it in a log or a
 * report has found a key. Random letters, so that no text holds them by chance.
 */
export const keyMark = ['Qz7X', 'w4Kv'].join('');

/** A key of the suites with its name, as it stands in a request. */
export const keyPattern = new RegExp(
  `[0-9a-f]{8}${keyMark}-([a-z]+(?:-[a-z]+)*)-[0-9a-f]{8}${keyMark}`,
  'g',
);

/**
 * The API key of that name, of lower-case words: always the same one, and so that each 16 characters
 * of its beginning or of its end hold the mark. It begins unlike the others, so that a rule that hides
 * the beginning of one key does not hide all. No general rule about what looks like a key knows it.
 */
export function canaryKey(name: string): string {
  // A key that `keyPattern` does not find counts as a piece of one, wherever it arrives.
  assert.match(name, /^[a-z]+(?:-[a-z]+)*$/);
  const digest = createHash('sha256').update(name).digest('hex');
  return `${digest.slice(0, 8)}${keyMark}-${name}-${digest.slice(8, 16)}${keyMark}`;
}

/** The key of tests that need just one; it must turn up nowhere but in the header. */
export const testKey = canaryKey('test');

/** The password of proxies that want one. */
export const proxyPassword = canaryKey('proxy');

/** The names of the keys that stand in the text, each once. */
export function keyNamesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(keyPattern)].map(([, name = '']) => name))];
}
