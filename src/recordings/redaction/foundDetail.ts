/** Why a text is replaced; `token`: a password or token that its name gives away. */
export type FindingReason =
  'customer' | 'name' | 'email' | 'phone' | 'card' | 'iban' | 'id' | 'ip' | 'token' | 'pattern';

/** From `start` up to `end`, in UTF-16 code units, stands something personal. */
export interface FoundDetail {
  readonly start: number;
  readonly end: number;
  readonly reason: FindingReason;
  /** False for what only looks like it: a number as long as a phone's, without a word of what it is. */
  readonly isSure: boolean;
}

/** A text as the finders read it. */
export interface SearchedText {
  /** Folded: see `foldText`. */
  readonly text: string;
  /** Name of the field whose whole value it is, '' where there is none. */
  readonly field: string;
}

/** Finds one kind of personal details. Takes time in proportion to the text. */
export type Finder = (searched: SearchedText) => Iterable<FoundDetail>;
