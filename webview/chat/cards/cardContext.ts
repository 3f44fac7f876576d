import type { Markup } from '../../../src/shared/agent.ts';
import type { Turn } from '../../../src/shared/model.ts';
import type { Actions } from '../hostActions.ts';

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
  readonly actions: Actions;
}
