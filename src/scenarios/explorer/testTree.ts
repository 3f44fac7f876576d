import type { Scenario, ScenarioFile, SourceSpan } from '../file/scenario.ts';
import { rowTitle } from '../run/plan.ts';
import { scenarioNote } from './testNotes.ts';

/** What an item in the test tree stands for: a whole scenario, or the part that is named. */
export interface TestTarget {
  readonly scenario: string;
  readonly agent?: string;
  /** From 1. */
  readonly row?: number;
  /** From 1. */
  readonly attempt?: number;
}

/** An item below a file. */
export interface TestNode {
  /** Unique among its siblings, and stable as long as the target is the same. */
  readonly id: string;
  readonly title: TestTitle;
  readonly at: SourceSpan;
  /** Only on scenarios; empty below. */
  readonly tags: readonly string[];
  /** The note from the scenario's file; '' if there is none. */
  readonly note: string;
  readonly target: TestTarget;
  readonly children: readonly TestNode[];
}

/** An item's title; the view formats the number of a run. */
export type TestTitle =
  | { readonly type: 'scenario' | 'agent' | 'row'; readonly text: string }
  | { readonly type: 'repeat'; readonly number: number };

/** The scenarios of a file, with a level each for agents, rows and runs if there are several. */
export function testTree({ scenarios }: Pick<ScenarioFile, 'scenarios'>): readonly TestNode[] {
  return scenarios.map((scenario) => {
    const { name, tags } = scenario;
    const target = { scenario: name };
    const title = { type: 'scenario', text: name } as const;
    return { ...node(`scenario ${name}`, title, scenario, target, agentNodes), tags };
  });
}

type Children = (scenario: Scenario, target: TestTarget) => readonly TestNode[];

function node(
  id: string,
  title: TestTitle,
  scenario: Scenario,
  target: TestTarget,
  children: Children,
): TestNode {
  return {
    // VS Code joins IDs with this character.
    id: id.replaceAll('\0', '\u2400'),
    title,
    at: scenario.at,
    tags: [],
    note: scenarioNote(scenario),
    target,
    children: children(scenario, target),
  };
}

const agentNodes: Children = (scenario, target) => {
  const { agents } = scenario;
  if (agents.length < 2) return rowNodes(scenario, target);
  return agents.map((agent) => {
    const title = { type: 'agent', text: agent } as const;
    return node(`agent ${agent}`, title, scenario, { ...target, agent }, rowNodes);
  });
};

const rowNodes: Children = (scenario, target) => {
  if (scenario.data.length === 0) return repeatNodes(scenario, target);
  return scenario.data.map((_, index) => {
    const row = index + 1;
    const text = rowTitle({ scenario, row }) ?? '';
    return node(`row ${row}`, { type: 'row', text }, scenario, { ...target, row }, repeatNodes);
  });
};

const repeatNodes: Children = (scenario, target) => {
  if (scenario.repeat < 2) return [];
  return Array.from({ length: scenario.repeat }, (_, index) => {
    const number = index + 1;
    const own = { ...target, attempt: number };
    return node(`repeat ${number}`, { type: 'repeat', number }, scenario, own, () => []);
  });
};

/** A unique text for the target. */
export function targetKey({ scenario, agent, row, attempt }: TestTarget): string {
  return JSON.stringify([scenario, agent ?? null, row ?? null, attempt ?? null]);
}
