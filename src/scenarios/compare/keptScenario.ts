import type { Agent } from '../../shared/agent.ts';
import type { Turn } from '../../shared/model.ts';
import { chosenScenario, draftScenario } from '../create/scenarioDraft.ts';
import { scenarioText } from '../create/scenarioText.ts';

/** A scenario in which what the agent did in these turns is expected, as far as it is sensible. */
export function keptScenario(agent: Agent, turns: readonly Turn[]): string {
  const record = {
    id: '',
    agent,
    createdAt: turns[0]?.sentAt ?? 0,
    branches: [{ id: 1, turns }],
    activeBranch: 1,
    entries: [],
  };
  const draft = draftScenario(record, turns, '');
  const proposals = [...draft.turns.flatMap((turn) => turn.proposals), ...draft.proposals];
  const keys = new Set(proposals.filter(({ isChosen }) => isChosen).map(({ key }) => key));
  const { name, turns: kept, expectations } = chosenScenario(draft, keys);
  return scenarioText({ name, agent: agent.name, turns: kept, expectations });
}
