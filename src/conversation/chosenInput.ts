import { buttonInput, listReplyInput, textInput } from '../agentGraph/wire/requests.ts';
import { typedInput } from '../shared/eventVisitor.ts';
import { done, failed, inputFailure, type Outcome } from '../shared/failure/failure.ts';
import { t } from '../shared/l10n.ts';
import type { Choice, InputEvent, Interactive, Turn, ViewState } from '../shared/model.ts';
import type { WebviewMessage } from '../shared/protocol/chatProtocol.ts';

type ChoiceMessage = Extract<WebviewMessage, { type: 'pressButton' | 'chooseRow' }>;

/**
 * The event for a pressed button or row, with the ID from the response (API notes, section 2). A
 * choice without an ID is sent as text. Fails when there is no choice at that place.
 */
export function chosenInput({ turns }: ViewState, place: ChoiceMessage): Outcome<InputEvent> {
  const item = turns.find(({ id }) => id === place.turnId)?.items[place.item];
  const event = item?.type === 'event' ? item.event : undefined;
  const message = event?.type === 'interactive' ? event.messages[place.message] : undefined;
  const choice = message && findChoice(message, place);
  return choiceInput(choice ?? {}, place.type === 'pressButton' ? 'button' : 'row');
}

/** Same as `chosenInput`, for a choice that is already found. */
export function choiceInput(
  { id, text, description }: Choice,
  kind: 'button' | 'row',
): Outcome<InputEvent> {
  const title = text ?? id;
  if (title === undefined)
    return failed(inputFailure('choice', t("It isn't in this conversation.")));
  if (id === undefined) return textInput(title);
  return kind === 'button' ? buttonInput(id, title) : listReplyInput(id, title, description);
}

function findChoice(message: Interactive, place: ChoiceMessage): Choice | undefined {
  if (place.type === 'chooseRow') return message.sections[place.section]?.rows[place.row];
  return place.button < 0 ? message.actionButton : message.buttons[place.button];
}

/** The turn's inputs with the customer's text replaced; its other inputs stay. */
export function editedInputs(
  { inputs }: Pick<Turn, 'inputs'>,
  text: string,
): Outcome<readonly InputEvent[]> {
  const edited = textInput(text);
  if (edited.type !== 'done') return edited;
  const last = inputs.findLastIndex((input) => typedInput(input) !== undefined);
  return done(last < 0 ? [edited.value] : inputs.with(last, edited.value));
}
