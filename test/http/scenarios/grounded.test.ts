import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { answerParts, type Answer } from '../../../src/scenarios/answer.ts';
import { ungrounded } from '../../../src/scenarios/checks/products/groundedCheck.ts';
import type { InputEvent } from '../../../src/shared/model.ts';
import type { Persona } from '../../../src/simulator/personaNames.ts';
import { pick, seededRandom } from '../../../src/simulator/random.ts';
import { opensSessions } from '../../support/samples/scenarioRuns.ts';
import { startTestSimulator } from '../../support/servers/testSimulator.ts';

/** What customers say in the three languages that the simulator speaks, one after the other. */
const said = [
  ...['running shoes under $100', 'hiking boots', 'jackets between 60 and 120', 'a gift card'],
  ...['cheaper', 'more expensive', 'in blue', 'size 42', 'show me more', 'compare the first two'],
  ...['tell me about the first one', 'the second one', 'how much is it?', 'is it waterproof?'],
  ...['I take it', 'yes, please', 'no, thanks', 'show my cart', 'checkout', 'similar', 'picture'],
  ...['do you have it in store?', 'how long is delivery?', 'any discount?', 'anything new?'],
  ...[
    'what categories do you have?',
    'Velquo Stride 2',
    'compare Velquo Stride 2 and Tarvexa Meadow',
  ],
  ...['hola, busco mochilas por menos de 80 dólares', 'más barato', 'compara los dos primeros'],
  ...['¿cuánto cuesta el primero?', 'lo compro', 'mi carrito', '¿cuánto tarda el envío?'],
  ...['olá, quero tênis de corrida até 100', 'mais barato', 'compare os dois primeiros'],
  ...['quanto custa o primeiro?', 'eu levo o primeiro', 'meu carrinho', 'quanto é o frete?'],
];

const turnsOfTalk = 10;

/** So many turns, in talks of ten; each as the answers and inputs so far. */
async function* talks(t: TestContext, persona: Persona, count: number) {
  const simulator = await startTestSimulator({ persona });
  t.after(() => simulator.close());
  const open = opensSessions(t, simulator);
  const random = seededRandom(persona);
  const { signal } = new AbortController();
  for (let talk = 0; talk * turnsOfTalk < count; talk++) {
    const opened = await open({ clientKey: `customer-${talk}` } as never, signal);
    assert.equal(opened.type, 'done');
    if (opened.type !== 'done') return;
    const answers: Answer[] = [];
    const inputs: InputEvent[][] = [];
    for (let turn = 0; turn < turnsOfTalk; turn++) {
      const text = pick(random, said as [string, ...string[]]);
      const event: InputEvent = {
        messageEvent: { role: 'USER', content: { textContent: { text } } },
      };
      inputs.push([event]);
      answers.push(answerParts(await opened.value.send([event], signal)));
      yield { answers, inputs, text };
    }
    await opened.value.close();
  }
}

test('over 1,000 turns the honest simulator names nothing that it has not shown', async (t) => {
  let turns = 0;
  const alarms = [];
  for await (const { answers, inputs, text } of talks(t, 'honest', 1000)) {
    turns++;
    const found = ungrounded(answers, inputs, 'conversation');
    if (found.length > 0) alarms.push({ text, found, said: answers.at(-1)?.texts });
  }
  assert.deepEqual(alarms, []);
  assert.equal(turns, 1000);
});

test('each turn of the lying simulator is noticed', async (t) => {
  for await (const { answers, inputs, text } of talks(t, 'lying', 100)) {
    for (const scope of ['turn', 'conversation'] as const) {
      const found = ungrounded(answers, inputs, scope).join('\n');
      assert.match(
        found,
        /The text mentions .*[.,]49, which isn't the price of any product shown/,
        text,
      );
    }
  }
});
