import type { Branch } from '../../shared/conversationInfo.ts';
import { inputContent, typedInput } from '../../shared/eventVisitor.ts';
import type { Agent } from '../../shared/agent.ts';
import type { InputEvent, Turn } from '../../shared/model.ts';
import type { RecordingEntry } from '../../recordings/recording.ts';

/** A conversation as saved on disk: everything except live parts such as sessions and keys. */
export interface ConversationRecord {
  readonly id: string;
  /** The tester's own title; without it the title is the customer's first words. */
  readonly givenTitle?: string;
  /** The agent at the time of the conversation. */
  readonly agent: Agent;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly branches: readonly (Branch & { readonly turns: readonly Turn[] })[];
  readonly activeBranch: number;
  /**
   * The requests and responses in order; times count from `createdAt`. Grows while the
   * conversation's sessions are still in use.
   */
  readonly entries: readonly RecordingEntry[];
}

/** The turns of the branch that is shown. */
export function shownTurns({ branches, activeBranch }: ConversationRecord): readonly Turn[] {
  return branches.find(({ id }) => id === activeBranch)?.turns ?? [];
}

const maxTitleLength = 60;

/** The title: the tester's own, or else the customer's first words. Empty before there are any. */
export function titleOf(givenTitle: string | undefined, turns: readonly Turn[]): string {
  if (givenTitle !== undefined) return givenTitle;
  const words =
    turns
      .flatMap(({ inputs }) => inputs)
      .map(customerText)
      .find(Boolean) ?? '';
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > maxTitleLength ? `${line.slice(0, maxTitleLength - 1).trimEnd()}…` : line;
}

/** The customer's words in this event; undefined for events that are not the customer's. */
export function customerText(input: InputEvent): string | undefined {
  const { choice, store } = inputContent(input);
  return typedInput(input) ?? choice?.text ?? store?.name;
}
