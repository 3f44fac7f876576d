import { formatLocale } from '../../../src/shared/l10n.ts';
import type { Session, ViewState } from '../../../src/shared/model.ts';
import { statusText } from '../../../src/shared/statusText.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { Actions } from '../hostActions.ts';
import { age } from '../../age.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { el } from '../../base/dom.ts';
import { elapsed, hostOf } from '../../base/format.ts';
import { strings } from '../../strings/strings.ts';
import { msSince, tickWhileShown } from '../../ticker.ts';
import { isHandedOver, lastSentAgentId, statusTone } from '../viewModel.ts';
import { agentButton } from './agentButton.ts';
import { environmentChip } from '../../components/environmentChip.ts';
import { idPart } from './idPart.ts';
import { sentAgentId } from '../../components/sentAgentId.ts';

export interface ContextLine {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  focus(): void;
}

/** Who is asked, where, as whom, with which agent id, and how the session stands. */
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

/** The time a start takes, and then the age of the session. */
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
