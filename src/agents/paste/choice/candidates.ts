/** The fields that a paste can name, in display order. */
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
 * The status of a value in the paste. `near`: in one request with an Agent Graph URL. `remark`: in
 * the words of a comment. `mention`: an unlabelled host that could be the base URL; the user is
 * asked. The last three are never chosen automatically: commented out, switched off, struck out.
 */
export type Standing = 'near' | 'plain' | 'remark' | 'mention' | 'comment' | 'disabled' | 'removed';

/** The request or paragraph that contains a value. */
export interface FieldScope {
  /** It contains an Agent Graph URL. */
  readonly isGraph: boolean;
  /** It is a request to some other host. */
  readonly isForeign: boolean;
  /** It names a shop, an agent or a customer, as a request to Agent Graph does. */
  readonly hasIds: boolean;
}

/**
 * Where a value was found and how it was read; these texts contain no part of a value, except
 * `written`.
 */
export interface ValueOrigin {
  readonly label?: string;
  readonly heading?: string;
  readonly standing?: Standing;
  readonly scope?: FieldScope;
  /** It was in pieces and has been joined. */
  readonly isJoined?: boolean;
  /** The original text, if it differs from the value: in pieces, or as Base64. */
  readonly written?: string;
}

/** A possible value of a field. */
export interface Candidate {
  readonly value: string;
  readonly standing: Standing;
  readonly isJoined: boolean;
  readonly isDecoded: boolean;
  /** The words before it, and the heading above it. */
  readonly label: string | undefined;
  readonly heading: string | undefined;
  readonly environment: 'test' | 'production' | undefined;
  /** Its line in the paste, from 1. */
  readonly line: number | undefined;
}

/**
 * Why a field named in the paste has no value: it is partly hidden, in pieces or cut, stored
 * elsewhere (a secret's reference), or a URL that cannot be a base URL.
 */
export type FieldGap = 'masked' | 'broken' | 'reference' | 'unreadable';

/** The verdict on a text in a value's position. */
export type ValueVerdict =
  | { readonly type: 'value'; readonly value: string }
  | { readonly type: 'gap'; readonly gap: FieldGap }
  | { readonly type: 'nothing' };

/** The agent's data in a paste. */
export interface PastedAgent {
  /** Fields with one value, or one that is preferred. */
  readonly found: Readonly<Partial<Record<PastedField, string>>>;
  /** Fields with several values, in the order of the paste: the user chooses. */
  readonly ambiguous: Readonly<Partial<Record<PastedField, readonly string[]>>>;
  /** All values of a field, including those never chosen automatically. */
  readonly candidates: Readonly<Partial<Record<PastedField, readonly Candidate[]>>>;
  readonly gaps: Readonly<Partial<Record<PastedField, FieldGap>>>;
  /** UUIDs without a label. One may be the key, so never log them. */
  readonly unlabelled: readonly string[];
}

/** True for a value that is never chosen automatically. */
export function isAside({ standing }: Pick<Candidate, 'standing'>): boolean {
  return standing === 'comment' || standing === 'disabled' || standing === 'removed';
}
