/** One course of the conversation. Editing or repeating a turn starts another. */
export interface Branch {
  /** 1-based, unique in the conversation. */
  readonly id: number;
  /** The branch that it forked from; undefined for the first. */
  readonly parentId?: number | undefined;
  /** Number of leading turns with the same input as its parent. */
  readonly forkedAfter?: number | undefined;
}

/** The whole conversation, for its title and the switch between branches. */
export interface ConversationInfo {
  /** Its file's name without extension. */
  readonly id: string;
  /** The user's title, else the customer's first words; empty before both. */
  readonly title: string;
  readonly branches: readonly Branch[];
  /** The branch whose turns are shown. */
  readonly activeBranch: number;
}

/**
 * How much is announced to a screen reader: whole messages, only that something arrived, or
 * nothing.
 */
export const announcementLevels = ['messages', 'summary', 'off'] as const;

export type AnnouncementLevel = (typeof announcementLevels)[number];

/** Multiples of the original speed; `instant` waits for nothing. */
export const replaySpeeds = [1, 2, 4, 10, 'instant'] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** The state of a replay, for the strip that says that nothing here is live. */
export interface ReplayState {
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
  /** Number of finished steps: each message, each arrival and each end is one. */
  readonly step: number;
  /** Nothing more will come. */
  readonly isOver: boolean;
  /** Number of the last shown turn, from 1; 0 at the beginning. */
  readonly turn: number;
  readonly turns: number;
}

export const replayMoves = ['play', 'pause', 'step'] as const;
export type ReplayMove = (typeof replayMoves)[number];

/** A user action in a replay. */
export type ReplayAction =
  | { readonly do: ReplayMove }
  | { readonly do: 'speed'; readonly speed: ReplaySpeed }
  /** Jumps to the end of that turn; 0 is the beginning. */
  | { readonly do: 'jump'; readonly turn: number };
