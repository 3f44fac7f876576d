import { compact } from '../shared/compact.ts';
import type { Branch } from '../shared/conversationInfo.ts';
import type { Session, Turn } from '../shared/model.ts';
import type { ConversationRecord } from './storage/conversationRecord.ts';
import type { OpenSession } from './sessions/sessionLifecycle.ts';
import { interruptOpenTurns } from './stateStore.ts';

/** A branch, with the state that is kept for it while another branch is shown. */
export interface BranchState extends Branch {
  readonly turns: readonly Turn[];
  readonly session: Session;
  /** The branch's session while it is open. */
  readonly open?: OpenSession | undefined;
}

/** The branches of one conversation. One is active; its turns and session live in the view. */
export class Branches {
  #all: readonly BranchState[];
  #activeId: number;

  constructor(all: readonly BranchState[], activeId: number) {
    this.#all = all;
    this.#activeId = activeId;
  }

  get activeId(): number {
    return this.#activeId;
  }

  get all(): readonly BranchState[] {
    return this.#all;
  }

  /** The highest turn ID; 0 when there are no turns. */
  get lastTurnId(): number {
    const turns = this.#all.flatMap((branch) => branch.turns);
    return turns.reduce((highest, { id }) => Math.max(highest, id), 0);
  }

  /** The active branch, as last stored. */
  get active(): BranchState {
    return this.#all.find(({ id }) => id === this.#activeId) ?? emptyBranch;
  }

  /** The branches as saved on disk. `shownTurns` are the active branch's turns. */
  recordsWith(shownTurns: readonly Turn[]): ConversationRecord['branches'] {
    return this.#all.map((branch) => ({
      ...branchInfo(branch),
      turns: branch.id === this.#activeId ? shownTurns : branch.turns,
    }));
  }

  /** The branches without their turns and sessions. */
  get infos(): readonly Branch[] {
    return this.#all.map(branchInfo);
  }

  /** Saves the shown turns and session as the active branch's state. */
  store(shown: Pick<BranchState, 'turns' | 'session' | 'open'>): void {
    this.#all = this.#all.map((branch) =>
      branch.id === this.#activeId ? { ...branch, ...shown } : branch,
    );
  }

  /** Makes another branch active. Undefined when no branch has that ID. */
  activate(id: number): BranchState | undefined {
    const branch = this.#all.find((candidate) => candidate.id === id);
    if (branch) this.#activeId = id;
    return branch;
  }

  /**
   * Adds an empty branch that forks from the active one after `forkedAfter` turns, and activates
   * it.
   */
  fork(forkedAfter: number): BranchState {
    const id = Math.max(...this.#all.map((branch) => branch.id)) + 1;
    const branch = { ...emptyBranch, id, parentId: this.#activeId, forkedAfter };
    this.#all = [...this.#all, branch];
    this.#activeId = id;
    return branch;
  }
}

const emptyBranch: BranchState = { id: 1, turns: [], session: { status: 'idle' } };

/** The branches of a conversation that has not started. */
export function emptyBranches(): Branches {
  return new Branches([emptyBranch], emptyBranch.id);
}

/** The branches of a saved conversation. Turns that were open are marked interrupted. */
export function branchesOf({ branches, activeBranch }: ConversationRecord): Branches {
  const all = branches.map((branch) => ({
    ...branch,
    turns: interruptOpenTurns(branch.turns),
    session: { status: 'idle' } as const,
  }));
  return new Branches(all, activeBranch);
}

function branchInfo({ id, parentId, forkedAfter }: Branch): Branch {
  return compact({ id, parentId, forkedAfter });
}
