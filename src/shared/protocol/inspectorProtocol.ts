import type { Endpoint, Failure } from '../failure/failure.ts';
import {
  type Guard,
  isCount,
  oneOf,
  optional,
  type Shaped,
  textUpTo,
  type Typed,
} from '../guards.ts';

/** The inspector's data about the wire. Every type here is JSON-safe and carries no key. */

/** How long a new connection took, in milliseconds; a pooled one took no time. */
export interface WireConnection {
  readonly isReused: boolean;
  readonly dnsMs?: number;
  readonly connectMs?: number;
  readonly tlsMs?: number;
}

/** One request and its response. Times are milliseconds since it was sent, from one clock. */
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
  /** Undefined without a response (so far). */
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly retries: readonly {
    readonly atMs: number;
    readonly attempt: number;
    readonly waitMs: number;
    readonly reason: string;
  }[];
  /** `unfinished`: the host stopped before the end. */
  readonly outcome: 'underWay' | 'complete' | 'stopped' | 'failed' | 'unfinished';
  readonly failure?: Failure;
  readonly connection?: WireConnection;
  /** When the response's head arrived. */
  readonly headMs?: number;
  readonly firstByteMs?: number;
  /** When the first line with text of the agent arrived. */
  readonly firstTextMs?: number;
  /** The end, or when the last data arrived. */
  readonly lastMs: number;
  readonly bytes: number;
}

/** A deviation from the documented contract. */
export type WireTag =
  | { readonly type: 'malformedLine'; readonly subject: string }
  /** `isNew`: the event's first appearance in the conversation. */
  | { readonly type: 'unknownEvent'; readonly subject: string; readonly isNew: boolean }
  | { readonly type: 'oddField'; readonly subject: string }
  | { readonly type: 'undocumentedField'; readonly subject: string }
  | { readonly type: 'repeatedName'; readonly subject: string }
  | { readonly type: 'inexactNumber'; readonly subject: string };

/** The row's kind if a line has no event. */
export const kindsWithoutEvent = ['blank', 'malformed', 'error', 'reply'] as const;

/** One line of a response as received, including blank and malformed ones. */
export interface WireRow {
  readonly exchange: number;
  /** 1-based in its response, counting blank lines. */
  readonly line: number;
  /** Milliseconds since the request was sent. */
  readonly atMs: number;
  /** Since the previous line, or since the request for the first one. */
  readonly gapMs: number;
  /** Including the line break. */
  readonly bytes: number;
  /** Event keys, or one of `kindsWithoutEvent`. */
  readonly kinds: readonly string[];
  /** One line of at most 120 characters; the agent's own text, so untrusted. */
  readonly summary: string;
  readonly tags: readonly WireTag[];
}

/** The position of a row. */
export type WirePlace = Pick<WireRow, 'exchange' | 'line'>;

const turnPlace = { turnId: isCount, line: optional(isCount) };

/** A line of a turn's response, or the whole turn. */
export type TurnPlace = Shaped<typeof turnPlace>;

/** Without a turn: no place. */
const anyPlace = { turnId: optional(isCount), line: optional(isCount) };

/** Host to the inspector. */
export type InspectorHostMessage =
  /**
   * `wire`: everything, because the page has just loaded, or shows another conversation.
   * `wireGrew`: new data; requests replace those with the same number, rows are appended.
   */
  | {
      readonly type: 'wire' | 'wireGrew';
      readonly exchanges: readonly WireExchange[];
      readonly rows: readonly WireRow[];
    }
  /**
   * The reply to `inspectLine`: the line without its break; `previous` is the event's last
   * occurrence.
   */
  | {
      readonly type: 'lineText';
      readonly place: WirePlace;
      readonly text: string;
      readonly previous?: { readonly place: WirePlace; readonly text: string };
    }
  /** The reply to `searchWire`: indexes of rows, ascending. */
  | { readonly type: 'found'; readonly text: string; readonly rows: readonly number[] }
  /** Shows this line. */
  | ({ readonly type: 'showLine' } & TurnPlace);

/** The host to a page, about the other pages. */
export type LinkHostMessage =
  /** Whether the inspector is visible in the panel. */
  | { readonly type: 'panelInspector'; readonly isVisible: boolean }
  /** Marks a message and scrolls to it, without focus; without a turn, clears the mark. */
  | ({ readonly type: 'revealMessage' } & Shaped<typeof anyPlace>)
  /** Marks the row that a message came in, without focus. */
  | ({ readonly type: 'markMessage' } & TurnPlace);

/** Longest text to search in the raw lines: a long text in a long line takes time. */
export const maxSearchLength = 1_000;

/** Longest path to a value in a line; only names that an agent makes up come near it. */
const maxPathLength = 64 * 1024;
const valuePath =
  /^\$(?:\.[A-Za-z_]\w*|\[\d{1,15}\]|\["(?:[^"\\\u0000-\u001f\ud800-\udfff]|\\["\\/bfnrt]|\\u[\da-f]{4})*"\])*$/u;

/**
 * True for a JSONPath (RFC 9535) of one value, as the inspector names it: names and indexes only,
 * no search.
 */
export function isValuePath(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxPathLength && valuePath.test(value);
}

/** Formats for copying a request: for a Unix shell, for PowerShell, or as a program. */
export const requestFormats = ['curl', 'powershell', 'python', 'javascript'] as const;
export type RequestFormat = (typeof requestFormats)[number];

/** Names of the formats, the same in every language. */
export const formatNames: Readonly<Record<RequestFormat, string>> = {
  curl: 'curl (bash, zsh, dash, fish)',
  powershell: 'PowerShell',
  python: 'Python',
  javascript: 'JavaScript',
};

/** Distinct rows, so never more than exist. `every` alone would skip holes in the array. */
const isRowList: Guard<readonly number[]> = (value): value is readonly number[] =>
  Array.isArray(value) &&
  Array.from<unknown>(value).every(isCount) &&
  new Set(value).size === value.length;

/** The inspector to the host. */
export const inspectorGuards = {
  /** The inspector is open and wants everything; `stopInspecting` when it closes. */
  startInspecting: {},
  stopInspecting: {},
  inspectLine: { exchange: isCount, line: isCount },
  /** Searches the raw lines, ignoring case. */
  searchWire: { text: textUpTo(maxSearchLength) },
  copyRequest: { exchange: isCount, format: oneOf(...requestFormats) },
  /** Saves these rows' raw lines as JSONL; indexes of rows. */
  saveRows: { rows: isRowList },
  /** Saves one request, or all of them, as HAR. */
  saveHar: { exchange: optional(isCount) },
};

export type InspectorPageMessage = Typed<typeof inspectorGuards>;

/** One page to the others, through the host, while the inspector is visible in the panel. */
export const linkGuards = {
  /** A row was chosen in the inspector; without a turn if no message came in it. */
  showMessage: anyPlace,
  /** A message was pressed or has the focus. */
  messageChosen: turnPlace,
  /** Asks to show a message's line. */
  showInInspector: turnPlace,
};

export type LinkPageMessage = Typed<typeof linkGuards>;
