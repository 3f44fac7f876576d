import type { LimitName } from './failure/failure.ts';

/** How an agent writes its texts; `auto` looks at each message. */
export const markups = ['auto', 'markdown', 'whatsapp', 'plain'] as const;

export type Markup = (typeof markups)[number];

/** Whether real customers meet this agent; `production` is warned of. */
export const environments = ['test', 'production'] as const;

export type AgentEnvironment = (typeof environments)[number];

/** Colours to tell agents apart; each is VS Code's theme colour `charts.<name>`. */
export const agentColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;

export type AgentColor = (typeof agentColors)[number];

/**
 * Where an agent is written down: the user's settings, the workspace's settings, a
 * `.sofia/agents.json` of the workspace, or nowhere, because it is the built-in demo.
 */
export type AgentSource = 'user' | 'workspace' | 'file' | 'demo';

/** Limits of one request that the agent's settings name, in milliseconds; the rest are defaults. */
export type AgentTimeouts = { readonly [K in `${LimitName}Ms`]?: number };

/**
 * A configured agent: who is asked, where, and as which customer. Shown in the chat and kept with
 * conversations, so it carries neither key nor headers.
 */
export interface Agent {
  readonly name: string;
  readonly businessId: string;
  /** `agent_descriptor_id` of the onboarding mail, sent as `agentId`. */
  readonly agentId: string;
  /** An origin, for example https://api.connectly.ai, without a trailing slash. */
  readonly baseUrl: string;
  /** The customer's stable id, chosen by the tester or made for them. */
  readonly clientKey: string;
  /** `test` when left out. */
  readonly environment?: AgentEnvironment;
  /** `auto` when left out. */
  readonly markup?: Markup;
  /**
   * What the shop says by itself before the customer does. Shown first, and sent once as an
   * ASSISTANT message with the first turn (API notes, 5.28).
   */
  readonly greeting?: string;
  /** Offered before the first message, in this order. */
  readonly starterPrompts?: readonly string[];
  /** Longest acceptable time to the first byte of an answer, in milliseconds. */
  readonly latencyBudgetMs?: number;
  readonly color?: AgentColor;
}

/** What goes with every request of an agent and is not to be shown or kept. */
export interface RequestOptions {
  readonly timeouts?: AgentTimeouts;
  /** Lower-case names; never `x-api-key`, nor any that the transport sets itself. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** True when both are the same agent at the same place, whoever the customer is. */
export function isSameAgent(one: Agent, other: Agent): boolean {
  const fields = ['name', 'businessId', 'agentId', 'baseUrl'] as const;
  return fields.every((field) => one[field] === other[field]);
}
