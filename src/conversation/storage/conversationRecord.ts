import type { Branch } from '../../shared/conversationInfo.ts';
import { inputContent, typedInput } from '../../shared/eventVisitor.ts';
import type { Agent } from '../../shared/agent.ts';
import type { InputEvent, Turn } from '../../shared/model.ts';
import type { RecordingEntry } from '../../recordings/recording.ts';

/** A conversation as it is kept: everything but what only lives, such as sessions and keys. */
export interface ConversationRecord {
  readonly id: string;
  /** Given by the tester; without it the first words are the title. */
  readonly givenTitle?: string;
  /** As it was when the conversation was held. */
  readonly agent: Agent;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly branches: readonly (Branch & { readonly turns: readonly Turn[] })[];
  readonly activeBranch: number;
  /**
   * What went over the wire, in its order; times count from `createdAt`. Grows with what the
   * conversation's sessions still do.
   */
  readonly entries: readonly RecordingEntry[];
}

/** The turns of the branch that is shown. */
export function shownTurns({
  branches,
  activeBranch,
}: Pick<ConversationRecord, 'branches' | 'activeBranch'>): readonly Turn[] {
  return branches.find(({ id }) => id === activeBranch)?.turns ?? [];
}

const maxTitleLength = 60;

/** The title: the tester's own, else the customer's first words. Empty before there are any. */
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

/** What the customer said by this event, in words; undefined for what is not the customer's. */
export function customerText(input: InputEvent): string | undefined {
  const { choice, store } = inputContent(input);
  return typedInput(input) ?? choice?.text ?? store?.name;
}
