import type { Endpoint, Failure } from '../failure/failure.ts';

/** What the inspector shows of the wire. Every type here is JSON-safe and carries no key. */

/** How long a new connection took, in milliseconds; a pooled one took nothing. */
export interface WireConnection {
  readonly isReused: boolean;
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
}

/** One request and what came of it. Times are milliseconds since it was sent, from one clock. */
export interface WireExchange {
  /** Counts up in the conversation, from 1. */
  readonly number: number;
  readonly endpoint: Endpoint;
  /** The turn that an invoke belongs to. */
  readonly turnId?: number;
  readonly method: 'POST';
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  /** Missing when no response came (yet). */
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly retries: readonly {
    readonly atMs: number;
    readonly attempt: number;
    readonly waitMs: number;
    readonly reason: string;
  }[];
  /** `unfinished`: the host went away before the end. */
  readonly outcome: 'underWay' | 'complete' | 'stopped' | 'failed' | 'unfinished';
  readonly failure?: Failure;
  readonly connection?: WireConnection;
  /** When the response's head was there. */
  readonly headMs?: number;
  readonly firstByteMs?: number;
  /** The first line with words of the agent. */
  readonly firstTextMs?: number;
  /** The end, or the last thing that came. */
  readonly lastMs: number;
  readonly bytes: number;
}

/** What the documented contract does not know, or knows otherwise. */
export type WireTag =
  | { readonly type: 'malformedLine'; readonly subject: string }
  /** `isNew`: nobody has seen this event in the conversation before. */
  | { readonly type: 'unknownEvent'; readonly subject: string; readonly isNew: boolean }
  | { readonly type: 'oddField'; readonly subject: string }
  | { readonly type: 'undocumentedField'; readonly subject: string }
  | { readonly type: 'repeatedName'; readonly subject: string }
  | { readonly type: 'inexactNumber'; readonly subject: string };

/** What stands in the place of event keys where a line has no event. */
export const kindsWithoutEvent = ['blank', 'malformed', 'error', 'reply'] as const;

/** One line of a response as it came, blank and malformed ones too. */
export interface WireRow {
  readonly exchange: number;
  /** 1-based in its response, blank lines counted. */
  readonly line: number;
  /** Milliseconds since the request was sent. */
  readonly atMs: number;
  /** Since the line before, or since the request for the first one. */
  readonly gapMs: number;
  /** The line break included. */
  readonly bytes: number;
  /** Event keys, or one of `kindsWithoutEvent`. */
  readonly kinds: readonly string[];
  /** One line of words, not longer than 120 characters; as the agent sent it, so hostile. */
  readonly summary: string;
  readonly tags: readonly WireTag[];
}

/** A row by its place. */
export type WirePlace = Pick<WireRow, 'exchange' | 'line'>;

/** A line of a turn's answer, or the turn as a whole. */
export interface TurnPlace {
  readonly turnId: number;
  readonly line?: number | undefined;
}

/** Host to the inspector. */
export type InspectorHostMessage =
  /** Everything: the page has just loaded, or shows another conversation. */
  | {
      readonly type: 'wire';
      readonly exchanges: readonly WireExchange[];
      readonly rows: readonly WireRow[];
    }
  /** What is new: exchanges replace those of their number, rows come after the others. */
  | {
      readonly type: 'wireGrew';
      readonly exchanges: readonly WireExchange[];
      readonly rows: readonly WireRow[];
    }
  /** The answer to `inspectLine`: the line without its break; `previous` is the same event before. */
  | {
      readonly type: 'lineText';
      readonly place: WirePlace;
      readonly text: string;
      readonly previous?: { readonly place: WirePlace; readonly text: string };
    }
  /** The answer to `searchWire`: indexes of rows, ascending. */
  | { readonly type: 'found'; readonly text: string; readonly rows: readonly number[] }
  /** Somebody wants to see this line. */
  | ({ readonly type: 'showLine' } & TurnPlace);

/** One page to the others, by way of the host, while the inspector can be seen in the panel. */
export type LinkPageMessage =
  /** A row was chosen in the inspector's page; without a turn, one that no message came in. */
  | ({ readonly type: 'showMessage' } & Partial<TurnPlace>)
  /** A message was pressed or has the focus. */
  | ({ readonly type: 'messageChosen' } & TurnPlace)
  /** A message's line is wanted. */
  | ({ readonly type: 'showInInspector' } & TurnPlace);

/** The host to a page, of the others. */
export type LinkHostMessage =
  /** Whether the inspector can be seen in the panel. */
  | { readonly type: 'panelInspector'; readonly isVisible: boolean }
  /** Marks a message and brings it into view, without the focus; without a turn, marks none. */
  | ({ readonly type: 'revealMessage' } & Partial<TurnPlace>)
  /** Marks the row that a message came in, without the focus. */
  | ({ readonly type: 'markMessage' } & TurnPlace);

/** Longest text that the raw lines are searched for: a long one in a long line takes its time. */
export const maxSearchLength = 1_000;

/** Longest path to a value of a line; only names that an agent makes up come near it. */
const maxPathLength = 64 * 1024;
const valuePath =
  /^\$(?:\.[A-Za-z_]\w*|\[\d{1,15}\]|\["(?:[^"\\\u0000-\u001f\ud800-\udfff]|\\["\\/bfnrt]|\\u[\da-f]{4})*"\])*$/u;

/**
 * True for a JSONPath (RFC 9535) of one value, as the inspector names it: names and indexes, nothing
 * that searches.
 */
export function isValuePath(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxPathLength && valuePath.test(value);
}

/** As what a request can be copied: for a Unix shell, for PowerShell, or as a program. */
export const requestFormats = ['curl', 'powershell', 'python', 'javascript'] as const;
export type RequestFormat = (typeof requestFormats)[number];

/** Names of what runs a copy, the same in every language. */
export const formatNames: Readonly<Record<RequestFormat, string>> = {
  curl: 'curl (bash, zsh, dash, fish)',
  powershell: 'PowerShell',
  python: 'Python',
  javascript: 'JavaScript',
};

/** The inspector to the host. */
export type InspectorPageMessage =
  /** The inspector is open and wants everything; `stopInspecting` when it is closed. */
  | { readonly type: 'startInspecting' }
  | { readonly type: 'stopInspecting' }
  | { readonly type: 'inspectLine'; readonly exchange: number; readonly line: number }
  /** Searches the raw lines, without regard to case. */
  | { readonly type: 'searchWire'; readonly text: string }
  | { readonly type: 'copyRequest'; readonly exchange: number; readonly format: RequestFormat }
  /** Saves these rows' raw lines as JSONL; indexes of rows. */
  | { readonly type: 'saveRows'; readonly rows: readonly number[] }
  /** Saves one exchange, or all of them, as HAR. */
  | { readonly type: 'saveHar'; readonly exchange?: number };
