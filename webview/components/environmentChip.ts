import type { Environment } from '../../src/shared/agent.ts';
import { agentStrings } from '../strings/agentStrings.ts';
import { el, icon, iconPaths } from '../base/dom.ts';

export interface EnvironmentChip {
  readonly element: HTMLElement;
  update(environment: Environment | undefined): void;
}

/** Whether real customers meet the agent, where its settings say so; production warns. */
export function environmentChip(): EnvironmentChip {
  const element = el('span', { class: 'environment', hidden: true });
  return {
    element,
    update(environment) {
      element.hidden = environment === undefined;
      if (environment === undefined) return;
      const name = agentStrings.environments[environment];
      element.dataset['environment'] = environment;
      element.title = agentStrings.environment(name);
      element.replaceChildren(name);
      if (environment === 'production') element.prepend(icon(iconPaths.warning));
    },
  };
}
