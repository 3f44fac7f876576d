import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Agent } from '../../../src/shared/agent.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { controlIcons, icon } from '../../base/icons.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';

/** The name of the active agent; a press asks the host to switch. */
export function agentButton(agent: Agent | undefined, actions: Actions): TemplateResult {
  const name = visibleText(agent?.name ?? t('No agent'));
  const { switchFrom, switchAgent } = strings;
  // The colour is decorative; the name identifies the agent.
  return html`<button
    type="button"
    class="agent-button"
    aria-label=${agent ? switchFrom(name) : `${name}. ${switchAgent}`}
    title=${agent ? about(agent) : switchAgent}
    @click=${() => actions.intent('switchAgent')}
  >
    <span
      class="stripe"
      aria-hidden="true"
      data-color=${agent?.color ?? nothing}
      ?hidden=${agent?.color === undefined}
    ></span>
    <span class="agent-prefix" ?hidden=${!agent}>${t('Agent:')}</span>
    <span class="agent-name">${name}</span>
    ${icon(controlIcons.down)}
  </button>`;
}

function about({ name, businessId, agentId, baseUrl }: Agent): string {
  return [
    visibleText(name),
    `${t('Business ID')}: ${visibleText(businessId)}`,
    `${t('Agent ID')}: ${visibleText(agentId)}`,
    visibleText(baseUrl),
  ].join('\n');
}
