import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('the extension in a real VS Code', () => {
  test('is found under its id and activates', async () => {
    const extension = vscode.extensions.getExtension('ask-sofia.ask-sofia');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test('registers every command of its manifest', async () => {
    const manifest = vscode.extensions.getExtension('ask-sofia.ask-sofia')?.packageJSON as {
      readonly contributes?: { readonly commands?: readonly { readonly command: string }[] };
    };
    const declared = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.notEqual(declared.length, 0);
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});
