import type { LimitName } from './failure/failure.ts';
import { isFilledString } from './guards.ts';

/** The markup of an agent's texts; `auto` detects it for each message. */
export const markups = ['auto', 'markdown', 'whatsapp', 'plain'] as const;

export type Markup = (typeof markups)[number];

/** Whether real customers talk to this agent; `production` shows a warning. */
export const environments = ['test', 'production'] as const;

export type AgentEnvironment = (typeof environments)[number];

/** Colours to tell agents apart; each is VS Code's theme colour `charts.<name>`. */
export const agentColors = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;

export type AgentColor = (typeof agentColors)[number];

/**
 * Where an agent is defined: the user's settings, the workspace's settings, a `.sofia/agents.json`
 * of the workspace, or nowhere, because it is the built-in demo agent.
 */
export type AgentSource = 'user' | 'workspace' | 'file' | 'demo';

/** Limits of one request in the agent's settings, in milliseconds; the rest are defaults. */
export type AgentTimeouts = { readonly [K in `${LimitName}Ms`]?: number };

/**
 * A configured agent. Shown in the chat and stored with conversations, so it carries neither key
 * nor headers.
 */
export interface Agent {
  readonly name: string;
  readonly businessId: string;
  /** `agent_descriptor_id` of the onboarding email, sent as `agentId`. */
  readonly agentId: string;
  /** An origin, for example https://api.connectly.ai, without a trailing slash. */
  readonly baseUrl: string;
  /** The customer ID: stable, chosen by the user or generated. */
  readonly clientKey: string;
  /** Default `test`. */
  readonly environment?: AgentEnvironment;
  /** Default `auto`. */
  readonly markup?: Markup;
  /**
   * The shop's own first message, shown before the customer's. Sent once as an ASSISTANT message
   * with the first turn (API notes, 5.28).
   */
  readonly greeting?: string;
  /** Offered before the first message, in this order. */
  readonly starterPrompts?: readonly string[];
  /** Longest acceptable time to the first byte of a response, in milliseconds. */
  readonly latencyBudgetMs?: number;
  readonly color?: AgentColor;
}

/** The fields that every agent has. */
export const agentShape = {
  name: isFilledString,
  businessId: isFilledString,
  agentId: isFilledString,
  baseUrl: isFilledString,
  clientKey: isFilledString,
};

/** Options of every request to an agent; never shown or stored. */
export interface RequestOptions {
  readonly timeouts?: AgentTimeouts;
  /** Lower-case names; never `x-api-key` or a header that the transport sets itself. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** True if both are the same agent at the same base URL, for any customer. */
export function isSameAgent(one: Agent, other: Agent): boolean {
  const fields = ['name', 'businessId', 'agentId', 'baseUrl'] as const;
  return fields.every((field) => one[field] === other[field]);
}
