import { isRecord, parseJson } from '../../../src/shared/guards.ts';
import { textAt } from '../../../src/shared/json/jsonIndex.ts';
import type { Interactive, InteractiveEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el } from '../../base/dom.ts';
import { renderText } from '../../text/richText.ts';
import { strings } from '../../strings/strings.ts';
import { attachmentView } from './attachmentView.ts';
import type { CardContext } from './cardContext.ts';
import { choiceButton } from './choiceButton.ts';
import { foldedText } from './foldedJson.ts';
import { sectionList } from './sectionList.ts';
import { entry } from './cardFooter.ts';

/** What a customer can press, as the messenger would show it; each sub-message in its own card. */
export function interactiveCard(event: InteractiveEvent, context: CardContext): HTMLElement {
  const cards = event.messages.map((message, index) =>
    messageCard(message, index, event.rawText, context),
  );
  const empty = el('div', { class: 'card muted' }, strings.emptyMessage);
  return entry(
    event,
    context,
    el('div', { class: 'interactives' }, ...(cards.length > 0 ? cards : [empty])),
  );
}

const formNames: Readonly<Record<string, string>> = {
  listMessage: strings.listMessage,
  replyButtonMessage: strings.replyButtons,
  singleProductMessage: strings.singleProduct,
  body: strings.messageText,
};

function messageCard(
  message: Interactive,
  index: number,
  rawText: string,
  context: CardContext,
): HTMLElement {
  const { form, header, attachment, body, footer, buttons, actionButton } = message;
  const name = Object.hasOwn(formNames, form) ? formNames[form] : undefined;
  const place = { turnId: context.turn.id, item: context.index, message: index };
  const press = (button: number) => ({ type: 'pressButton', ...place, button }) as const;
  const hasContent = header ?? attachment ?? body ?? footer;
  return el(
    'section',
    { class: 'interactive-message', role: 'group', 'aria-label': name ?? visibleText(form) },
    name === undefined &&
      el(
        'p',
        { class: 'card-head' },
        el('span', { class: 'kind' }, visibleText(form)),
        el('span', { class: 'tag' }, strings.unknownEvent),
      ),
    attachment && attachmentView(attachment, context),
    el(
      'div',
      { class: 'interactive-text' },
      header && el('p', { class: 'interactive-header', dir: 'auto' }, visibleText(header)),
      body && el('div', { class: 'prose', dir: 'auto' }, renderText(body, context.markup)),
      footer && el('p', { class: 'interactive-footer', dir: 'auto' }, visibleText(footer)),
      hasContent === undefined && el('p', { class: 'muted' }, strings.emptyMessage),
    ),
    actionButton && choiceButton(actionButton, press(-1), context),
    ...buttons.map((button, position) => choiceButton(button, press(position), context)),
    sectionList(message, secondLabel(message, rawText), place, context),
    name === undefined &&
      foldedText(strings.rawOf(visibleText(form)), partOf(rawText, form), context.actions),
  );
}

/** A sub-message as it came. */
function partOf(rawText: string, form: string): string {
  return textAt(rawText, ['connectlyInteractiveEvent', 'interactive', form]) ?? '';
}

/** The other of a list's two labels, where it says something else (API notes, 3.1). */
function secondLabel({ form, menuLabel }: Interactive, rawText: string): string | undefined {
  const part = parseJson(partOf(rawText, form));
  const label = isRecord(part) ? part['buttonText'] : undefined;
  return typeof label === 'string' && label !== '' && label !== menuLabel ? label : undefined;
}
