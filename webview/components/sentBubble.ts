import type { InputEvent, Turn } from '../../src/shared/model.ts';
import { formatLocale } from '../../src/shared/l10n.ts';
import { el } from '../dom.ts';
import { pretty } from '../format.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import type { CardContext } from './cardContext.ts';
import { typedText } from './messageBubble.ts';

/** What the customer sent in a turn. */
export function sentBubbles(
  { turn: { inputs, sentAt } }: CardContext,
  _previous: Turn | undefined,
): HTMLElement {
  const title = new Date(sentAt).toLocaleTimeString(formatLocale());
  return el('div', { class: 'sent', title }, ...inputs.map(bubble));
}

/** Changes exactly when `sentBubbles` would draw something else. */
export function sentSignature(turn: Turn, previous: Turn | undefined): string {
  const { inputs, sentAt, isReplay, sessionId } = turn;
  return JSON.stringify([inputs, sentAt, isReplay, sessionId, previous?.sessionId]);
}

function bubble(input: InputEvent): HTMLElement {
  return el(
    'div',
    { class: 'bubble mine', dir: 'auto' },
    el('span', { class: 'unseen' }, strings.saidBy(strings.you)),
    contentOf(input),
  );
}

function contentOf(input: InputEvent): HTMLElement {
  if ('messageEvent' in input) {
    const { content } = input.messageEvent;
    if ('textContent' in content) return typedText(content.textContent.text);
  } else if ('buttonResponseEvent' in input) {
    return typedText(input.buttonResponseEvent.title);
  } else if ('listReplyEvent' in input) {
    return typedText(input.listReplyEvent.title);
  }
  return el('pre', { class: 'plain' }, visibleText(pretty(input)));
}
