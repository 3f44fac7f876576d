import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptTurns } from '../../../../src/scenarios/compare/comparedTurn.ts';
import { shownAnswers } from '../../../../src/scenarios/compare/shownAnswers.ts';
import { keptScenario } from '../../../../src/scenarios/create/scenarioDraft.ts';
import { parseScenarios } from '../../../../src/scenarios/file/parseScenarios.ts';
import type { AgentEvent, InputEvent, Product, Turn } from '../../../../src/shared/model.ts';
import type { ShownAnswer } from '../../../../src/shared/compare/shownAnswer.ts';
import { answerOf, compareStates, says, shows } from '../../../support/pages/comparePages.ts';

const boots: Product = { productId: 'B', title: 'Boots', price: 89, facets: {} };
const socks: Product = { productId: 'S', title: 'Socks', price: 9, facets: {} };
const hats: Product = { productId: 'H', title: 'Hats', price: 30, facets: {} };

function hands(reason: string): AgentEvent {
  const kind = 'agentHandoverEvent';
  return { type: 'handover', kind, triggered: true, reason, payload: {}, rawText: '{}', line: 5 };
}

function marksOf(answer: ShownAnswer | undefined) {
  const marks = (list: readonly { readonly mark: string }[] = []) =>
    list.map(({ mark }) => mark).join(' ');
  return {
    texts: marks(answer?.texts),
    products: marks(answer?.products),
    handovers: marks(answer?.handovers),
    kinds: answer?.kinds.mark,
  };
}

test('each part of both answers is marked with what it differs in', () => {
  const { a, b, differences, latency } = shownAnswers(
    answerOf(100, says('Hello'), says('two boots'), shows(boots, socks, boots), hands('angry')),
    answerOf(
      300,
      says('Hello'),
      says('ten boots'),
      shows(hats, { ...boots, price: 79 }, socks),
      hands('lost'),
    ),
  );
  assert.deepEqual(marksOf(a), {
    texts: 'same changed',
    products: 'changed same only',
    handovers: 'changed',
    kinds: 'same',
  });
  assert.deepEqual(marksOf(b), {
    texts: 'same changed',
    products: 'only changed same',
    handovers: 'changed',
    kinds: 'same',
  });
  assert.deepEqual(b?.products[1]?.changes, [{ field: 'price', before: '89', after: '79' }]);
  const joined = ({ texts }: ShownAnswer) => texts[1]?.spans?.map(({ text }) => text).join('');
  assert.equal(a && joined(a), 'two boots');
  assert.equal(b && joined(b), 'ten boots');
  assert.equal(differences, 5);
  assert.deepEqual(latency, { firstByteMs: 100, totalMs: 200 });
});

test('texts that come twice are marked as often as they differ', () => {
  const { a } = shownAnswers(answerOf(1, says('Hi'), says('Hi')), answerOf(1, says('Hi')));
  assert.deepEqual(a?.texts.map(({ mark }) => mark).toSorted(), ['only', 'same']);
});

test('as long as one answer is missing nothing is marked', () => {
  const { a, b, differences } = shownAnswers(answerOf(1, says('Hi'), shows(boots)), undefined);
  assert.deepEqual(marksOf(a), { texts: 'same', products: 'same', handovers: '', kinds: 'same' });
  assert.equal(b, undefined);
  assert.equal(differences, undefined);
});

test('what is shown survives the way to the page', () => {
  for (const state of Object.values(compareStates)) {
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
  }
});

test('what is kept is a scenario that can be read again', () => {
  const input: InputEvent = {
    messageEvent: { role: 'USER', content: { textContent: { text: 'boots below $100' } } },
  };
  const turn: Turn = {
    id: 1,
    inputs: [input],
    sentAt: 1,
    ...answerOf(10, says('Here are boots'), shows(boots)),
  };
  const agent = { name: 'Shoes', baseUrl: 'https://x.example', businessId: 'b', agentId: 'a' };
  const text = keptScenario({ ...agent, clientKey: 'c' }, [turn]);
  const { scenarios, problems } = parseScenarios('kept.sofia.yaml', text);
  assert.deepEqual(problems, []);
  assert.deepEqual(scenarios[0]?.agents, ['Shoes']);
  assert.deepEqual(scenarios[0].turns[0]?.action, { type: 'say', text: 'boots below $100' });
  assert.ok((scenarios[0].turns[0]?.expect.length ?? 0) > 0);
  assert.equal(scenarios[0].recording, undefined);
});

test('only turns that are there and that A answered are kept', () => {
  const inputs: InputEvent[] = [];
  const answered = { inputs, answer: answerOf(100, says('Hello')) };
  const stopped = { inputs, answer: { phase: 'stopped', items: [] } } as const;
  const turns = [{ a: answered }, { a: stopped, b: answered }, { b: answered }, { a: answered }];
  const compared = turns.map((turn) => ({ said: 'Hi', sentAt: 1, ...turn }));
  const kept = (last: number) => keptTurns(compared, last).map(({ id }) => id);
  assert.deepEqual([1, 2, 3, 4].map(kept), [[1], [1], [1], [1, 4]]);
  assert.deepEqual([0, 5, Number.MAX_SAFE_INTEGER].map(kept), [[], [], []]);
});
