import { httpUrl, isRecord, parseJson } from '../../../src/shared/guards.ts';
import { textAt } from '../../../src/shared/json/jsonIndex.ts';
import type { Attachment, Interactive, InteractiveEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import { link } from '../../text/markdown.ts';
import { renderText } from '../../text/richText.ts';
import type { CardContext } from './cardContext.ts';
import { entry } from './cardFooter.ts';
import { choiceButton } from './choiceButton.ts';
import { foldedText } from './foldedJson.ts';
import { audioPlayer, messageImage } from './media.ts';

/** An interactive event as a messenger would show it, with one card per sub-message. */
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

/** The JSON text of a sub-message as received. */
function partOf(rawText: string, form: string): string {
  return textAt(rawText, ['connectlyInteractiveEvent', 'interactive', form]) ?? '';
}

/** A list message's second label, if it differs from the first (API notes, 3.1). */
function secondLabel({ form, menuLabel }: Interactive, rawText: string): string | undefined {
  const part = parseJson(partOf(rawText, form));
  const label = isRecord(part) ? part['buttonText'] : undefined;
  return typeof label === 'string' && label !== '' && label !== menuLabel ? label : undefined;
}

const imageName = /\.(?:apng|avif|gif|jpe?g|png|svg|webp)$/i;

/** A header's attachment: an image or audio player, anything else as a link with its name. */
function attachmentView(attachment: Attachment, context: CardContext): HTMLElement {
  const { type, url, caption, filename } = attachment;
  const parsed = httpUrl(url);
  const isImage =
    type === 'image' || (type === 'unspecified' && imageName.test(parsed?.pathname ?? ''));
  if (parsed && isImage) {
    return messageImage({ url: parsed.href, ...(caption !== undefined && { caption }) }, context);
  }
  if (parsed && type === 'audio') return audioPlayer({ url: parsed.href }, context);
  const name = visibleText(
    filename ?? caption ?? parsed?.pathname.split('/').at(-1) ?? url ?? type,
  );
  return el(
    'p',
    { class: 'attachment' },
    iconElement(cardIcons.file),
    el('span', { dir: 'auto' }, parsed ? link(parsed, name) : name),
    el('span', { class: 'tag' }, strings.attachment(visibleText(type))),
  );
}

/** A list message's menu: one button opens its sections; each row is a button. */
function sectionList(
  { menuLabel, sections }: Interactive,
  secondLabel: string | undefined,
  place: { readonly turnId: number; readonly item: number; readonly message: number },
  context: CardContext,
): HTMLElement | undefined {
  if (sections.length === 0 && menuLabel === undefined) return undefined;
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  return el(
    'details',
    { class: 'menu' },
    el(
      'summary',
      { class: 'choice menu-button' },
      iconElement(cardIcons.list),
      el('span', { class: 'choice-title', dir: 'auto' }, visibleText(menuLabel ?? strings.options)),
      el('span', { class: 'muted' }, strings.rows(count)),
    ),
    secondLabel !== undefined &&
      el('p', { class: 'note' }, strings.secondLabel(visibleText(secondLabel))),
    ...sections.map(({ title, rows }, section) => {
      const name = visibleText(title || strings.section(section + 1));
      return el(
        'div',
        { class: 'section', role: 'group', 'aria-label': name },
        (title || sections.length > 1) &&
          el('p', { class: 'section-title', 'aria-hidden': 'true', dir: 'auto' }, name),
        ...rows.map((row, index) =>
          choiceButton(row, { type: 'chooseRow', ...place, section, row: index }, context),
        ),
      );
    }),
    count === 0 && el('p', { class: 'muted section-title' }, strings.noRows),
  );
}
