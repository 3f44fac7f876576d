/** One way a conversation went. Editing or repeating a turn begins another. */
export interface Branch {
  /** 1-based, unique in the conversation. */
  readonly id: number;
  /** The branch it left; missing for the first. */
  readonly parentId?: number;
  /** How many turns it has in common with its parent, by input. */
  readonly forkedAfter?: number;
}

/** The conversation as a whole, for its title and the way between its branches. */
export interface ConversationInfo {
  /** Its file's name without ending. */
  readonly id: string;
  /** Given by the tester, else the customer's first words; empty before them. */
  readonly title: string;
  readonly branches: readonly Branch[];
  /** The branch whose turns are shown. */
  readonly activeBranch: number;
}

/** How much a screen reader is told by itself: whole messages, that something came, or nothing. */
export const announcementLevels = ['messages', 'summary', 'off'] as const;

export type AnnouncementLevel = (typeof announcementLevels)[number];

/** How many times faster than it went; `instant` waits for nothing. */
export const replaySpeeds = [1, 2, 4, 10, 'instant'] as const;
export type ReplaySpeed = (typeof replaySpeeds)[number];

/** Where the replay of a kept conversation is, for the strip that says that nothing here is live. */
export interface ReplayState {
  readonly isPlaying: boolean;
  readonly speed: ReplaySpeed;
  /** How many steps are done: each message, each thing that came and each end is one. */
  readonly step: number;
  /** Nothing more will come. */
  readonly isOver: boolean;
  /** Number of the turn that is shown last, from 1; 0 at the beginning. */
  readonly turn: number;
  readonly turns: number;
}

export const replayMoves = ['play', 'pause', 'step'] as const;
export type ReplayMove = (typeof replayMoves)[number];

/** What a tester can do with a replay. */
export type ReplayAction =
  | { readonly do: ReplayMove }
  | { readonly do: 'speed'; readonly speed: ReplaySpeed }
  /** To the end of that turn; 0 is the beginning. */
  | { readonly do: 'jump'; readonly turn: number };
