import type { Agent } from '../../../src/shared/agent.ts';
import { statusText } from '../../../src/shared/format.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, plainButton } from '../../base/dom.ts';
import { controlIcons } from '../../base/icons.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { strings } from '../../strings/strings.ts';
import type { Actions } from '../hostActions.ts';

export interface AgentButton {
  readonly element: HTMLButtonElement;
  update(agent: Agent | undefined): void;
}

/** The name of the active agent; a press asks the host to switch. */
export function agentButton(actions: Actions): AgentButton {
  // The colour is decorative; the name identifies the agent.
  const stripe = el('span', { class: 'stripe', 'aria-hidden': 'true' });
  const name = el('span', { class: 'agent-name' });
  const prefix = el('span', { class: 'agent-prefix' }, agentStrings.agentPrefix);
  const element = plainButton(
    { class: 'agent-button' },
    () => actions.intent('switchAgent'),
    stripe,
    prefix,
    name,
    iconElement(controlIcons.down),
  );
  return {
    element,
    update(agent) {
      const shown = visibleText(agent?.name ?? statusText('noAgent'));
      name.textContent = shown;
      prefix.hidden = !agent;
      stripe.hidden = agent?.color === undefined;
      if (agent?.color !== undefined) stripe.dataset['color'] = agent.color;
      element.ariaLabel = agent
        ? agentStrings.switchFrom(shown)
        : `${shown}. ${agentStrings.switchAgent}`;
      element.title = agent ? about(agent) : agentStrings.switchAgent;
    },
  };
}

function about({ name, businessId, agentId, baseUrl }: Agent): string {
  return [
    visibleText(name),
    `${strings.business}: ${visibleText(businessId)}`,
    `${strings.agentId}: ${visibleText(agentId)}`,
    visibleText(baseUrl),
  ].join('\n');
}
