import * as vscode from 'vscode';
import { describeFailure } from '../../shared/failure/describeFailure.ts';
import type { AddAgentParts } from '../agents/addAgent.ts';
import type { ChatWindow } from '../webview/chatWindow.ts';

/**
 * `vscode://ask-sofia.ask-sofia/add?…` proposes an agent, never with a key, and `/ask?text=…` fills
 * the composer. Anybody can write a link: nothing is kept or sent before the tester agrees.
 */
export function handleLinks(parts: AddAgentParts, view: ChatWindow): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async ({ path, query }) => {
      const { parseAgentLink } = await import('../../agents/agentLinks.ts');
      const link = parseAgentLink(path, query);
      switch (link.type) {
        case 'add': {
          const { addAgent } = await import('../agents/addAgent.ts');
          await addAgent(parts, { name: link.name, ...link.fields });
          return;
        }
        case 'ask':
          await view.open(link.text);
          return;
        case 'refused': {
          const { title, detail } = describeFailure(link.failure);
          void vscode.window.showErrorMessage(`${title}. ${detail}`);
          return;
        }
        case 'unknown':
          void vscode.window.showWarningMessage(
            vscode.l10n.t('This link is not one that Ask Sofia knows; it knows /add and /ask.'),
          );
      }
    },
  });
}
