import type { Agent, AgentEnvironment } from '../../shared/agent.ts';

/** Who gave the answers: the agent itself, recordings of it, or the simulator in its place. */
export const answerSources = ['live', 'recorded', 'simulator'] as const;

export type AnswerSource = (typeof answerSources)[number];

/** An agent that was asked. Neither its key nor its customers stand here. */
export interface AgentEvidence {
  /** As scenarios name it; missing: the one that was given for the run. */
  readonly name?: string;
  readonly businessId: string;
  readonly agentId: string;
  /** With the port where it has one, but for the simulator's. */
  readonly host: string;
  /** Missing where nobody says it. */
  readonly environment?: AgentEnvironment;
  readonly source: AnswerSource;
}

/** The evidence of an agent that `name` stands for; `source` is who gave its answers. */
export function agentEvidence(
  name: string | undefined,
  agent: Pick<Agent, 'businessId' | 'agentId' | 'baseUrl' | 'environment'>,
  source: AnswerSource,
): AgentEvidence {
  const { businessId, agentId, baseUrl, environment } = agent;
  return {
    ...(name !== undefined && { name }),
    businessId,
    agentId,
    host: hostOf(baseUrl, source),
    ...(environment && { environment }),
    source,
  };
}

/** The simulator of a run has another port each time, which is no other agent. */
function hostOf(baseUrl: string, source: AnswerSource): string {
  if (!URL.canParse(baseUrl)) return baseUrl;
  const { host, hostname } = new URL(baseUrl);
  return source === 'simulator' ? hostname : host;
}

/** What kept scenarios out of the run, or could end it early. */
export interface RunFilters {
  /** Of the regular expression. */
  readonly grep?: string;
  readonly tags?: readonly string[];
  readonly shard?: { readonly index: number; readonly total: number };
  readonly bail?: number;
  /** Only what had not passed in an earlier report. */
  readonly lastFailed?: boolean;
  /** Only scenarios that are marked with `only`. */
  readonly only?: boolean;
  /** Only what changed since the run before it was run, as with `--watch`. */
  readonly changedOnly?: boolean;
}

/** What a verdict rests on: what was asked of whom, and how much of it was judged. JSON-safe. */
export interface RunEvidence {
  /** Program and version: `ask-sofia 0.4.0`. */
  readonly tool: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** In the order in which the plan names them; none where nobody could be asked. */
  readonly agents: readonly AgentEvidence[];
  readonly filters: RunFilters;
  /** Given for the run; missing: each scenario's own. */
  readonly repeats?: {
    readonly repeat?: number;
    readonly passRate?: number;
    readonly retries?: number;
    readonly maxErrors?: number;
  };
  /** The same for all shards of one run: a digest of the whole plan. */
  readonly plan: string;
  /** What the CI calls its run, where there is one. */
  readonly job?: string;
  /** `judged`: of which at least one expectation, warnings apart, was found met or not met. */
  readonly scenarios: { readonly planned: number; readonly judged: number };
  /** In all attempts; `warnings` are those of `unmet` that fail nothing. */
  readonly expectations: {
    readonly judged: number;
    readonly unmet: number;
    readonly warnings: number;
  };
  /** In how many of the attempts nobody could tell; those that were skipped are none. */
  readonly attempts: { readonly made: number; readonly errored: number };
  /** It was ended from outside before it was at its end. */
  readonly isInterrupted: boolean;
}

/** What is known of it when the run begins. */
export type RunOutset = Omit<
  RunEvidence,
  'durationMs' | 'scenarios' | 'expectations' | 'attempts' | 'isInterrupted'
>;

export type JudgedCounts = Pick<RunEvidence, 'scenarios' | 'expectations' | 'attempts'>;

/** The evidence of all shards of a run as that of the whole; `all` has at least one. */
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
