import type { ViewState } from '../../src/shared/model.ts';
import { el } from '../dom.ts';
import { elapsed, hostOf } from '../format.ts';
import { strings } from '../strings.ts';
import { msSince, tickWhileShown } from '../ticker.ts';
import { statusTone } from '../viewModel.ts';
import { visibleText } from '../../src/shared/visibleText.ts';

export interface ContextLine {
  readonly element: HTMLElement;
  update(state: ViewState): void;
}

/** Who is asked, where, and how the session stands, in one line. */
export function contextLine(): ContextLine {
  const agentName = el('span', { class: 'agent-name' });
  const host = el('span', { class: 'tag host' });
  const dot = el('span', { class: 'dot', 'aria-hidden': 'true' });
  const status = el('span', { role: 'status' });
  const clock = el('span', { class: 'clock', 'aria-hidden': 'true' });
  const session = el('span', { class: 'session' }, dot, status, clock);
  const element = el('header', { class: 'context' }, agentName, host, session);
  let shown: ViewState | undefined;

  return {
    element,
    update(state) {
      const { agent, session: current } = state;
      if (shown && shown.agent === agent && shown.session === current) return;
      shown = state;
      agentName.textContent = visibleText(agent?.name ?? strings.statuses.noAgent);
      agentName.title = agent
        ? [
            agent.name,
            `${strings.business}: ${agent.businessId}`,
            `${strings.agentId}: ${agent.agentId}`,
            `${strings.customer}: ${agent.clientKey}`,
          ].join('\n')
        : '';
      host.textContent = agent ? visibleText(hostOf(agent.baseUrl)) : '';
      host.title = host.textContent;
      host.hidden = !agent;
      session.hidden = !agent;
      session.title = current.id ?? '';
      dot.dataset['tone'] = statusTone(current.status);
      status.textContent = strings.statuses[current.status];
      clock.textContent = '';
      if (current.status === 'starting') runClock(clock, () => shown?.session === current);
    },
  };
}

function runClock(clock: HTMLElement, isCurrent: () => boolean): void {
  const startedAt = Date.now();
  tickWhileShown(clock, () => {
    if (!isCurrent()) return false;
    clock.textContent = elapsed(msSince(startedAt));
    return true;
  });
}
