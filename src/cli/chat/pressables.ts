import { textInput } from '../../agentGraph/wire/requests.ts';
import { choiceInput } from '../../conversation/chosenInput.ts';
import { choiceText, eventContents, isEcho, pressable } from '../../shared/eventVisitor.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import type { AgentEvent, InputEvent } from '../../shared/model.ts';
import { visibleLine } from '../../shared/visibleText.ts';

/** A row, a button or a suggested reply of a response. */
export interface Pressable {
  /** One line that is safe for a terminal. */
  readonly label: string;
  readonly input: Outcome<InputEvent>;
}

/** Everything that a customer can press in an event, in the order in which it is printed. */
export function pressables(event: AgentEvent): readonly Pressable[] {
  if (isEcho(event)) return [];
  return eventContents(event).flatMap((content) => [
    ...(content.sections ?? []).flatMap(({ rows }) =>
      rows.map((row) => ({ label: visibleLine(choiceText(row)), input: choiceInput(row, 'row') })),
    ),
    ...pressable(content).map((button) => ({
      label: visibleLine(choiceText(button)),
      input: choiceInput(button, 'button'),
    })),
    ...(content.questions ?? []).map((question) => ({
      label: visibleLine(question),
      input: textInput(question),
    })),
  ]);
}
