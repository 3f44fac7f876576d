import type { MessageEvent } from '../../../src/shared/model.ts';
import { el, plainButton } from '../../base/dom.ts';
import { size } from '../../base/pageFormat.ts';
import { renderText } from '../../text/richText.ts';
import { strings } from '../../strings/strings.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { CardContext } from './cardContext.ts';
import { audioPlayer, messageImage } from './media.ts';
import { placeCard } from './placeCard.ts';
import { entry, timeOf } from './cardFooter.ts';

const maxShownLength = 20_000;

/** A message with all its parts: image, text, audio, location. */
export function messageBubble(event: MessageEvent, context: CardContext): HTMLElement {
  const { turn, index, markup } = context;
  const { role, roleName, text, image, audio, location } = event;
  const isUser = role === 'user';
  const isEmpty = !text && !image && !audio && !location;
  const bubble = el(
    'div',
    { class: `bubble ${isUser ? 'mine' : 'theirs'}`, dir: 'auto' },
    el('span', { class: 'unseen' }, strings.saidBy(isUser ? strings.you : strings.agent)),
    role === 'unknown' &&
      el('span', { class: 'tag' }, strings.unknownRole(visibleText(roleName ?? '?'))),
    isUser && el('span', { class: 'tag' }, strings.echo),
    image && messageImage(image, context),
    text !== undefined && text !== '' && bodyOf(text, (part) => renderText(part, markup)),
    audio && audioPlayer(audio, context),
    location && placeCard(location),
    isEmpty && el('p', { class: 'muted' }, strings.emptyMessage),
  );
  const time = timeOf(turn.sentAt, turn.items[index]?.atMs ?? 0, event.createdAt);
  return entry(event, context, bubble, time);
}

/** Text as typed: keeps line breaks and spaces, interprets nothing. */
export function typedText(text: string): HTMLElement {
  return bodyOf(text, (typed) => el('p', { class: 'plain' }, visibleText(typed)));
}

function bodyOf(text: string, render: (text: string) => Node): HTMLElement {
  if (text.length <= maxShownLength)
    return el('div', { class: 'prose', dir: 'auto' }, render(text));
  const body = el(
    'div',
    { class: 'prose', dir: 'auto' },
    render(`${text.slice(0, maxShownLength)}…`),
  );
  const showAll = plainButton(
    { class: 'quiet' },
    () => body.replaceChildren(render(text)),
    strings.showWhole(size(text.length)),
  );
  body.append(showAll);
  return body;
}
