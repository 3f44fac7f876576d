import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { AgentEnvironment } from '../../../src/shared/agent.ts';
import { clipboardLine } from '../../../src/shared/clipboardText.ts';
import { formatLocale, t } from '../../../src/shared/l10n.ts';
import type { Session, ViewState } from '../../../src/shared/model.ts';
import { sessionLook } from '../../../src/shared/sessionLook.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { msSince } from '../../base/dom.ts';
import { controlIcons, icon, iconPaths } from '../../base/icons.ts';
import { age, elapsed, hostOf } from '../../base/pageFormat.ts';
import { ticking } from '../../base/ticking.ts';
import type { View } from '../../base/view.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';
import { lastSentAgentId } from '../viewModel.ts';
import { agentButton } from './agentButton.ts';

/** The agent, host, customer, agent ID and session status. */
export function contextLine(state: ViewState, actions: Actions): TemplateResult {
  const { agent, session } = state;
  const { text, tone } = sessionLook(state);
  const customer = `${t('Customer')}: ${visibleText(agent?.clientKey ?? '')}`;
  const host = agent ? visibleText(hostOf(agent.baseUrl)) : '';
  const sentId = lastSentAgentId(state);
  const agentId = sentId ?? agent?.agentId;
  return html`<header class="context" tabindex="-1" aria-label=${t('Agent and session')}>
    <div class="context-line">
      ${agentButton(agent, actions)}
      <span class="session" ?hidden=${!agent}>
        <span class="dot" aria-hidden="true" data-tone=${tone}></span>
        <span role="status">${text}</span>
        ${guard([session], () => sessionClock(session))}
      </span>
    </div>
    <div class="context-details" ?hidden=${!agent}>
      ${agent?.environment ? environmentChip(agent.environment) : nothing}
      <span class="customer" title=${customer}>${customer}</span>
      <span class="tag host" title=${host}>${host}</span>
      ${idPart({
        id: agentId,
        label: t('Agent ID'),
        copyLabel: t('Copy agent id'),
        about: sentId === undefined ? strings.willBeSent : strings.sentLast,
        note: sentId === undefined ? t('not sent yet') : '',
        onCopy: () => actions.copy(clipboardLine(agentId ?? '')),
      })}
      ${idPart({
        id: session.id,
        label: t('Session'),
        copyLabel: t('Copy session ID'),
        onCopy: () => actions.intent('copySessionId'),
      })}
    </div>
    ${agentChange(sentId, agent?.agentId)}
  </header>`;
}

/** How long the start or close takes, from now on, and then the session's age. */
function sessionClock({ status, startedAt, start }: Session): TemplateResult {
  const isMoving = (status === 'starting' && !start?.isAwaitingKey) || status === 'closing';
  const from = startedAt ?? (isMoving ? Date.now() : undefined);
  const write = startedAt === undefined ? elapsed : age;
  const title = startedAt === undefined ? '' : new Date(startedAt).toLocaleString(formatLocale());
  return html`<span class="clock" aria-hidden="true" title=${title}
    >${from === undefined ? nothing : ticking(() => write(msSince(from)))}</span
  >`;
}

/** The environment that the agent's settings name; production is highlighted. */
function environmentChip(environment: AgentEnvironment): TemplateResult {
  const name = strings.environments[environment];
  return html`<span
    class="environment"
    data-environment=${environment}
    title=${t('Environment: {name}', { name })}
    >${environment === 'production' ? icon(iconPaths.warning) : nothing}${name}</span
  >`;
}

/** A line shown while the agent ID in the settings differs from the one sent. */
function agentChange(sent: string | undefined, set: string | undefined): View {
  if (sent === undefined || set === undefined || sent === set) return nothing;
  const text = changed(sent, set, (id) => shortId(visibleText(id)));
  return html`<p class="agent-change" title=${changed(sent, set, visibleText)}>
    ${icon(iconPaths.warning)}<span role="status">${text}</span>
  </p>`;
}

/** If the shortened IDs look the same, shows them in full. */
function changed(sent: string, set: string, write: (id: string) => string): string {
  const isTold = write(sent) !== write(set);
  const how = isTold ? write : visibleText;
  return t('Agent ID sent: {sent}. The settings now say {set}.', {
    sent: how(sent),
    set: how(set),
  });
}

interface IdLook {
  /** Undefined hides the part. */
  readonly id: string | undefined;
  readonly label: string;
  readonly copyLabel: string;
  /** The tooltip for an ID; the ID itself if undefined. */
  readonly about?: (id: string) => string;
  readonly note?: string;
  readonly onCopy: () => void;
}

/** A shortened ID with a label, and a button that copies the full ID. */
function idPart({ id, label, copyLabel, about, note = '', onCopy }: IdLook): TemplateResult {
  const shown = visibleText(id ?? '');
  const text = `${label} ${shortId(shown)}`;
  return html`<span class="id-part" ?hidden=${id === undefined}>
    <span class="id-text" title=${about?.(shown) ?? shown}>${text}</span>
    <button
      type="button"
      class="icon-button small"
      title=${copyLabel}
      aria-label=${copyLabel}
      @click=${onCopy}
    >
      ${icon(controlIcons.copy)}
    </button>
    <span class="id-note">${note}</span>
  </span>`;
}

/** Both ends of an ID identify it; the tooltip and clipboard have the full ID. */
function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
