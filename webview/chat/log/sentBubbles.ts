import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { isContext } from '../../../src/shared/eventVisitor.ts';
import type { InputEvent, MessageContent, Turn } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { cardIcons } from '../../base/icons.ts';
import { pretty } from '../../base/pageFormat.ts';
import { strings } from '../../strings.ts';
import type { CardContext } from '../cards/cardContext.ts';
import { timeOf } from '../cards/cardFooter.ts';
import { line } from '../cards/line.ts';
import { audioPlayer, messageImage } from '../cards/media.ts';
import { typedText } from '../cards/messageBubble.ts';
import { placeCard, placeView } from '../cards/placeCard.ts';

/** A turn's sent messages, below a divider if a new session begins. */
export function sentBubbles(context: CardContext, previous: Turn | undefined): TemplateResult {
  const { inputs, sentAt, isReplay, sessionId } = context.turn;
  const before = previous?.sessionId;
  const beginsSession = sessionId !== undefined && before !== undefined && before !== sessionId;
  return html`${beginsSession ? sessionDivider(sessionId) : nothing}
    ${inputs.map((input) => bubble(input, context))}
    <div class="trail">
      ${isReplay ? html`<span class="tag">${t('Replayed')}</span>` : nothing}${timeOf(sentAt, 0)}
    </div>`;
}

function bubble(input: InputEvent, context: CardContext): TemplateResult {
  const isOurs = isContext(input);
  return html`<div class="bubble ${isOurs ? 'theirs' : 'mine'}" dir="auto">
    <span class="unseen">${strings.saidBy(isOurs ? strings.agent : t('You'))}</span>
    ${sentContent(input, context)}
  </div>`;
}

function sessionDivider(sessionId: string): TemplateResult {
  return html`<div class="divider" role="separator" aria-label=${t('New session')}>
    <span title=${visibleText(sessionId)}>${t('New session')}</span>
  </div>`;
}

/** The content of one input, in the form a customer knows. */
function sentContent(input: InputEvent, context: CardContext): TemplateResult {
  if ('messageEvent' in input) {
    const content = messageContent(input.messageEvent.content, context);
    return isContext(input) ? tagged(t('Sent as context'), content) : content;
  }
  if ('buttonResponseEvent' in input) {
    const { id, title } = input.buttonResponseEvent;
    return tagged(t('Pressed'), typedText(title), strings.choiceId(visibleText(id)));
  }
  if ('listReplyEvent' in input) {
    const { id, title, description } = input.listReplyEvent;
    const chosen = description ? `${title} – ${description}` : title;
    return tagged(t('Chose'), typedText(chosen), strings.choiceId(visibleText(id)));
  }
  if ('filledFormResponseEvent' in input) {
    return tagged(t('Form'), formTable(input.filledFormResponseEvent.formData));
  }
  if ('storeEvent' in input) return store(input.storeEvent);
  // From a file of another version.
  return anyContent(input);
}

function messageContent(content: MessageContent, context: CardContext): TemplateResult {
  if ('textContent' in content) return typedText(content.textContent.text);
  if ('imageContent' in content) return messageImage(content.imageContent, context);
  if ('audioContent' in content) return audioPlayer(content.audioContent, context);
  if ('locationContent' in content) return placeCard(content.locationContent);
  return anyContent(content);
}

function anyContent(content: unknown): TemplateResult {
  return html`<pre class="plain">${visibleText(pretty(content))}</pre>`;
}

function tagged(label: string, content: TemplateResult, title?: string): TemplateResult {
  return html`<div class="tagged" title=${title ?? nothing}>
    <span class="sent-label">${label}</span>
    ${content}
  </div>`;
}

function formTable(formData: Readonly<Record<string, unknown>>): TemplateResult {
  const shown = (value: unknown): string =>
    visibleText(typeof value === 'string' ? value : pretty(value));
  return html`<table class="form-table">
    <tbody>
      ${Object.entries(formData).map(
        ([name, value]) =>
          html`<tr>
            <th scope="row">${visibleText(name)}</th>
            <td dir="auto">${shown(value)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

type Store = Extract<InputEvent, { readonly storeEvent: unknown }>['storeEvent'];

function store({ storeId, name, cpName, city, state }: Store): TemplateResult {
  const where = [cpName, city, state].filter(Boolean).join(', ');
  const id = html`<p class="muted coordinates">
    ${t('Store {id}', { id: visibleText(storeId) })}
  </p>`;
  return placeView(cardIcons.store, name || t('Store'), html`${line(where)}${id}`);
}
