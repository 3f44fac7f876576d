import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { SecretStorage } from 'vscode';
import { KeyIndex } from '../../../src/agents/keyIndex.ts';
import { Keys } from '../../../src/host/keys/keys.ts';
import { filesThatContain } from '../../support/secretScan.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { canaryKey } from '../../support/testKeys.ts';

const shop = { baseUrl: 'https://api.connectly.ai', businessId: 'b-1' };
const secret = canaryKey('unit');

/** What VS Code gives every window; two windows share the map. */
function storage(secrets = new Map<string, string>(), refuses = false): SecretStorage {
  const answer = <T>(value: () => T) =>
    refuses ? Promise.reject(new Error('no keyring')) : Promise.resolve(value());
  return {
    get: (name) => answer(() => secrets.get(name)),
    store: (name, value) => answer(() => void secrets.set(name, value)),
    delete: (name) => answer(() => void secrets.delete(name)),
    keys: () => answer(() => [...secrets.keys()]),
    onDidChange: () => ({ dispose: () => undefined }),
  } as SecretStorage;
}

const newFolder = async (t: TestContext) => join(await tempFolder(t), 'keys');

test('a key belongs to an origin and a business, whatever the agent’s other values', async (t) => {
  const keys = new Keys(storage(), new KeyIndex(await newFolder(t)));
  assert.equal(await keys.set(shop, secret), true);
  assert.equal(await keys.get(shop), secret);
  for (const other of [
    { ...shop, baseUrl: 'https://evil.example' },
    { ...shop, baseUrl: 'http://api.connectly.ai' },
    { ...shop, baseUrl: 'https://api.connectly.ai:8443' },
    { ...shop, businessId: 'b-2' },
  ]) {
    assert.equal(await keys.get(other), undefined, JSON.stringify(other));
  }
});

test('"remove all" finds keys of agents that are gone, those of another window too', async (t) => {
  const secrets = new Map<string, string>();
  const folder = await newFolder(t);
  const one = new Keys(storage(secrets), new KeyIndex(folder));
  const two = new Keys(storage(secrets), new KeyIndex(folder));
  const owners = Array.from({ length: 20 }, (_, index) => ({ ...shop, businessId: `b-${index}` }));
  await Promise.all(owners.map((owner, index) => (index % 2 ? one : two).set(owner, secret)));
  assert.deepEqual(await filesThatContain(folder, secret), []);
  assert.equal(await one.clearAll([]), 20);
  assert.equal(secrets.size, 0);
  assert.deepEqual(await readdir(folder), []);
});

test('"remove all" also removes a key that was stored before keys were noted', async (t) => {
  const secrets = new Map([[`apiKey ${shop.baseUrl} ${shop.businessId}`, secret]]);
  const keys = new Keys(storage(secrets), new KeyIndex(await newFolder(t)));
  assert.equal(await keys.clearAll([shop]), 1);
  assert.equal(secrets.size, 0);
});

test('a key counts from when it was entered, however long the storage takes', async (t) => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const fast = storage();
  const secrets: SecretStorage = {
    ...fast,
    store: async (name, value) => {
      await released;
      await fast.store(name, value);
    },
  };
  await fast.store(`apiKey ${shop.baseUrl} ${shop.businessId}`, canaryKey('older'));
  const keys = new Keys(secrets, new KeyIndex(await newFolder(t)));
  const storing = keys.set(shop, secret);
  assert.equal(await keys.get(shop), secret);
  release();
  assert.equal(await storing, true);
  assert.equal(await keys.get(shop), secret);
});

test('a key that was refused gives way to one that another window stores later', async (t) => {
  const stored = storage();
  let tell: (event: { readonly key: string }) => void = () => undefined;
  const secrets: SecretStorage = {
    ...stored,
    store: () => Promise.reject(new Error('locked')),
    onDidChange: (listener) => {
      tell = listener;
      return { dispose: () => undefined };
    },
  };
  const keys = new Keys(secrets, new KeyIndex(await newFolder(t)));
  assert.equal(await keys.set(shop, canaryKey('refused')), false);
  const key = `apiKey ${shop.baseUrl} ${shop.businessId}`;
  await stored.store(key, secret);
  tell({ key });
  assert.equal(await keys.get(shop), secret);
});

test('where the storage refuses, the key holds for this window, and goes with "remove"', async (t) => {
  const keys = new Keys(storage(new Map(), true), new KeyIndex(await newFolder(t)));
  assert.equal(await keys.get(shop), undefined);
  assert.equal(await keys.set(shop, secret), false);
  assert.equal(await keys.get(shop), secret);
  await keys.clear(shop);
  assert.equal(await keys.get(shop), undefined);
});
