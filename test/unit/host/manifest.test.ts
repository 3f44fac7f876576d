import assert from 'node:assert/strict';
import { test } from 'node:test';
import fileSchema from '../../../media/agents.schema.json' with { type: 'json' };
import manifest from '../../../package.json' with { type: 'json' };
import texts from '../../../package.nls.json' with { type: 'json' };
import { agentFieldNames } from '../../../src/agents/agentFields.ts';
import {
  agentsViewId,
  commands,
  conversationsViewId,
  inspectorViewId,
  viewId,
  walkthroughId,
} from '../../../src/host/platform/manifest.ts';
import '../../support/vscode/vscodeStandIn.ts';

const { settingNames } = await import('../../../src/host/platform/settings.ts');
const { steps } = await import('../../../src/host/window/walkthroughProgress.ts');
const { contributes } = manifest;

test('the commands of the code and of the manifest are the same', () => {
  const declared = contributes.commands.map(({ command }) => command);
  assert.deepEqual(declared.toSorted(), Object.values(commands).toSorted());
});

test('every command has a title and the category, but the one that reads "Ask Sofia" alone', () => {
  for (const { command, category, title } of contributes.commands) {
    assert.equal(category, command === commands.ask ? undefined : 'Ask Sofia', command);
    assert.notEqual(title.trim(), '');
  }
  const [ask] = contributes.commands.filter(({ command }) => command === commands.ask);
  assert.equal(ask?.title, 'Ask Sofia');
});

test('the views and the settings of the code are declared', () => {
  const { views } = contributes;
  assert.deepEqual(
    views.askSofia.map(({ id }) => id),
    [viewId, conversationsViewId, agentsViewId],
  );
  assert.deepEqual(
    views.askSofiaInspector.map(({ id }) => id),
    [inspectorViewId],
  );
  assert.deepEqual(Object.keys(contributes.configuration.properties), Object.values(settingNames));
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
  assert.deepEqual(Object.keys(fields.properties), agentFieldNames);
  assert.equal(fields.additionalProperties, false);
});

test('a shared file has the schema of the settings, with the texts in English', () => {
  const { additionalProperties } = contributes.configuration.properties['askSofia.agents'];
  const written = JSON.stringify(additionalProperties).replace(/"%([\w.]+)%"/g, (_, key: string) =>
    JSON.stringify(new Map(Object.entries(texts)).get(key)),
  );
  assert.deepEqual(fileSchema.properties.agents.additionalProperties, JSON.parse(written));
  assert.deepEqual(contributes.jsonValidation, [
    { fileMatch: '/.sofia/agents.json', url: './media/agents.schema.json' },
  ]);
});

test('the walkthrough has the steps of the code, and each ticks itself off', () => {
  const [walkthrough] = contributes.walkthroughs;
  assert.equal(`${manifest.publisher}.${manifest.name}#${walkthrough?.id}`, walkthroughId);
  assert.deepEqual(
    walkthrough?.steps.map(({ id, completionEvents }) => [id, ...completionEvents]),
    steps.map((step) => [step, `onContext:askSofia.done =~ /${step}/`]),
  );
});

test('the links of texts name commands that exist', () => {
  const known = new Set<string>(Object.values(commands));
  const linked = [...JSON.stringify(texts).matchAll(/command:([\w.]+)/g)].map(([, id]) => id ?? '');
  assert.notEqual(linked.length, 0);
  assert.deepEqual(
    linked.filter((id) => !known.has(id)),
    [],
  );
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

test('the palette has 30 commands at most, and the others stand in a menu or have a key', () => {
  const { commandPalette, ...menus } = contributes.menus;
  const hidden = commandPalette
    .filter(({ when }) => when === 'false')
    .map(({ command }) => command);
  assert.ok(contributes.commands.length - new Set(hidden).size <= 30);
  const places = [...Object.values(menus).flat(), ...contributes.keybindings];
  const offered = new Set<string>(places.map(({ command }) => command));
  // Stands above each scenario in the editor.
  offered.add(commands.runScenario);
  assert.deepEqual(
    hidden.filter((command) => !offered.has(command)),
    [],
  );
});
