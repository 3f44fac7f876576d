import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { httpUrl, isRecord, parseJson } from '../../../src/shared/guards.ts';
import { textAt } from '../../../src/shared/json/jsonIndex.ts';
import type {
  Attachment,
  Choice,
  Interactive,
  InteractiveEvent,
} from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { firstPress } from '../../base/dom.ts';
import { cardIcons, controlIcons, icon } from '../../base/icons.ts';
import { strings } from '../../strings.ts';
import { link } from '../../text/markdown.ts';
import { renderText } from '../../text/renderText.ts';
import type { ChoicePlace } from '../hostActions.ts';
import type { CardContext } from './cardContext.ts';
import { entry } from './cardFooter.ts';
import { foldedText } from './foldedJson.ts';
import { type FormField, formFields } from './formFields.ts';
import { line } from './line.ts';
import { audioPlayer, messageImage } from './media.ts';

/** An interactive event as a messenger would show it, with one card per sub-message. */
export function interactiveCard(event: InteractiveEvent, context: CardContext): TemplateResult {
  const cards = event.messages.map((message, index) =>
    messageCard(message, index, event.rawText, context),
  );
  const empty = html`<div class="card muted">${t('This message has no text.')}</div>`;
  const card = html`<div class="interactives">${cards.length > 0 ? cards : empty}</div>`;
  return entry(event, context, card);
}

const formNames: Readonly<Record<string, string>> = {
  listMessage: t('List message'),
  replyButtonMessage: t('Reply buttons'),
  singleProductMessage: t('Product message'),
  body: t('Interactive message'),
};

function messageCard(
  message: Interactive,
  index: number,
  rawText: string,
  context: CardContext,
): TemplateResult {
  const { form, header, attachment, body, footer, buttons, actionButton } = message;
  const known = Object.hasOwn(formNames, form) ? formNames[form] : undefined;
  const name = known ?? visibleText(form);
  const place = { turnId: context.turn.id, item: context.index, message: index };
  const pressable = (choice: Choice, button: number): TemplateResult =>
    choiceButton(choice, { type: 'pressButton', ...place, button }, context);
  const part = known === undefined ? partOf(rawText, form) : '';
  const fields = formFields(parseJson(part));
  const isEmpty = (header ?? attachment ?? body ?? footer) === undefined;
  const prose = (text: string): TemplateResult =>
    html`<div class="prose" dir="auto">${renderText(text, context.markup)}</div>`;
  const raw = (): TemplateResult =>
    foldedText(t('Raw JSON of {form}', { form: name }), part, context.actions);
  return html`<section class="interactive-message" role="group" aria-label=${name}>
    ${known === undefined && fields.length === 0 ? unknownForm(name) : nothing}
    ${attachment ? attachmentView(attachment, context) : nothing}
    <div class="interactive-text">
      ${line(header, 'interactive-header')}${body ? prose(body) : nothing}
      ${line(footer, 'interactive-footer')}
      ${isEmpty ? html`<p class="muted">${t('This message has no text.')}</p>` : nothing}
    </div>
    ${actionButton ? pressable(actionButton, -1) : nothing}${buttons.map(pressable)}
    ${fields.length > 0 ? fillButton(fields, message.menuLabel, context) : nothing}
    ${sectionList(message, secondLabel(message, rawText), place, context)}
    ${known === undefined ? raw() : nothing}
  </section>`;
}

function unknownForm(name: string): TemplateResult {
  return html`<p class="card-head">
    <span class="kind">${name}</span><span class="tag">${strings.unknownEvent}</span>
  </p>`;
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
function attachmentView(attachment: Attachment, context: CardContext): TemplateResult {
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
  return html`<p class="attachment">
    ${icon(cardIcons.file)}
    <span dir="auto">${parsed ? link(parsed, name) : name}</span>
    <span class="tag">${t('Attachment: {type}', { type: visibleText(type) })}</span>
  </p>`;
}

/** A list message's menu: one button opens its sections; each row is a button. */
function sectionList(
  { form, menuLabel, sections }: Interactive,
  secondLabel: string | undefined,
  place: { readonly turnId: number; readonly item: number; readonly message: number },
  context: CardContext,
): TemplateResult | typeof nothing {
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  if (count === 0) {
    const empty = html`<p class="muted section-title">${t('This list has no rows.')}</p>`;
    return form === 'listMessage' ? empty : nothing;
  }
  const groups = sections.map(({ title, rows }, section) => {
    const name = visibleText(title || t('Section {number}', { number: section + 1 }));
    const heading = html`<p class="section-title" aria-hidden="true" dir="auto">${name}</p>`;
    return html`<div class="section" role="group" aria-label=${name}>
      ${title || sections.length > 1 ? heading : nothing}
      ${rows.map((choice, row) =>
        choiceButton(choice, { type: 'chooseRow', ...place, section, row }, context),
      )}
    </div>`;
  });
  const note = secondLabel && t('Second label: {label}', { label: visibleText(secondLabel) });
  return html`<details class="menu">
    <summary class="choice menu-button">
      ${icon(controlIcons.list)}
      <span class="choice-title" dir="auto">${visibleText(menuLabel ?? t('Options'))}</span>
      <span class="muted">${strings.rows(count)}</span>
    </summary>
    ${note ? html`<p class="note">${note}</p>` : nothing}${groups}
  </details>`;
}

/** Offers the fields of a form; its inputs are loaded when they are wanted. */
function fillButton(
  fields: readonly FormField[],
  submit: string | undefined,
  { canChoose, actions }: CardContext,
): TemplateResult {
  const open = async ({ currentTarget }: Event): Promise<void> => {
    const card = (currentTarget as HTMLElement).parentElement;
    if (!canChoose || !card) return;
    const { fillForm } = await import('./fillForm.ts');
    fillForm(card, fields, submit, actions);
  };
  return html`<button
    type="button"
    class="choice"
    aria-disabled=${String(!canChoose)}
    @click=${open}
  >
    ${t('Fill in…')}
  </button>`;
}

/** A button or row that a customer can press. It is never `disabled`, so that it keeps the focus. */
function choiceButton(
  { id, text, description }: Choice,
  place: ChoicePlace,
  { canChoose, isChosen, actions }: CardContext,
): TemplateResult {
  const title = text ?? id ?? t('No text');
  const detail = (text: string): TemplateResult =>
    html`<span class="choice-description">${visibleText(text)}</span>`;
  return html`<button
    type="button"
    class="choice"
    aria-disabled=${String(!canChoose)}
    aria-pressed=${String(isChosen(place))}
    title=${id === undefined ? t('This option has no ID, so your choice is sent as text.') : strings.choiceId(visibleText(id))}
    @click=${firstPress(() => canChoose && actions.choose(place))}
  >
    <span class="choice-text" dir="auto">
      <span class="choice-title">${visibleText(title)}</span>
      ${description ? detail(description) : nothing}
    </span>
    ${icon(cardIcons.check)}
  </button>`;
}
