import type { Agent, AgentEnvironment } from '../../shared/agent.ts';
import { compact } from '../../shared/compact.ts';

/** What responded: the agent itself, recordings of it, or the simulator instead. */
export const answerSources = ['live', 'recorded', 'simulator'] as const;

export type AnswerSource = (typeof answerSources)[number];

/** An agent that was asked, without its key and customers. */
export interface AgentEvidence {
  /** The name that scenarios use; missing for the agent given for the run. */
  readonly name?: string;
  readonly businessId: string;
  readonly agentId: string;
  /** With the port if there is one, except for the simulator. */
  readonly host: string;
  /** Missing if not stated. */
  readonly environment?: AgentEnvironment;
  readonly source: AnswerSource;
}

/** The evidence of an agent; `name` is what scenarios call it, `source` what responded. */
export function agentEvidence(
  name: string | undefined,
  agent: Pick<Agent, 'businessId' | 'agentId' | 'baseUrl' | 'environment'>,
  source: AnswerSource,
): AgentEvidence {
  const { businessId, agentId, baseUrl, environment } = agent;
  const host = hostOf(baseUrl, source);
  return compact({ name, businessId, agentId, host, environment, source });
}

/** Leaves out the simulator's port, which differs in each run although it is the same agent. */
function hostOf(baseUrl: string, source: AnswerSource): string {
  if (!URL.canParse(baseUrl)) return baseUrl;
  const { host, hostname } = new URL(baseUrl);
  return source === 'simulator' ? hostname : host;
}

/** What excluded scenarios from the run, or could end it early. */
export interface RunFilters {
  /** Source of the regular expression. */
  readonly grep?: string;
  readonly tags?: readonly string[];
  readonly shard?: { readonly index: number; readonly total: number };
  readonly bail?: number;
  /** Only what did not pass in an earlier report. */
  readonly lastFailed?: boolean;
  /** Only scenarios marked with `only`. */
  readonly only?: boolean;
  /** Only what changed since the previous run, as with `--watch`. */
  readonly changedOnly?: boolean;
}

/** The basis of a verdict: which agents ran what, and how much was judged. JSON-safe. */
export interface RunEvidence {
  /** Program and version: `ask-sofia 0.4.0`. */
  readonly tool: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** In plan order; empty if no agent could be asked. */
  readonly agents: readonly AgentEvidence[];
  readonly filters: RunFilters;
  /** Given for the run; missing means each scenario's own settings. */
  readonly repeats?: {
    readonly repeat?: number;
    readonly passRate?: number;
    readonly retries?: number;
    readonly maxErrors?: number;
  };
  /** A digest of the whole plan, the same for all shards of a run. */
  readonly plan: string;
  /** The CI's name for its run, if there is one. */
  readonly job?: string;
  /** `judged`: with at least one expectation, apart from warnings, that was met or not met. */
  readonly scenarios: { readonly planned: number; readonly judged: number };
  /** In all attempts; `warnings` are those of `unmet` that do not fail anything. */
  readonly expectations: {
    readonly judged: number;
    readonly unmet: number;
    readonly warnings: number;
  };
  /** `errored`: attempts that could not be judged; skipped attempts are not in `made`. */
  readonly attempts: { readonly made: number; readonly errored: number };
  /** The run was stopped from outside before it finished. */
  readonly isInterrupted: boolean;
}

/** The evidence known when the run begins. */
export type RunOutset = Omit<
  RunEvidence,
  'durationMs' | 'scenarios' | 'expectations' | 'attempts' | 'isInterrupted'
>;

export type JudgedCounts = Pick<RunEvidence, 'scenarios' | 'expectations' | 'attempts'>;

/** Joins the evidence of all shards; undefined if there is none. */
export function joinedEvidence(
  all: readonly RunEvidence[],
  counts: JudgedCounts,
): RunEvidence | undefined {
  const [first] = all;
  if (!first) return undefined;
  const { shard: _, ...filters } = first.filters;
  const agents = new Map(
    all.flatMap((one) => one.agents.map((agent) => [JSON.stringify(agent), agent] as const)),
  );
  return {
    ...first,
    startedAt: Math.min(...all.map(({ startedAt }) => startedAt)),
    durationMs: Math.max(...all.map(({ durationMs }) => durationMs)),
    agents: [...agents.values()],
    filters,
    ...counts,
    isInterrupted: all.some(({ isInterrupted }) => isInterrupted),
  };
}
