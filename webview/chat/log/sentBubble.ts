import type { Turn } from '../../../src/shared/model.ts';
import { el } from '../../base/dom.ts';
import { strings } from '../../strings/strings.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import type { CardContext } from '../cards/cardContext.ts';
import { isContext } from '../../../src/shared/eventVisitor.ts';
import { sentContent } from './sentContent.ts';
import { timeOf } from '../cards/cardFooter.ts';

/** What the customer sent in a turn; above it where a new session begins. */
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

/** Changes exactly when `sentBubbles` would draw something else. */
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
