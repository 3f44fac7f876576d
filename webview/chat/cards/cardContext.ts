import type { Markup } from '../../../src/shared/agent.ts';
import type { Turn } from '../../../src/shared/model.ts';
import type { Actions, ChoicePlace } from '../hostActions.ts';

/** The context of a card, in addition to its event. */
export interface CardContext {
  readonly turn: Turn;
  /** Index in the turn's items. */
  readonly index: number;
  /** Origins whose media the tester allowed. */
  readonly mediaOrigins: readonly string[];
  /** The agent's base URL; undefined without an agent. */
  readonly baseUrl: string | undefined;
  readonly markup: Markup;
  /** True if a button or row can be pressed now. */
  readonly canChoose: boolean;
  readonly isChosen: (place: ChoicePlace) => boolean;
  readonly actions: Actions;
}
