/** What a paste can name, in the order in which it is shown. */
export const pastedFields = [
  'businessId',
  'agentId',
  'apiKey',
  'baseUrl',
  'clientKey',
  'name',
] as const;

export type PastedField = (typeof pastedFields)[number];

/**
 * How a value stands in the paste. `near`: in one request with an address of Agent Graph. `remark`: in
 * the words of a comment. `mention`: an address that nothing names as the base URL, and that could be it:
 * the user is asked. The last three are never taken by themselves: commented out, switched off,
 * struck out.
 */
export type Standing = 'near' | 'plain' | 'remark' | 'mention' | 'comment' | 'disabled' | 'removed';

/** The request or paragraph in which a value stands. */
export interface FieldScope {
  /** It has an address of Agent Graph in it. */
  readonly isGraph: boolean;
  /** It is a request to some other host. */
  readonly isForeign: boolean;
  /** It names a shop, an agent or a customer, as a request to Agent Graph does. */
  readonly hasIds: boolean;
}

/** Where a value was found and what was done to it; nothing of a value is in these texts. */
export interface ValueOrigin {
  readonly label?: string;
  readonly heading?: string;
  readonly standing?: Standing;
  readonly scope?: FieldScope;
  /** It stood there in pieces. */
  readonly isJoined?: boolean;
  /** As it is written in the paste, where that is not the value: in pieces, or as Base64. */
  readonly written?: string;
}

/** A value that a field could have. */
export interface Candidate {
  readonly value: string;
  readonly standing: Standing;
  readonly isJoined: boolean;
  readonly isDecoded: boolean;
  /** The words before it, and the heading that it stands under. */
  readonly label: string | undefined;
  readonly heading: string | undefined;
  readonly environment: 'test' | 'production' | undefined;
  /** Its line in the paste, from 1. */
  readonly line: number | undefined;
}

/**
 * Why a field that the paste names has no value: only a part of it is shown, it is in pieces or cut, it
 * stands elsewhere (a secret's reference), or it is an address that cannot be a base URL.
 */
export type FieldGap = 'masked' | 'broken' | 'reference' | 'unreadable';

/** What a paste says about an agent. */
export interface PastedAgent {
  /** Fields with one value, or one that is preferred. */
  readonly found: Readonly<Partial<Record<PastedField, string>>>;
  /** Fields with several values, in the order of the paste: the user chooses. */
  readonly ambiguous: Readonly<Partial<Record<PastedField, readonly string[]>>>;
  /** All values of a field, those included that are never taken by themselves. */
  readonly candidates: Readonly<Partial<Record<PastedField, readonly Candidate[]>>>;
  readonly gaps: Readonly<Partial<Record<PastedField, FieldGap>>>;
  /** UUIDs that nothing names. The key can be among them, so they are not for logs. */
  readonly unlabelled: readonly string[];
}

/** True for a value that is not taken by itself. */
export function isAside({ standing }: Pick<Candidate, 'standing'>): boolean {
  return standing === 'comment' || standing === 'disabled' || standing === 'removed';
}
