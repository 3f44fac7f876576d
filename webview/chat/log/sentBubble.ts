import { isContext } from '../../../src/shared/eventVisitor.ts';
import type { InputEvent, MessageContent, Turn } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { pretty } from '../../base/pageFormat.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from '../cards/cardContext.ts';
import { timeOf } from '../cards/cardFooter.ts';
import { audioPlayer, messageImage } from '../cards/media.ts';
import { typedText } from '../cards/messageBubble.ts';
import { placeCard } from '../cards/placeCard.ts';

/** A turn's sent messages, below a divider if a new session begins. */
export function sentBubbles(context: CardContext, previous: Turn | undefined): HTMLElement {
  const { inputs, sentAt, isReplay } = context.turn;
  return el(
    'div',
    { class: isReplay ? 'sent replay' : 'sent' },
    beginsSession(context.turn, previous) && sessionDivider(context.turn.sessionId ?? ''),
    ...inputs.map((input) => {
      const isOurs = isContext(input);
      return el(
        'div',
        { class: `bubble ${isOurs ? 'theirs' : 'mine'}`, dir: 'auto' },
        el('span', { class: 'unseen' }, strings.saidBy(isOurs ? strings.agent : strings.you)),
        sentContent(input, context),
      );
    }),
    el(
      'div',
      { class: 'trail' },
      isReplay && el('span', { class: 'tag' }, strings.replayed),
      timeOf(sentAt, 0),
    ),
  );
}

/** Changes exactly when `sentBubbles` would render differently. */
export function sentSignature(turn: Turn, previous: Turn | undefined): string {
  const { inputs, sentAt, isReplay } = turn;
  return JSON.stringify([inputs, sentAt, isReplay, beginsSession(turn, previous)]);
}

function beginsSession({ sessionId }: Turn, previous: Turn | undefined): boolean {
  return (
    sessionId !== undefined && previous?.sessionId !== undefined && previous.sessionId !== sessionId
  );
}

function sessionDivider(sessionId: string): HTMLElement {
  return el(
    'div',
    { class: 'divider', role: 'separator', 'aria-label': strings.newSession },
    el('span', { title: visibleText(sessionId) }, strings.newSession),
  );
}

/** The content of one input, in the form a customer knows. */
function sentContent(input: InputEvent, context: CardContext): HTMLElement {
  if ('messageEvent' in input) {
    const content = messageContent(input.messageEvent.content, context);
    return isContext(input) ? tagged(strings.sentAsContext, content) : content;
  }
  if ('buttonResponseEvent' in input) {
    const { id, title } = input.buttonResponseEvent;
    return tagged(strings.pressed, typedText(title), strings.choiceId(visibleText(id)));
  }
  if ('listReplyEvent' in input) {
    const { id, title, description } = input.listReplyEvent;
    const chosen = description ? `${title} – ${description}` : title;
    return tagged(strings.chose, typedText(chosen), strings.choiceId(visibleText(id)));
  }
  if ('filledFormResponseEvent' in input) {
    return tagged(strings.form, formTable(input.filledFormResponseEvent.formData));
  }
  if ('storeEvent' in input) return store(input.storeEvent);
  // From a file of another version.
  return el('pre', { class: 'plain' }, visibleText(pretty(input)));
}

function messageContent(content: MessageContent, context: CardContext): HTMLElement {
  if ('textContent' in content) return typedText(content.textContent.text);
  if ('imageContent' in content) return messageImage(content.imageContent, context);
  if ('audioContent' in content) return audioPlayer(content.audioContent, context);
  if ('locationContent' in content) return placeCard(content.locationContent);
  return el('pre', { class: 'plain' }, visibleText(pretty(content)));
}

function tagged(label: string, content: HTMLElement, title?: string): HTMLElement {
  return el('div', { class: 'tagged', title }, el('span', { class: 'sent-label' }, label), content);
}

function formTable(formData: Readonly<Record<string, unknown>>): HTMLElement {
  const shown = (value: unknown): string =>
    visibleText(typeof value === 'string' ? value : pretty(value));
  return el(
    'table',
    { class: 'form-table' },
    el(
      'tbody',
      {},
      ...Object.entries(formData).map(([name, value]) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, visibleText(name)),
          el('td', { dir: 'auto' }, shown(value)),
        ),
      ),
    ),
  );
}

type Store = Extract<InputEvent, { readonly storeEvent: unknown }>['storeEvent'];

function store({ storeId, name, cpName, city, state }: Store): HTMLElement {
  const where = [cpName, city, state].filter(Boolean).join(', ');
  return el(
    'div',
    { class: 'place' },
    iconElement(cardIcons.store),
    el(
      'div',
      { class: 'place-text' },
      el('p', { class: 'place-name', dir: 'auto' }, visibleText(name || strings.store)),
      where !== '' && el('p', { dir: 'auto' }, visibleText(where)),
      el('p', { class: 'muted coordinates' }, strings.storeId(visibleText(storeId))),
    ),
  );
}
