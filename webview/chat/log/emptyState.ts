import type { Agent } from '../../../src/shared/agent.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { Actions } from '../hostActions.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { el, iconElement, iconPaths, plainButton, type Child } from '../../base/dom.ts';
import { duration, hostOf } from '../../base/pageFormat.ts';
import { buttonHandle } from '../../base/kit.ts';
import { strings } from '../../strings/strings.ts';
import { chip } from './suggestionRow.ts';

/** What the log shows before the first message. */
export function emptyState(state: ViewState, actions: Actions): HTMLElement {
  const { agent, session, problem } = state;
  if (!agent || session.status === 'noAgent') return noAgent(isOfSettings(problem), actions);
  return session.status === 'noKey' ? noKey(agent, actions) : idle(agent, actions);
}

/** Changes exactly when `emptyState` or `greetingBubble` would render differently. */
export function emptySignature({ agent, session, problem }: ViewState): string {
  return JSON.stringify([agent, session.status, isOfSettings(problem)]);
}

/**
 * True if the settings cannot be used; without an agent, only settings cause an `input` failure.
 */
function isOfSettings(problem: Failure | undefined): boolean {
  return problem?.cause?.type === 'input';
}

function noAgent(isStopped: boolean, actions: Actions): HTMLElement {
  return welcome(
    isStopped ? agentStrings.notUsableTitle : strings.noAgentTitle,
    el('p', {}, isStopped ? agentStrings.notUsableText : strings.noAgentText),
    way(
      kitButton('primary', agentStrings.addAgent, () => actions.intent('addAgent')),
      agentStrings.addAgentHint,
    ),
    way(
      kitButton('secondary', agentStrings.tryDemo, () => actions.intent('tryDemo')),
      agentStrings.tryDemoHint,
    ),
    quiet(agentStrings.openWalkthrough, () => actions.intent('openWalkthrough')),
    el('p', { class: 'muted fine-print' }, agentStrings.privacy),
  );
}

function noKey({ name, baseUrl }: Agent, actions: Actions): HTMLElement {
  return welcome(
    agentStrings.keyOf(visibleText(name)),
    el('p', {}, strings.noKeyText(visibleText(hostOf(baseUrl)))),
    el(
      'div',
      { class: 'row-actions centred' },
      kitButton('primary', strings.setApiKey, () => actions.intent('setApiKey')),
      kitButton('secondary', agentStrings.checkConnection, () => actions.intent('checkConnection')),
    ),
  );
}

function idle(agent: Agent, actions: Actions): HTMLElement {
  const starters = agent.starterPrompts ?? strings.starters;
  const { latencyBudgetMs } = agent;
  return welcome(
    strings.idleTitle(visibleText(agent.name)),
    el('p', {}, strings.idleText),
    agent.environment === 'production' && productionNote(),
    el(
      'dl',
      { class: 'summary' },
      ...fact(strings.agentId, agent.agentId),
      ...fact(strings.business, agent.businessId),
      ...fact(strings.customer, agent.clientKey),
      ...(latencyBudgetMs === undefined
        ? []
        : fact(agentStrings.budget, agentStrings.firstByteWithin(duration(latencyBudgetMs)))),
    ),
    starters.length > 0 && el('p', { class: 'muted starters-label' }, strings.tryAsking),
    el('div', { class: 'starters' }, ...starters.map((text) => chip(text, actions))),
    quiet(agentStrings.checkConnection, () => actions.intent('checkConnection')),
  );
}

function productionNote(): HTMLElement {
  return el(
    'p',
    { class: 'production-note', role: 'note' },
    iconElement(iconPaths.warning),
    el('span', {}, agentStrings.production),
  );
}

function welcome(title: string, ...children: readonly Child[]): HTMLElement {
  const mark = el('div', { class: 'mark' }, iconElement(iconPaths.sofia));
  return el('div', { class: 'welcome' }, mark, el('h2', {}, title), ...children);
}

function way(button: HTMLElement, hint: string): HTMLElement {
  return el('div', { class: 'way' }, button, el('p', { class: 'muted' }, hint));
}

function fact(name: string, value: string): readonly HTMLElement[] {
  return [el('dt', {}, name), el('dd', { title: visibleText(value) }, visibleText(value))];
}

function kitButton(kind: 'primary' | 'secondary', label: string, onPress: () => void): HTMLElement {
  return buttonHandle({ label, kind, onPress }).element;
}

function quiet(label: string, onPress: () => void): HTMLElement {
  return el('p', {}, plainButton({ class: 'quiet' }, onPress, label));
}

/** The shop's automatic greeting; with the first message it becomes part of the conversation. */
export function greetingBubble({ agent }: ViewState): HTMLElement | undefined {
  const greeting = agent?.greeting?.trim();
  if (!greeting) return undefined;
  return el(
    'div',
    { class: 'greeting' },
    el(
      'div',
      { class: 'bubble theirs', dir: 'auto' },
      el('p', { class: 'plain' }, visibleText(greeting)),
    ),
    el('p', { class: 'hint' }, composerStrings.greeting),
  );
}
