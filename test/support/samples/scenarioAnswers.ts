import assert from 'node:assert/strict';
import { decodeElement } from '../../../src/agentGraph/wire/decodeElement.ts';
import { answerParts, type Answer } from '../../../src/scenarios/answer.ts';
import { Unjudgeable } from '../../../src/scenarios/judgement/unjudgeable.ts';
import { judge } from '../../../src/scenarios/checks/judge.ts';
import { Judgements } from '../../../src/scenarios/judgement/judgements.ts';
import type { ProposedExpectation } from '../../../src/scenarios/create/proposedExpectation.ts';
import { scenarioText } from '../../../src/scenarios/create/scenarioText.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { stats } from '../pages/chatStates.ts';

const nothing = () => Promise.reject(new Unjudgeable('There is nothing beside the answer.'));
const judgements = new Judgements();
const services = {
  judgements,
  readJson: nothing,
  reachLink: () => Promise.resolve(undefined),
  readAnswers: nothing,
};

/** An answer with these elements, each in a line of its own. */
export function answerOf(elements: readonly unknown[]): Answer {
  const items = elements
    .flatMap((value, index) => decodeElement(JSON.stringify(value), { line: index + 1 }) ?? [])
    .map((event) => ({ type: 'event' as const, atMs: 1, event }));
  return answerParts({ items, stats: { ...stats, totalMs: 1_234 } });
}

export const said = (text: string) => ({
  messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } },
});

export const recommended = (...products: readonly object[]) => ({
  recommendationEvent: { products },
});

/** Writes, reads and judges what is proposed of an answer, all of which must hold; gives the number. */
export async function judged(
  answer: Answer,
  proposals: readonly ProposedExpectation[],
): Promise<number> {
  const expectations = proposals.map(({ expectation }) => expectation);
  const turns = [{ action: { say: 'hi' }, expectations }];
  const text = scenarioText({ name: 'A', turns, expectations: [] });
  const { scenarios, problems } = parseScenarios('a.sofia.yaml', text);
  assert.deepEqual(problems, [], text);
  const subject = {
    answer,
    answers: [answer],
    turns: [],
    isWhole: false,
    variables: {},
    secrets: [],
  };
  const all = scenarios[0]?.turns[0]?.expect ?? [];
  const results = await judge(all, subject, {}, services);
  const unmet = results.filter(({ status }) => status !== 'passed');
  assert.deepEqual(unmet, [], text);
  return results.length;
}
