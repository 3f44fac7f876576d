import { diffArrays } from 'diff';
import { customerText } from '../../conversation/conversationRecord.ts';
import type { AnswerComparison } from '../../shared/comparison.ts';
import type { InputEvent } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { compareAnswers } from './compareAnswers.ts';

/** A turn with what came of it. */
export interface Answered {
  readonly inputs: readonly InputEvent[];
  readonly answer: Answer;
}

/** Turns that belong together; one that only one of the conversations has stands alone. */
export interface TurnComparison {
  readonly before?: Answered;
  readonly after?: Answered;
  readonly comparison?: AnswerComparison;
}

/** Puts the turns of two conversations next to each other where the customer did the same. */
export function compareConversations(
  before: readonly Answered[],
  after: readonly Answered[],
): readonly TurnComparison[] {
  let [left, right] = [0, 0];
  return diffArrays(before.map(inputKey), after.map(inputKey)).flatMap(
    ({ added, removed, count }): readonly TurnComparison[] => {
      const lefts = added ? [] : before.slice(left, (left += count));
      const rights = removed ? [] : after.slice(right, (right += count));
      if (removed) return lefts.map((turn) => ({ before: turn }));
      if (added) return rights.map((turn) => ({ after: turn }));
      return lefts.flatMap((turn, index) => pairOf(turn, rights[index]));
    },
  );
}

function pairOf(before: Answered, after: Answered | undefined): readonly TurnComparison[] {
  if (!after) return [{ before }];
  return [{ before, after, comparison: compareAnswers(before.answer, after.answer) }];
}

/** What the customer did, in words: ids of buttons are made anew in each session. */
function inputKey({ inputs }: Answered): string {
  const done = inputs.filter((input) => !isGreeting(input));
  return JSON.stringify(done.map((input) => customerText(input) ?? input));
}

/** Each agent may have its own. */
function isGreeting(input: InputEvent): boolean {
  return 'messageEvent' in input && input.messageEvent.role === 'ASSISTANT';
}
