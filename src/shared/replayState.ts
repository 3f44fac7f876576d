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
