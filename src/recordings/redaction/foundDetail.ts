/** Why a text is replaced; `token`: a password or token that is recognised by its name. */
export type FindingReason =
  'customer' | 'name' | 'email' | 'phone' | 'card' | 'iban' | 'id' | 'ip' | 'token' | 'pattern';

/** A personal detail from `start` up to `end`, in UTF-16 code units. */
export interface FoundDetail {
  readonly start: number;
  readonly end: number;
  readonly reason: FindingReason;
  /**
   * False for mere likeness: a number as long as a phone number, without a word that says what it
   * is.
   */
  readonly isSure: boolean;
}

/** A text as the finders read it. */
export interface SearchedText {
  /** Folded: see `foldText`. */
  readonly text: string;
  /** Name of the field that holds the text as its whole value; '' when there is none. */
  readonly field: string;
}

/** Finds one kind of personal details, in time proportional to the text's length. */
export type Finder = (searched: SearchedText) => Iterable<FoundDetail>;
