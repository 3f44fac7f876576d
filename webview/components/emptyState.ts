import type { ViewState } from '../../src/shared/model.ts';
import type { Actions } from '../actions.ts';
import { composerStrings } from '../composerStrings.ts';
import { el, icon, iconPaths, type Child } from '../dom.ts';
import { hostOf } from '../format.ts';
import { button } from '../kit.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { chip } from './suggestionRow.ts';

/** What the log shows before the first message. */
export function emptyState({ agent, session }: ViewState, actions: Actions): HTMLElement {
  if (!agent || session.status === 'noAgent') {
    return welcome(
      strings.noAgentTitle,
      el('p', {}, strings.noAgentText),
      el('ol', { class: 'steps' }, ...strings.noAgentSteps.map((step) => el('li', {}, step))),
      primary(strings.openSettings, () => actions.intent('openSettings')),
    );
  }
  const host = visibleText(hostOf(agent.baseUrl));
  if (session.status === 'noKey') {
    return welcome(
      strings.noKeyTitle,
      el('p', {}, strings.noKeyText(host)),
      primary(strings.setApiKey, () => actions.intent('setApiKey')),
    );
  }
  return welcome(
    strings.idleTitle(visibleText(agent.name)),
    el('p', {}, strings.idleText),
    el(
      'dl',
      { class: 'summary' },
      ...fact(strings.agentId, agent.agentId),
      ...fact(strings.business, agent.businessId),
      ...fact(strings.customer, agent.clientKey),
    ),
    el('p', { class: 'muted starters-label' }, strings.tryAsking),
    el('div', { class: 'starters' }, ...strings.starters.map((text) => chip(text, actions))),
  );
}

function welcome(title: string, ...children: readonly Child[]): HTMLElement {
  const mark = el('div', { class: 'mark' }, icon(iconPaths.sofia));
  return el('div', { class: 'welcome' }, mark, el('h2', {}, title), ...children);
}

function fact(name: string, value: string): readonly HTMLElement[] {
  return [el('dt', {}, name), el('dd', { title: visibleText(value) }, visibleText(value))];
}

function primary(label: string, onPress: () => void): HTMLElement {
  return el('p', {}, button({ label, kind: 'primary', onPress }).element);
}

/** What the shop says by itself; with the first message it becomes a part of the conversation. */
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
