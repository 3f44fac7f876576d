import type { Agent } from '../../shared/agent.ts';
import { literal } from './literal.ts';
import type { ScenarioParts } from './scenarioText.ts';

/** A scenario for each of the agent's starter prompts, with what may be expected of any answer. */
export function stubsFromStarterPrompts({
  name: agent,
  starterPrompts = [],
}: Pick<Agent, 'name' | 'starterPrompts'>): readonly ScenarioParts[] {
  const prompts = [...new Set(starterPrompts.filter((prompt) => prompt.trim() !== ''))];
  return prompts.map((prompt) => ({
    name: prompt,
    agent,
    turns: [{ action: literal({ say: prompt }), expectations: [{ messages: { min: 1 } }] }],
    expectations: [{ unknownEvents: 'none' }],
  }));
}
