import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Agent } from '../../../src/shared/agent.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { Intent } from '../../../src/shared/protocol/chatProtocol.ts';
import type { Actions } from '../hostActions.ts';
import { icon, iconPaths } from '../../base/icons.ts';
import { button } from '../../base/kit.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { duration, hostOf } from '../../base/pageFormat.ts';
import { strings } from '../../strings.ts';
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
  const { addAgent, addAgentHint, tryDemo, tryDemoHint, openWalkthrough } = strings;
  return welcome(
    isStopped ? t('No agent is ready to use') : t('Welcome to Ask Sofia'),
    html`<p>
        ${
          isStopped
            ? t('Fix the problem above, or choose another agent:')
            : t('Talk to your sales agent as a customer would, and see exactly how it responds.')
        }
      </p>
      ${way('primary', addAgent, 'addAgent', addAgentHint)}
      ${way('secondary', tryDemo, 'tryDemo', tryDemoHint)}
      <p>${quietButton(openWalkthrough, () => actions.intent('openWalkthrough'))}</p>
      <p class="muted fine-print">
        ${t(
          "The API key is stored in VS Code's secret storage. It's sent with your messages to the agent's host and nowhere else. There's no telemetry.",
        )}
      </p>`,
  );
}

function noKey({ name, baseUrl }: Agent, actions: Actions): TemplateResult {
  const setKey = (): void => actions.intent('setApiKey');
  const check = (): void => actions.intent('checkConnection');
  return welcome(
    t('{name} needs an API key', { name: visibleText(name) }),
    html`<p>
        ${t("The key is stored in VS Code's secret storage and sent only to {host}.", { host: visibleText(hostOf(baseUrl)) })}
      </p>
      <div class="row-actions centred">
        ${button({ kind: 'primary', label: t('Set API Key'), onPress: setKey })}
        ${button({ kind: 'secondary', label: t('Check Connection'), onPress: check })}
      </div>`,
  );
}

function idle(agent: Agent, actions: Actions): TemplateResult {
  const { starterPrompts: starters = strings.starters, latencyBudgetMs: budgetMs } = agent;
  const budget = (ms: number): TemplateResult =>
    fact(t('First-byte budget'), t('within {time}', { time: duration(ms) }));
  const check = (): void => actions.intent('checkConnection');
  const label = html`<p class="muted starters-label">${t('Try asking')}</p>`;
  return welcome(
    t('Say hello to {name}', { name: visibleText(agent.name) }),
    html`<p>${t('Ask as a customer would. The session starts with your first message.')}</p>
      ${agent.environment === 'production' ? productionNote() : nothing}
      <dl class="summary">
        ${fact(t('Agent ID'), agent.agentId)}${fact(t('Business ID'), agent.businessId)}
        ${fact(t('Customer'), agent.clientKey)}
        ${budgetMs === undefined ? nothing : budget(budgetMs)}
      </dl>
      ${starters.length > 0 ? label : nothing}
      <div class="starters">${starters.map((text) => chip(text, actions))}</div>
      <p>${quietButton(t('Check Connection'), check)}</p>`,
  );
}

function productionNote(): TemplateResult {
  return html`<p class="production-note" role="note">
    ${icon(iconPaths.warning)}
    <span
      >${t(
        "Production: this agent serves real customers, and your messages may affect real data. You're asked to confirm once before the first message is sent.",
      )}</span
    >
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
    <p class="hint">${t('Shown first and sent once with your first message.')}</p>
  </div>`;
}
