import * as vscode from 'vscode';
import { showFailure } from '../platform/failureMessages.ts';
import { warn } from '../platform/messages.ts';
import type { Services } from '../services.ts';

/**
 * `vscode://ask-sofia.ask-sofia/add?…` proposes an agent, never with a key; `/ask?text=…` fills the
 * composer. Anyone can write such a link: nothing is saved or sent before the tester agrees.
 */
export function handleLinks(services: Services): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async ({ path, query }) => {
      const { parseAgentLink } = await import('../../agents/agentLinks.ts');
      const link = parseAgentLink(path, query);
      if (link.type === 'add') {
        const { addLinked } = await import('../agents/addAgent.ts');
        await addLinked({ name: link.name, ...link.fields }, services);
      } else if (link.type === 'ask') await services.view.open(link.text);
      else if (link.type === 'refused') showFailure(link.failure);
      else
        warn(vscode.l10n.t("Ask Sofia doesn't support this link. Supported links: /add and /ask."));
    },
  });
}
