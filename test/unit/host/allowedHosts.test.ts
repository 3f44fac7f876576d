import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import { AllowedHosts, type ImageHosts } from '../../../src/host/webview/allowedHosts.ts';

const shop = { baseUrl: 'https://api.connectly.ai', businessId: 'b-1' };
const shopName = 'https://api.connectly.ai b-1';
const [one, two, three] = ['https://one.example', 'https://two.example', 'https://three.example'];

/** Settings whose file is written later than asked for, as VS Code's is. */
function slowSetting(value: ImageHosts | undefined, { refuses = false } = {}) {
  const setting = {
    value,
    writeCount: 0,
    read: () => setting.value,
    write: async (hosts: ImageHosts | undefined) => {
      setting.writeCount++;
      await nextTurn();
      if (!refuses) setting.value = hosts;
      return !refuses;
    },
  };
  return setting;
}

/** What VS Code keeps for an extension. */
function memoryOf(values: Readonly<Record<string, unknown>>) {
  const map = new Map(Object.entries(values));
  return {
    keys: () => [...map.keys()],
    get: <T>(key: string) => map.get(key) as T | undefined,
    update: (key: string) => {
      map.delete(key);
      return Promise.resolve();
    },
  };
}

test('hosts that are allowed one upon the other are all allowed', async () => {
  const setting = slowSetting(undefined);
  const hosts = new AllowedHosts(setting);
  await Promise.all([hosts.allow(shop, one), hosts.allow(shop, two), hosts.allow(shop, one)]);
  assert.deepEqual(setting.value, { [shopName]: [one, two] });
  await Promise.all([
    hosts.revoke([{ name: shopName, origin: one }]),
    hosts.allow(shop, three),
    hosts.revoke([{ name: shopName, origin: two }]),
  ]);
  assert.deepEqual(setting.value, { [shopName]: [three] });
  await hosts.revoke([{ name: shopName, origin: three }]);
  assert.equal(setting.value, undefined);
});

test('a change that fails keeps no later one from being written', async () => {
  const setting = slowSetting(undefined);
  let isFirst = true;
  const write = (hosts: ImageHosts | undefined) => {
    if (!isFirst) return setting.write(hosts);
    isFirst = false;
    return Promise.reject(new Error('no disk'));
  };
  const hosts = new AllowedHosts({ read: setting.read, write });
  const [failed] = await Promise.allSettled([hosts.allow(shop, one), hosts.allow(shop, two)]);
  assert.equal(failed.status, 'rejected');
  assert.deepEqual(setting.value, { [shopName]: [two] });
});

test('what was allowed before it was a setting joins what is allowed', async () => {
  const setting = slowSetting({ [shopName]: [one] });
  const memory = memoryOf({
    [`old ${shopName}`]: [two, one, 'http://plain.example'],
    'old https://other.example b-2': [three],
    'old https://empty.example b-3': 'no list',
    orderOfAgents: ['A'],
  });
  await new AllowedHosts(setting).takeOver(memory, 'old ');
  assert.deepEqual(setting.value, {
    [shopName]: [one, two],
    'https://other.example b-2': [three],
  });
  assert.deepEqual(memory.keys(), ['orderOfAgents']);
});

test('what was allowed stays where it was until the settings can be written', async () => {
  const memory = memoryOf({ [`old ${shopName}`]: [two] });
  const refusing = slowSetting(undefined, { refuses: true });
  const hosts = new AllowedHosts(refusing);
  await hosts.takeOver(memory, 'old ');
  assert.deepEqual(memory.keys(), [`old ${shopName}`]);
  await hosts.takeOver(memory, 'old ');
  assert.equal(refusing.writeCount, 1, 'each try shows an error');
  const setting = slowSetting(undefined);
  await new AllowedHosts(setting).takeOver(memory, 'old ');
  assert.deepEqual(setting.value, { [shopName]: [two] });
  assert.deepEqual(memory.keys(), []);
});

test('what a window that did not know of a change writes over it is made again, for a while', async () => {
  const setting = slowSetting(undefined);
  let now = 0;
  const hosts = new AllowedHosts(setting, () => now);
  await hosts.allow(shop, one);
  // The other window had read the settings before.
  setting.value = { [shopName]: [two] };
  await hosts.restore();
  assert.deepEqual(setting.value, { [shopName]: [two, one] });
  await hosts.revoke([{ name: shopName, origin: two }]);
  setting.value = { [shopName]: [two, one, three] };
  await Promise.all([hosts.restore(), hosts.restore()]);
  assert.deepEqual(setting.value, { [shopName]: [one, three] });
  const { writeCount } = setting;
  await hosts.restore();
  assert.equal(setting.writeCount, writeCount, 'nothing is lost');
  now = 3_000;
  setting.value = { [shopName]: [two] };
  await hosts.restore();
  assert.deepEqual(setting.value, { [shopName]: [two] }, 'it was meant');
});

test('two windows of different opinions come to an end', async () => {
  const setting = slowSetting(undefined);
  const [allows, revokes] = [1, 2].map(() => new AllowedHosts(setting, () => 0));
  assert.ok(allows && revokes);
  await allows.allow(shop, one);
  await revokes.revoke([{ name: shopName, origin: one }]);
  for (let turn = 0; turn < 20; turn += 1) await (turn % 2 ? revokes : allows).restore();
  assert.equal(setting.writeCount, 2 + 10);
});
