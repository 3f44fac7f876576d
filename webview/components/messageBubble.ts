import type { MessageEvent } from '../../src/shared/model.ts';
import { el, plainButton } from '../dom.ts';
import { size } from '../format.ts';
import { renderMarkdown } from '../markdown.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { eventNotes } from './eventNotes.ts';

const maxShownLength = 20_000;

/** A message of the agent that has text. */
export function messageBubble(event: MessageEvent, text: string): HTMLElement {
  const isUser = event.role === 'user';
  const speaker = isUser ? strings.you : strings.agent;
  return el(
    'div',
    { class: `bubble ${isUser ? 'mine' : 'theirs'}`, dir: 'auto' },
    el('span', { class: 'unseen' }, strings.saidBy(speaker)),
    event.role === 'unknown' &&
      el('span', { class: 'tag' }, strings.unknownRole(visibleText(event.roleName ?? '?'))),
    bodyOf(text, renderMarkdown),
    eventNotes(event),
  );
}

/** Text as it was typed: line breaks and spaces kept, nothing interpreted. */
export function typedText(text: string): HTMLElement {
  return bodyOf(text, (typed) => el('p', { class: 'plain' }, visibleText(typed)));
}

function bodyOf(text: string, render: (text: string) => Node): HTMLElement {
  if (text.length <= maxShownLength) return el('div', { class: 'prose' }, render(text));
  const body = el('div', { class: 'prose' }, render(`${text.slice(0, maxShownLength)}…`));
  const showAll = plainButton(
    { class: 'quiet' },
    () => body.replaceChildren(render(text)),
    strings.showWhole(size(text.length)),
  );
  body.append(showAll);
  return body;
}
