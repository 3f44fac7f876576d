import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { happened, standIn } from '../../support/vscode/vscodeStandIn.ts';

const { onDidChangeSetting, settingNames, settings } =
  await import('../../../src/host/platform/settings.ts');

const declared = manifest.contributes.configuration.properties;

beforeEach(() => (standIn.settings = {}));

test('what is not set reads as the default of the manifest', () => {
  for (const name of ['activeAgent', 'retentionDays', 'announcements', 'transport'] as const) {
    assert.equal(settings[name], declared[settingNames[name]].default, name);
  }
  assert.equal(settings.concurrency, declared[settingNames.concurrency].default);
});

test('one of several words is one that the manifest declares, or the default', () => {
  for (const name of ['announcements', 'transport'] as const) {
    const { enum: words, default: usual } = declared[settingNames[name]];
    const readsAs = (value: unknown, read: string) => {
      standIn.settings[settingNames[name]] = value;
      assert.equal(settings[name], read, String(value));
    };
    for (const word of words) readsAs(word, word);
    for (const wrong of ['', 'Off', 1, null, words]) readsAs(wrong, usual);
  }
});

test('numbers stay in the range that the manifest declares', () => {
  const { minimum, maximum, default: usual } = declared['askSofia.scenarios.concurrency'];
  const cases: readonly (readonly [unknown, number])[] = [
    [minimum, minimum],
    [maximum, maximum],
    [maximum + 1, maximum],
    [2.6, 3],
    [minimum - 1, usual],
    ['8', usual],
    [NaN, usual],
  ];
  for (const [value, read] of cases) {
    standIn.settings['askSofia.scenarios.concurrency'] = value;
    assert.equal(settings.concurrency, read, String(value));
  }
  const days = declared['askSofia.history.retentionDays'];
  for (const [value, read] of [
    [days.minimum - 1, days.default],
    [30, 30],
    ['30', days.default],
  ]) {
    standIn.settings['askSofia.history.retentionDays'] = value;
    assert.equal(settings.retentionDays, read, String(value));
  }
});

test('a listener hears of its setting alone, until it is disposed of', () => {
  let count = 0;
  const listening = onDidChangeSetting('transport', () => count++);
  for (const name of Object.values(settingNames)) happened.setting.fire(name);
  assert.equal(count, 1);
  listening.dispose();
  happened.setting.fire(settingNames.transport);
  assert.equal(count, 1);
});
