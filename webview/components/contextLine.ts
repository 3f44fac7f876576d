import { formatLocale } from '../../src/shared/l10n.ts';
import type { Session, ViewState } from '../../src/shared/model.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import type { Actions } from '../actions.ts';
import { composerStrings } from '../composerStrings.ts';
import { controlIcons } from '../controlIcons.ts';
import { el, icon, plainButton } from '../dom.ts';
import { age } from '../age.ts';
import { elapsed, hostOf } from '../format.ts';
import { strings } from '../strings.ts';
import { msSince, tickWhileShown } from '../ticker.ts';
import { isHandedOver, statusTone } from '../viewModel.ts';

export interface ContextLine {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  focus(): void;
}

/** Who is asked, where, as whom, and how the session stands. */
export function contextLine(actions: Actions): ContextLine {
  const agentName = el('span', { class: 'agent-name' });
  const host = el('span', { class: 'tag host' });
  const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
  const status = el('span', { role: 'status' });
  const clock = el('span', { class: 'clock', 'aria-hidden': 'true' });
  const session = el('span', { class: 'session' }, dot, status, clock);
  const customer = el('span', { class: 'customer' });
  const id = el('span', { class: 'session-id' });
  const copy = plainButton(
    {
      class: 'icon-button small',
      title: composerStrings.copySessionId,
      'aria-label': composerStrings.copySessionId,
    },
    () => actions.intent('copySessionId'),
    icon(controlIcons.copy),
  );
  const idPart = el('span', { class: 'session-part' }, id, copy);
  const details = el('div', { class: 'context-details' }, customer, idPart);
  const line = el('div', { class: 'context-line' }, agentName, host, session);
  const element = el(
    'header',
    { class: 'context', tabindex: '-1', 'aria-label': composerStrings.context },
    line,
    details,
  );
  let shown: ViewState | undefined;
  let wasHandedOver = false;

  return {
    element,
    update(state) {
      const { agent, session: current } = state;
      const handedOver = isHandedOver(state);
      const isSame = shown?.agent === agent && shown?.session === current;
      if (shown && isSame && handedOver === wasHandedOver) return;
      shown = state;
      wasHandedOver = handedOver;
      agentName.textContent = visibleText(agent?.name ?? strings.statuses.noAgent);
      agentName.title = agent
        ? [
            agent.name,
            `${strings.business}: ${agent.businessId}`,
            `${strings.agentId}: ${agent.agentId}`,
          ].join('\n')
        : '';
      host.textContent = agent ? visibleText(hostOf(agent.baseUrl)) : '';
      host.title = host.textContent;
      host.hidden = session.hidden = details.hidden = !agent;
      customer.textContent = `${strings.customer}: ${visibleText(agent?.clientKey ?? '')}`;
      customer.title = customer.textContent;
      idPart.hidden = current.id === undefined;
      id.textContent = `${composerStrings.session} ${shortId(current.id ?? '')}`;
      id.title = current.id ?? '';
      dot.dataset['tone'] = handedOver ? 'warn' : statusTone(current.status);
      status.textContent = handedOver
        ? composerStrings.handedOver
        : strings.statuses[current.status];
      showTime(clock, current, () => shown?.session === current);
    },
    focus: () => (idPart.hidden ? element : copy).focus(),
  };
}

/** Both ends of an id tell it apart; the whole is in the tooltip and on the clipboard. */
function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
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
