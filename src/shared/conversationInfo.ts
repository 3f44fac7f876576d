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
