import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { MessageEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { size } from '../../base/pageFormat.ts';
import { withFlag } from '../../base/withFlag.ts';
import { plainText } from '../../text/markdown.ts';
import { renderText } from '../../text/renderText.ts';
import { strings } from '../../strings.ts';
import type { CardContext } from './cardContext.ts';
import { entry, timeOf } from './cardFooter.ts';
import { audioPlayer, messageImage } from './media.ts';
import { placeCard } from './placeCard.ts';

const maxShownLength = 20_000;

/** A message with all its parts: image, text, audio, location. */
export function messageBubble(event: MessageEvent, context: CardContext): TemplateResult {
  const { turn, index, markup } = context;
  const { role, roleName, text, image, audio, location } = event;
  const isUser = role === 'user';
  const isEmpty = !text && !image && !audio && !location;
  const bubble = html`<div class="bubble ${isUser ? 'mine' : 'theirs'}" dir="auto">
    <span class="unseen">${strings.saidBy(isUser ? t('You') : strings.agent)}</span>
    ${role === 'unknown' ? tag(t('Role {role}', { role: visibleText(roleName ?? '?') })) : nothing}
    ${isUser ? tag(t('Echo')) : nothing} ${image ? messageImage(image, context) : nothing}
    ${text ? prose(text, (part) => renderText(part, markup)) : nothing}
    ${audio ? audioPlayer(audio, context) : nothing} ${location ? placeCard(location) : nothing}
    ${isEmpty ? html`<p class="muted">${t('This message has no text.')}</p>` : nothing}
  </div>`;
  const time = timeOf(turn.sentAt, turn.items[index]?.atMs ?? 0, event.createdAt);
  return entry(event, context, bubble, time);
}

function tag(text: string): TemplateResult {
  return html`<span class="tag">${text}</span>`;
}

/** Text as typed: keeps line breaks and spaces, interprets nothing. */
export function typedText(text: string): TemplateResult {
  return prose(text, (part) => plainText(visibleText(part)));
}

function prose(text: string, draw: (text: string) => unknown): TemplateResult {
  if (text.length <= maxShownLength) return html`<div class="prose" dir="auto">${draw(text)}</div>`;
  return withFlag((isWhole, setWhole) => {
    const showAll = quietButton(t('Show Full Message ({size})', { size: size(text.length) }), () =>
      setWhole(true),
    );
    return html`<div class="prose" dir="auto">
      ${draw(isWhole ? text : `${text.slice(0, maxShownLength)}…`)}${isWhole ? nothing : showAll}
    </div>`;
  });
}
