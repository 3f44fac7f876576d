import {
  type ConversationRecord,
  customerText,
  shownTurns,
  titleOf,
} from '../../conversation/storage/conversationRecord.ts';
import type { Agent } from '../../shared/agent.ts';
import type { Turn } from '../../shared/model.ts';
import { answerParts } from '../answer.ts';
import { type ActionMapping, actionOf } from './actionOf.ts';
import type { ProposedExpectation } from './proposedExpectation.ts';
import { proposeExpectations, soundnessProposals } from './proposeExpectations.ts';
import { type ScenarioParts, scenarioText } from './scenarioText.ts';
import { literal } from './yamlNodes.ts';

/** `key` is unique in the draft. */
export type DraftExpectation = ProposedExpectation & { readonly key: string };

/** A scenario whose expectations are not chosen yet. */
export interface ScenarioDraft {
  readonly name: string;
  readonly agent: string;
  readonly recording: string;
  readonly turns: readonly {
    readonly action: ActionMapping;
    readonly proposals: readonly DraftExpectation[];
  }[];
  /** For the whole conversation. */
  readonly proposals: readonly DraftExpectation[];
}

/**
 * The turns of the shown branch that got a response, up to the turn with the ID `upTo`; empty if
 * there is no such turn.
 */
export function answeredTurns(record: ConversationRecord, upTo?: number): readonly Turn[] {
  const turns = shownTurns(record);
  const end = upTo === undefined ? turns.length : turns.findIndex(({ id }) => id === upTo) + 1;
  return turns.slice(0, end).filter(({ phase }) => phase === 'answered');
}

/** These turns as a draft; `recording` is the name of the file for their responses. */
export function draftScenario(
  record: ConversationRecord,
  turns: readonly Turn[],
  recording: string,
): ScenarioDraft {
  const { agent, givenTitle } = record;
  const answers = turns.map(answerParts);
  const whole = {
    customerText: turns.map(saidIn).join('\n'),
    shownProducts: answers.flatMap(({ products }) => products),
    recording,
  };
  const drafted = turns.map((turn, index) => {
    const before = answers.slice(0, index);
    const action = actionOf(turn, before, agent);
    const answer = answerParts(turn);
    const proposals = proposeExpectations(answer, { ...whole, said: saidIn(turn) });
    return { action, proposals: keyed(proposals, `turn ${index + 1}`) };
  });
  const name = titleOf(givenTitle, turns).trim();
  return {
    name: name === '' ? 'Conversation' : name,
    agent: agent.name,
    recording,
    turns: drafted,
    proposals: keyed(soundnessProposals(answers), 'conversation'),
  };
}

function saidIn({ inputs }: Turn): string {
  return inputs.flatMap((input) => customerText(input) ?? []).join('\n');
}

/** The draft with the chosen expectations, by key. */
export function scenarioOfChosen(
  { turns, proposals, ...rest }: ScenarioDraft,
  keys: ReadonlySet<string>,
): ScenarioParts {
  const chosen = (all: readonly DraftExpectation[]) =>
    all.filter(({ key }) => keys.has(key)).map(({ expectation }) => expectation);
  return {
    ...rest,
    turns: turns.map((turn) => ({ action: turn.action, expectations: chosen(turn.proposals) })),
    expectations: chosen(proposals),
  };
}

function keyed(
  proposals: readonly ProposedExpectation[],
  place: string,
): readonly DraftExpectation[] {
  return proposals.map((proposal, index) => ({ ...proposal, key: `${place} ${index}` }));
}

/** An action on one line, for example `say "black boots"`. */
export function actionLine(action: ActionMapping): string {
  return Object.entries(action)
    .map(([word, value]) => `${word} ${JSON.stringify(value)}`)
    .join(' ');
}

/** A scenario for each of the agent's starter prompts, with expectations that fit any response. */
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

/** A scenario of these turns with the preselected expectations of what the agent did. */
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
  const { recording: _, ...kept } = scenarioOfChosen(draft, keys);
  return scenarioText(kept);
}
