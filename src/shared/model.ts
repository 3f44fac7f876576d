import type { Agent } from './agent.ts';
import type { AnnouncementLevel, ConversationInfo, ReplayState } from './conversationInfo.ts';
import type { Failure } from './failure/failure.ts';

/** The data that the user interface shows. Every type here is JSON-safe and carries no key. */

/** Roles of section 2 of the API notes; anything else is `unknown`, with its spelling kept. */
export type Role = 'user' | 'assistant' | 'unknown';

export interface Location {
  readonly latitude?: number;
  readonly longitude?: number;
  readonly name?: string;
  readonly address?: string;
}

export interface Media {
  /** As sent: unchecked, and not to be loaded outside the media rules. */
  readonly url: string;
  readonly caption?: string;
}

export interface Product {
  readonly productId?: string;
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly imageUrl?: string;
  /** Assumed to be in major units (API notes, 5.25). Undefined if it is larger than any number. */
  readonly price?: number;
  /** The digits as sent, if `price` is undefined, differs from them or is written differently. */
  readonly priceText?: string;
  /** As sent, usually an ISO 4217 code; may be missing. */
  readonly currency?: string;
  /** Facet name to its values as text. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

export interface Choice {
  readonly id?: string;
  readonly text?: string;
  readonly description?: string;
}

export interface Attachment {
  /** Lower-case last word of the wire's type: image, video, audio, document, unspecified, … */
  readonly type: string;
  readonly url?: string;
  readonly caption?: string;
  readonly filename?: string;
}

/** One sub-message of a connectlyInteractiveEvent (API notes, 3.1). */
export interface Interactive {
  /** Wire key: listMessage, replyButtonMessage, singleProductMessage or an unknown one. */
  readonly form: string;
  readonly header?: string;
  readonly attachment?: Attachment;
  /** The first of `body`, `text`, `bodyText` that is present. */
  readonly body?: string;
  readonly footer?: string;
  /** Label that opens a list: `button.text`, else `buttonText`. */
  readonly menuLabel?: string;
  readonly actionButton?: Choice;
  readonly buttons: readonly Choice[];
  readonly sections: readonly { readonly title?: string; readonly rows: readonly Choice[] }[];
}

export const handoverKinds = [
  'agentHandoverEvent',
  'storefrontHandoverEvent',
  'orderStatusHandoverEvent',
  'locationQueryHandoverEvent',
  'onelivDoctorHandoverEvent',
  'leadgenHandoverEvent',
] as const;

export type HandoverKind = (typeof handoverKinds)[number];

interface EventBase {
  /** The one event key with its value, byte for byte as sent: `{"messageEvent": {…}}`. */
  readonly rawText: string;
  /** Number of its NDJSON line, 1-based, counting blank lines. */
  readonly line: number;
  /** Paths of known fields with an undocumented type, for example `products[0].price`. */
  readonly oddFields?: readonly string[];
  /**
   * Paths of repeated names, of which only the last value is read: `content`; the event's own key
   * if its element repeats it; with `$.` in front, names that the line repeats around the events.
   */
  readonly repeatedNames?: readonly string[];
  /** Paths of numbers that cannot be held exactly: `products[0].price`. */
  readonly inexactNumbers?: readonly string[];
  /** The response's sessionId if it differs from the request's (API notes, 5.11). */
  readonly foreignSessionId?: string;
}

export interface MessageEvent extends EventBase {
  readonly type: 'message';
  readonly kind: 'messageEvent';
  readonly role: Role;
  /** The wire's spelling if the role is unknown. */
  readonly roleName?: string;
  readonly text?: string;
  readonly image?: Media;
  readonly audio?: Media;
  readonly location?: Location;
  /** RFC 3339, as sent. */
  readonly createdAt?: string;
}

export interface RecommendationEvent extends EventBase {
  readonly type: 'recommendation';
  readonly kind: 'recommendationEvent';
  readonly products: readonly Product[];
}

export interface SuggestionEvent extends EventBase {
  readonly type: 'suggestions';
  readonly kind: 'chatSuggestionEvent';
  readonly questions: readonly string[];
}

export interface HandoverEvent extends EventBase {
  readonly type: 'handover';
  readonly kind: HandoverKind;
  /** True only if the wire says `triggerHandover: true` (API notes, 4.7). */
  readonly triggered: boolean;
  readonly reason?: string;
  readonly reasonNative?: string;
  /** The other documented text fields of that handover, without empty ones. */
  readonly payload: Readonly<Record<string, string>>;
}

export interface InteractiveEvent extends EventBase {
  readonly type: 'interactive';
  readonly kind: 'connectlyInteractiveEvent';
  readonly messages: readonly Interactive[];
}

export interface UnknownEvent extends EventBase {
  readonly type: 'unknown';
  /** The wire key, or a description of what replaced it: an empty object, a scalar, … */
  readonly kind: string;
}

/** One element of responseEvents with one key, decoded. */
export type AgentEvent =
  | MessageEvent
  | RecommendationEvent
  | SuggestionEvent
  | HandoverEvent
  | InteractiveEvent
  | UnknownEvent;

export type MessageContent =
  | { readonly textContent: { readonly text: string } }
  | { readonly audioContent: { readonly url: string } }
  | { readonly imageContent: Media }
  | { readonly locationContent: Location & Required<Pick<Location, 'latitude' | 'longitude'>> };

/** A customer's input (API notes, section 2), in the wire's spelling; one key each. */
export type InputEvent =
  | {
      readonly messageEvent: {
        readonly role: 'USER' | 'ASSISTANT';
        readonly content: MessageContent;
      };
    }
  | { readonly buttonResponseEvent: { readonly id: string; readonly title: string } }
  | {
      readonly listReplyEvent: {
        readonly id: string;
        readonly title: string;
        readonly description?: string;
      };
    }
  | {
      readonly filledFormResponseEvent: {
        readonly formData: Readonly<Record<string, unknown>>;
      };
    }
  | {
      readonly storeEvent: {
        readonly storeId: string;
        readonly name: string;
        readonly cpName?: string;
        readonly city?: string;
        readonly state?: string;
      };
    };

/** Something that arrived in a turn, in order. `atMs` counts from when the turn was sent. */
export type TurnItem =
  | { readonly type: 'event'; readonly atMs: number; readonly event: AgentEvent }
  | { readonly type: 'failure'; readonly atMs: number; readonly failure: Failure };

/** Figures of one finished turn, from a monotonic clock. */
export interface TurnStats {
  /** First byte of the response body, including blank lines; undefined if none arrived. */
  readonly firstByteMs?: number | undefined;
  readonly totalMs: number;
  readonly bytes: number;
  readonly lines: number;
  readonly events: number;
}

/**
 * `waiting` until the first item, `streaming` after it; then `answered`, `stopped` by the user,
 * `failed`, or `interrupted` if the host stopped before the end.
 */
export type TurnPhase = 'waiting' | 'streaming' | 'answered' | 'stopped' | 'failed' | 'interrupted';

/** One invoke and its response. */
export interface Turn {
  /** 1-based, unique in the conversation. */
  readonly id: number;
  readonly inputs: readonly InputEvent[];
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly phase: TurnPhase;
  readonly items: readonly TurnItem[];
  readonly stats?: TurnStats;
  /** The failure that ended the turn, if any. */
  readonly failure?: Failure;
  /** The session it was sent in; undefined if it was never sent. */
  readonly sessionId?: string;
  /** The agentId actually sent with it; undefined if it was never sent. */
  readonly agentId?: string;
  /** Sent to bring a new session to the state of another one, not typed by the user. */
  readonly isReplay?: boolean;
}

/** True while a turn may still receive items. */
export function isTurnOpen({ phase }: Pick<Turn, 'phase'>): boolean {
  return phase === 'waiting' || phase === 'streaming';
}

/** A turn that waits for the running one to end. */
export interface QueuedTurn {
  readonly id: number;
  readonly inputs: readonly InputEvent[];
}

export type SessionStatus =
  | 'noAgent'
  | 'noKey'
  | 'idle'
  | 'starting'
  | 'ready'
  | 'responding'
  | 'closing'
  | 'expired'
  | 'failed';

export interface Session {
  readonly status: SessionStatus;
  readonly id?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  /** What a start waits for, if not for its first answer. */
  readonly start?: SessionStart;
}

/** `note` is a sentence for the user; while VS Code asks for the key, no time counts. */
export interface SessionStart {
  readonly note: string;
  readonly isAwaitingKey?: boolean;
}

/** Everything the webview needs to draw itself, except for the unsent draft. */
export interface ViewState {
  readonly agent?: Agent;
  readonly session: Session;
  readonly turns: readonly Turn[];
  readonly conversation: ConversationInfo;
  readonly queue: readonly QueuedTurn[];
  /** True while the queue waits for the user, after a stop or a failure. */
  readonly isQueueHeld: boolean;
  readonly announcements: AnnouncementLevel;
  /** A failure that belongs to no turn: unreadable settings, a missing key. */
  readonly problem?: Failure;
  /** Origins whose images may be shown: the agent's own, and those the user allowed. */
  readonly mediaOrigins: readonly string[];
  /** True while the workspace is not trusted: its agents are ignored. */
  readonly isRestricted: boolean;
  /** Set while a replay is shown: nothing can be sent. */
  readonly replay?: ReplayState;
}
