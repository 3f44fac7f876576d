import { compact } from '../../shared/compact.ts';
import { customerText } from '../../conversation/storage/conversationRecord.ts';
import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import type { InputEvent, Turn } from '../../shared/model.ts';
import type { ShownAnswer, ShownCheck, ShownTurn } from '../../shared/compare/shownAnswer.ts';
import { shownAnswers } from './shownAnswers.ts';

/** What one side was sent, and its response. */
export interface Told {
  /** Empty when nothing could be sent because the choice to press was missing. */
  readonly inputs: readonly InputEvent[];
  readonly answer: TurnAnswer;
  /** Results of the expectations, if there were any. */
  readonly checks?: readonly ShownCheck[];
}

/** A message to both sides, with the responses so far. */
export interface ComparedTurn {
  /** In words; the actual input of a side may differ. */
  readonly said: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly a?: Told;
  readonly b?: Told;
}

/** The turn for the page; `number` counts from 1. */
export function shownTurn(turn: ComparedTurn, number: number): ShownTurn {
  const { a, b } = turn;
  const told = new Set([a, b].flatMap((one) => (one ? (wordsOf(one) ?? []) : [])));
  const [first] = told;
  const said = told.size === 1 && first !== undefined ? first : turn.said;
  const { a: before, b: after, ...rest } = shownAnswers(a?.answer, b?.answer);
  const shown = (answer: ShownAnswer, own: Told | undefined): ShownAnswer => ({
    ...answer,
    ...compact({ said: own && told.size > 1 ? wordsOf(own) : undefined }),
    ...(own?.checks?.length && { checks: own.checks }),
  });
  return {
    number,
    said,
    ...rest,
    ...(before && { a: shown(before, a) }),
    ...(after && { b: shown(after, b) }),
  };
}

/** Side A's turns up to this number (from 1); empty if there is no such turn. */
export function keptTurns(turns: readonly ComparedTurn[], last: number): readonly Turn[] {
  if (!turns[last - 1]) return [];
  return turns.slice(0, last).flatMap(({ sentAt, a }, index): Turn[] => {
    if (a?.answer.phase !== 'answered') return [];
    return [{ id: index + 1, inputs: a.inputs, sentAt, ...a.answer }];
  });
}

function wordsOf({ inputs }: Told): string | undefined {
  return inputs.length === 0 ? undefined : saidText(inputs);
}

/** The customer's input in words. */
export function saidText(inputs: readonly InputEvent[]): string {
  const words = inputs.flatMap((input) => customerText(input) ?? []);
  return words.length > 0 ? words.join('\n') : JSON.stringify(inputs);
}
