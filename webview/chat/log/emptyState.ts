import { html, nothing, type TemplateResult } from 'lit-html';
import type { Agent } from '../../../src/shared/agent.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { Intent } from '../../../src/shared/protocol/chatProtocol.ts';
import type { Actions } from '../hostActions.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { icon, iconPaths } from '../../base/icons.ts';
import { button } from '../../base/kit.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { duration, hostOf } from '../../base/pageFormat.ts';
import { strings } from '../../strings/strings.ts';
import { plainText } from '../../text/markdown.ts';
import { chip } from './suggestionRow.ts';

/** What the log shows before the first message. */
export function emptyState(state: ViewState, actions: Actions): TemplateResult {
  const { agent, session, problem } = state;
  if (!agent || session.status === 'noAgent') return noAgent(isOfSettings(problem), actions);
  return session.status === 'noKey' ? noKey(agent, actions) : idle(agent, actions);
}

/**
 * True if the settings cannot be used; without an agent, only settings cause an `input` failure.
 */
function isOfSettings(problem: Failure | undefined): boolean {
  return problem?.cause?.type === 'input';
}

function noAgent(isStopped: boolean, actions: Actions): TemplateResult {
  const way = (kind: 'primary' | 'secondary', label: string, intent: Intent, hint: string) =>
    html`<div class="way">
      ${button({ kind, label, onPress: () => actions.intent(intent) })}
      <p class="muted">${hint}</p>
    </div>`;
  const { addAgent, addAgentHint, tryDemo, tryDemoHint, openWalkthrough } = agentStrings;
  return welcome(
    isStopped ? agentStrings.notUsableTitle : strings.noAgentTitle,
    html`<p>${isStopped ? agentStrings.notUsableText : strings.noAgentText}</p>
      ${way('primary', addAgent, 'addAgent', addAgentHint)}
      ${way('secondary', tryDemo, 'tryDemo', tryDemoHint)}
      <p>${quietButton(openWalkthrough, () => actions.intent('openWalkthrough'))}</p>
      <p class="muted fine-print">${agentStrings.privacy}</p>`,
  );
}

function noKey({ name, baseUrl }: Agent, actions: Actions): TemplateResult {
  const setKey = (): void => actions.intent('setApiKey');
  const check = (): void => actions.intent('checkConnection');
  return welcome(
    agentStrings.keyOf(visibleText(name)),
    html`<p>${strings.noKeyText(visibleText(hostOf(baseUrl)))}</p>
      <div class="row-actions centred">
        ${button({ kind: 'primary', label: strings.setApiKey, onPress: setKey })}
        ${button({ kind: 'secondary', label: agentStrings.checkConnection, onPress: check })}
      </div>`,
  );
}

function idle(agent: Agent, actions: Actions): TemplateResult {
  const { starterPrompts: starters = strings.starters, latencyBudgetMs: budgetMs } = agent;
  const budget = (ms: number): TemplateResult =>
    fact(agentStrings.budget, agentStrings.firstByteWithin(duration(ms)));
  const check = (): void => actions.intent('checkConnection');
  const label = html`<p class="muted starters-label">${strings.tryAsking}</p>`;
  return welcome(
    strings.idleTitle(visibleText(agent.name)),
    html`<p>${strings.idleText}</p>
      ${agent.environment === 'production' ? productionNote() : nothing}
      <dl class="summary">
        ${fact(strings.agentId, agent.agentId)}${fact(strings.business, agent.businessId)}
        ${fact(strings.customer, agent.clientKey)}
        ${budgetMs === undefined ? nothing : budget(budgetMs)}
      </dl>
      ${starters.length > 0 ? label : nothing}
      <div class="starters">${starters.map((text) => chip(text, actions))}</div>
      <p>${quietButton(agentStrings.checkConnection, check)}</p>`,
  );
}

function productionNote(): TemplateResult {
  return html`<p class="production-note" role="note">
    ${icon(iconPaths.warning)}
    <span>${agentStrings.production}</span>
  </p>`;
}

function welcome(title: string, content: TemplateResult): TemplateResult {
  return html`<div class="welcome">
    <div class="mark">${icon(iconPaths.sofia)}</div>
    <h2>${title}</h2>
    ${content}
  </div>`;
}

function fact(name: string, value: string): TemplateResult {
  const shown = visibleText(value);
  return html`<dt>${name}</dt>
    <dd title=${shown}>${shown}</dd>`;
}

/** The shop's automatic greeting; with the first message it becomes part of the conversation. */
export function greetingBubble({ agent }: ViewState): TemplateResult | typeof nothing {
  const greeting = agent?.greeting?.trim();
  if (!greeting) return nothing;
  return html`<div class="greeting">
    <div class="bubble theirs" dir="auto">${plainText(visibleText(greeting))}</div>
    <p class="hint">${composerStrings.greeting}</p>
  </div>`;
}
