import type { AgentEnvironment } from '../../../src/shared/agent.ts';
import { clipboardLine } from '../../../src/shared/clipboardText.ts';
import { statusText } from '../../../src/shared/format.ts';
import { formatLocale } from '../../../src/shared/l10n.ts';
import type { Session, ViewState } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, iconPaths, msSince, plainButton, tickWhileShown } from '../../base/dom.ts';
import { controlIcons } from '../../base/icons.ts';
import { age, elapsed, hostOf } from '../../base/pageFormat.ts';
import { agentStrings } from '../../strings/agentStrings.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { strings } from '../../strings/strings.ts';
import type { Actions } from '../hostActions.ts';
import { isHandedOver, lastSentAgentId, statusTone } from '../viewModel.ts';
import { agentButton } from './agentButton.ts';

export interface ContextLine {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  focus(): void;
}

/** The agent, host, customer, agent ID and session status. */
export function contextLine(actions: Actions): ContextLine {
  const agentPart = agentButton(actions);
  const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
  const status = el('span', { role: 'status' });
  const clock = el('span', { class: 'clock', 'aria-hidden': 'true' });
  const session = el('span', { class: 'session' }, dot, status, clock);
  const environment = environmentChip();
  const customer = el('span', { class: 'customer' });
  const host = el('span', { class: 'tag host' });
  const agentId = sentAgentId(actions);
  const sessionId = idPart(composerStrings.session, composerStrings.copySessionId, () =>
    actions.intent('copySessionId'),
  );
  const facts = [environment.element, customer, host, agentId.element, sessionId.element];
  const details = el('div', { class: 'context-details' }, ...facts);
  const element = el(
    'header',
    { class: 'context', tabindex: '-1', 'aria-label': composerStrings.context },
    el('div', { class: 'context-line' }, agentPart.element, session),
    details,
    agentId.change,
  );
  let shown: ViewState | undefined;
  let shownSent: string | undefined;
  let wasHandedOver = false;

  return {
    element,
    update(state) {
      const { agent, session: current } = state;
      const handedOver = isHandedOver(state);
      const sent = lastSentAgentId(state);
      const isSame = shown?.agent === agent && shown?.session === current && sent === shownSent;
      if (shown && isSame && handedOver === wasHandedOver) return;
      const isSameSession = shown?.session === current;
      shown = state;
      shownSent = sent;
      wasHandedOver = handedOver;
      agentPart.update(agent);
      session.hidden = details.hidden = !agent;
      environment.update(agent?.environment);
      host.textContent = agent ? visibleText(hostOf(agent.baseUrl)) : '';
      host.title = host.textContent;
      customer.textContent = `${strings.customer}: ${visibleText(agent?.clientKey ?? '')}`;
      customer.title = customer.textContent;
      agentId.update(sent, agent?.agentId);
      sessionId.update(current.id);
      dot.dataset['tone'] = handedOver ? 'warn' : statusTone(current.status);
      status.textContent = handedOver ? composerStrings.handedOver : statusText(current.status);
      if (!isSameSession) showTime(clock, current, () => shown?.session === current);
    },
    focus: () => agentPart.element.focus(),
  };
}

/** Shows how long the start or close takes, and then the session's age. */
function showTime(clock: HTMLElement, session: Session, isCurrent: () => boolean): void {
  clock.textContent = '';
  clock.title = '';
  const { status, startedAt } = session;
  const from =
    startedAt ?? (status === 'starting' || status === 'closing' ? Date.now() : undefined);
  if (from === undefined) return;
  if (startedAt !== undefined) clock.title = new Date(startedAt).toLocaleString(formatLocale());
  tickWhileShown(clock, () => {
    if (!isCurrent()) return false;
    const ms = msSince(from);
    const text = startedAt === undefined ? elapsed(ms) : age(ms);
    if (clock.textContent !== text) clock.textContent = text;
    return true;
  });
}

interface EnvironmentChip {
  readonly element: HTMLElement;
  update(environment: AgentEnvironment | undefined): void;
}

/** The agent's environment, if its settings name one; production is highlighted. */
function environmentChip(): EnvironmentChip {
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
      if (environment === 'production') element.prepend(iconElement(iconPaths.warning));
    },
  };
}

interface SentAgentId {
  readonly element: HTMLElement;
  /** A line shown while the configured ID differs from the one sent. */
  readonly change: HTMLElement;
  /** `sent` is the ID last sent, `set` the one in the settings. */
  update(sent: string | undefined, set: string | undefined): void;
}

/** The agent ID that was sent; before the first message, the one that will be. */
function sentAgentId(actions: Actions): SentAgentId {
  const part = idPart(agentStrings.agentId, agentStrings.copyAgentId, (id) =>
    actions.copy(clipboardLine(id)),
  );
  const text = el('span', { role: 'status' });
  const change = el('p', { class: 'agent-change', hidden: true }, iconElement(iconPaths.warning), text);
  return {
    element: part.element,
    change,
    update(sent, set) {
      if (sent !== undefined) part.update(sent, agentStrings.sentLast(visibleText(sent)));
      else if (set === undefined) part.update(undefined);
      else part.update(set, agentStrings.willBeSent(visibleText(set)), agentStrings.notSentYet);
      change.hidden = sent === undefined || set === undefined || sent === set;
      text.textContent = change.hidden ? '' : changed(sent ?? '', set ?? '', shortened);
      change.title = change.hidden ? '' : changed(sent ?? '', set ?? '', visibleText);
    },
  };

  function shortened(id: string): string {
    return shortId(visibleText(id));
  }
}

/** If the shortened IDs look the same, shows them in full. */
function changed(sent: string, set: string, write: (id: string) => string): string {
  const isTold = write(sent) !== write(set);
  const how = isTold ? write : visibleText;
  return agentStrings.idChanged(how(sent), how(set));
}

interface IdPart {
  readonly element: HTMLElement;
  /** Shows an ID, with an optional tooltip and note; undefined hides the part. */
  update(id: string | undefined, tooltip?: string, note?: string): void;
}

/** A shortened ID with a label, and a button that copies the full ID. */
function idPart(label: string, copyLabel: string, copy: (id: string) => void): IdPart {
  const text = el('span', { class: 'id-text' });
  const remark = el('span', { class: 'id-note' });
  let shown = '';
  const button = plainButton(
    { class: 'icon-button small', title: copyLabel, 'aria-label': copyLabel },
    () => copy(shown),
    iconElement(controlIcons.copy),
  );
  const element = el('span', { class: 'id-part', hidden: true }, text, button, remark);
  return {
    element,
    update(id, tooltip, note = '') {
      element.hidden = id === undefined;
      shown = id ?? '';
      text.textContent = `${label} ${shortId(visibleText(shown))}`;
      text.title = visibleText(tooltip ?? shown);
      remark.textContent = note;
    },
  };
}

/** Both ends of an ID identify it; the tooltip and clipboard have the full ID. */
function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
