import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { commands, settings, viewId } from '../../../src/host/manifest.ts';

const { contributes } = manifest;

test('the commands of the code and of the manifest are the same', () => {
  const declared = contributes.commands.map(({ command }) => command);
  assert.deepEqual(declared.toSorted(), Object.values(commands).toSorted());
});

test('every command has the category and a title', () => {
  for (const { category, title } of contributes.commands) {
    assert.equal(category, 'Ask Sofia');
    assert.notEqual(title.trim(), '');
  }
});

test('the view and the settings of the code are declared', () => {
  assert.deepEqual(
    contributes.views.askSofia.map(({ id }) => id),
    [viewId],
  );
  const names = [settings.agents, settings.activeAgent].map(
    (name) => `${settings.section}.${name}`,
  );
  assert.deepEqual(Object.keys(contributes.configuration.properties), names);
});

test('what a workspace could use to redirect a key is restricted while it is not trusted', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.deepEqual(
    restrictedConfigurations.toSorted(),
    Object.keys(contributes.configuration.properties).toSorted(),
  );
});

test('the settings schema knows the fields that the code knows', () => {
  const fields = contributes.configuration.properties['askSofia.agents'].additionalProperties;
  assert.deepEqual(Object.keys(fields.properties), [
    'businessId',
    'agentId',
    'baseUrl',
    'clientKey',
    'markup',
    'greeting',
  ]);
  assert.equal(fields.additionalProperties, false);
});
