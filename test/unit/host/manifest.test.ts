import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { commands, conversationsViewId, settings, viewId } from '../../../src/host/manifest.ts';

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
    [viewId, conversationsViewId],
  );
  const names = [
    settings.agents,
    settings.activeAgent,
    settings.retentionDays,
    settings.announcements,
  ].map((name) => `${settings.section}.${name}`);
  assert.deepEqual(Object.keys(contributes.configuration.properties), names);
});

test('what a workspace could use to redirect a key is restricted while it is not trusted', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  // A workspace has no say in settings of the whole application.
  const ofWorkspaces = Object.entries(contributes.configuration.properties)
    .filter(([, property]) => !('scope' in property && property.scope === 'application'))
    .map(([name]) => name);
  assert.deepEqual(restrictedConfigurations.toSorted(), ofWorkspaces.toSorted());
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

test('menus and keys name commands that exist, and keys other than the first need the focus', () => {
  const known = new Set<string>(Object.values(commands));
  const entries = Object.values(contributes.menus).flat();
  assert.deepEqual(
    [...entries, ...contributes.keybindings].filter(({ command }) => !known.has(command)),
    [],
  );
  const everywhere = contributes.keybindings.filter((binding) => !('when' in binding));
  assert.deepEqual(
    everywhere.map(({ command }) => command),
    [commands.ask],
  );
});

test('commands that need an argument are not in the palette', () => {
  assert.deepEqual(
    contributes.menus.commandPalette.map(({ command, when }) => [command, when]),
    [
      commands.openConversation,
      commands.pinConversation,
      commands.unpinConversation,
      commands.revealConversation,
      commands.deleteConversation,
    ].map((command) => [command, 'false']),
  );
});
