import * as vscode from 'vscode';
import type { Agent } from '../../shared/agent.ts';
import { confirm } from '../platform/messages.ts';

/** Asks once per window before using a production agent. */
export class ProductionConsent {
  readonly #answers = new Map<string, Promise<boolean>>();

  /** True if the agent may be used; a refusal is not remembered. */
  mayOpen(agent: Agent): boolean | Promise<boolean> {
    if (agent.environment !== 'production') return true;
    const { baseUrl, businessId, agentId } = agent;
    const slot = [baseUrl, businessId, agentId].join(' ');
    const answer = this.#answers.get(slot) ?? ask(agent);
    this.#answers.set(slot, answer);
    void answer.then((isAllowed) => {
      if (!isAllowed) this.#answers.delete(slot);
    });
    return answer;
  }
}

function ask({ name, baseUrl }: Agent): Promise<boolean> {
  const { host } = new URL(baseUrl);
  return confirm(
    vscode.l10n.t('{agent} is a production agent.', { agent: name }),
    vscode.l10n.t(
      'Messages you send to {host} count as real customer messages. You only have to confirm once in this window.',
      { host },
    ),
    vscode.l10n.t('Send to Production'),
  );
}
