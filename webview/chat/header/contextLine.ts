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
import { iconButton } from '../../base/nativeButtons.ts';
import { age, elapsed, hostOf } from '../../base/pageFormat.ts';
import { ticking } from '../../base/ticking.ts';
import { withFlag } from '../../base/withFlag.ts';
import type { View } from '../../base/view.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';
import { lastSentAgentId } from '../viewModel.ts';
import { agentButton } from './agentButton.ts';

/** One line: the agent, its host and the session's state, behind which are the IDs. */
export function contextLine(state: ViewState, actions: Actions): TemplateResult {
  return withFlag((isOpen, setOpen) => {
    const { agent, session } = state;
    const { text, tone } = sessionLook(state);
    const host = agent ? visibleText(hostOf(agent.baseUrl)) : '';
    const sentId = lastSentAgentId(state);
    const agentId = sentId ?? agent?.agentId;
    const change = agentChange(sentId, agent?.agentId);
    // The button covers the whole state, but isn't around it: the text of a button is no live region.
    return html`<header
      class=${isOpen || change !== nothing ? 'context open' : 'context'}
      tabindex="-1"
      aria-label=${t('Agent and session')}
    >
      <div class="context-line">
        ${agentButton(agent, actions)}
        ${agent?.environment ? environmentChip(agent.environment) : nothing}
        <span class="tag host" title=${host}>${host}</span>
        <span class="session" ?hidden=${!agent}>
          <span class="dot" aria-hidden="true" data-tone=${tone}></span>
          <span role="status">${text}</span>
          ${guard([session], () => sessionClock(session))}
          <button
            class="ids-button"
            title=${t('IDs of agent, customer, and session')}
            aria-expanded=${String(isOpen)}
            ?hidden=${change !== nothing}
            @click=${() => setOpen(!isOpen)}
          >
            ${icon(controlIcons.down)}
          </button>
        </span>
      </div>
      <div class="context-details" ?hidden=${!agent}>
        ${idPart({
          id: agent?.clientKey,
          label: t('Customer'),
          copyLabel: t('Copy Customer ID'),
          onCopy: () => actions.copy(clipboardLine(agent?.clientKey ?? '')),
        })}
        ${idPart({
          id: agentId,
          label: t('Agent ID'),
          copyLabel: t('Copy Agent ID'),
          about: sentId === undefined ? undefined : strings.sentLast,
          note: sentId === undefined ? t('not sent yet') : '',
          onCopy: () => actions.copy(clipboardLine(agentId ?? '')),
        })}
        ${idPart({
          id: session.id,
          label: t('Session'),
          copyLabel: t('Copy Session ID'),
          onCopy: () => actions.intent('copySessionId'),
        })}
      </div>
      ${change}
    </header>`;
  });
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
  return t('Agent ID sent: {sent}. Your settings now have {set}.', {
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
  readonly about?: ((id: string) => string) | undefined;
  readonly note?: string;
  readonly onCopy: () => void;
}

/** A shortened ID with a label, and a button that copies the full ID. */
function idPart({ id, label, copyLabel, about, note = '', onCopy }: IdLook): TemplateResult {
  const shown = visibleText(id ?? '');
  return html`<span class="id-part" ?hidden=${id === undefined}>
    <span class="id-text" title=${about?.(shown) ?? shown}>${label} ${shortId(shown)} ${note}</span>
    ${iconButton('copy', copyLabel, onCopy)}
  </span>`;
}

/** Both ends of an ID identify it; the tooltip and clipboard have the full ID. */
function shortId(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
