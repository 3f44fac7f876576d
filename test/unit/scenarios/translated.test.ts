import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
  compareAnswers,
  describeDifference,
} from '../../../src/scenarios/compare/compareAnswers.ts';
import { proposeExpectations } from '../../../src/scenarios/create/proposeExpectations.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { actionTitle } from '../../../src/scenarios/run/turnInputs.ts';
import { useLanguage, type Bundle } from '../../../src/shared/l10n.ts';
import { answerOf, recommended, said } from '../../support/samples/scenarioAnswers.ts';
import { message, products, unmet } from '../../support/samples/scenarioRuns.ts';

const bundlePath = join(import.meta.dirname, '../../../l10n/bundle.l10n.es.json');
const bundle = JSON.parse(await readFile(bundlePath, 'utf8')) as Bundle;

// Only now, as in VS Code: what was loaded before must not have its words already.
beforeEach(() => useLanguage('es', bundle));
afterEach(() => useLanguage('en'));

const problemsOf = (text: string) =>
  parseScenarios('a.sofia.yaml', text).problems.map((problem) => problem.message);

test('problems of a file are told in the language, with the words of the file as they are', () => {
  assert.deepEqual(problemsOf(''), ['El archivo está vacío. Un escenario necesita name y turns.']);
  assert.deepEqual(problemsOf('name: A\nturns:\n\t- say: hi'), [
    'Usa espacios para la sangría: YAML no permite tabuladores.',
  ]);
  assert.deepEqual(problemsOf('name: A\nrepeat: many\nturns:\n  - sai: hi'), [
    'Debe ser un número entero.',
    '"sai" no se permite aquí. ¿Quisiste decir "say"?',
  ]);
  assert.deepEqual(problemsOf('name: A\nturns:\n  - { say: hi, press: Buy }'), [
    '"say" y "press" son acciones distintas. Pon cada una en su propio turno, que empieza con -.',
  ]);
  assert.deepEqual(problemsOf('name: A\nturns:\n  - say: "{{a b}}"'), [
    '{{a b}} no es una referencia válida. Usa, por ejemplo, {{products[0].title}}.',
  ]);
});

test('what is expected and why it is not met is told in the language', async () => {
  const turns = [[message('Here are black boots for the winter.')]];
  const missing = await unmet('text: { containsAny: [sandals, /shoes/i] }', { turns });
  assert.equal(missing.title, 'el texto contiene "sandals" o /shoes/i');
  assert.equal(missing.message, 'El agente dijo: Here are black boots for the winter.');
  const count = await unmet('messages: { min: 2 }', { turns });
  assert.equal(count.title, 'mensajes: como mínimo 2');
  assert.equal(count.message, 'Hay 1.');
  const language = await unmet('language: es', { turns });
  assert.equal(language.title, 'el idioma es español');
  assert.equal(language.message, 'El texto parece inglés.');
});

test('a price in a message is written as in the language', async () => {
  const turns = [[products({ title: 'Ridge Boot', price: 1234.5, currency: 'EUR' })]];
  const { title, message: why } = await unmet('products: { price: { max: 1000 } }', { turns });
  assert.equal(title, 'todos los precios: como máximo 1000');
  assert.equal(why, 'No lo cumple: Ridge Boot, 1234,50\u00a0€.');
});

test('an expectation that cannot be judged says why in the language', async () => {
  const result = await unmet('jsonSchema: { event: messageEvent, schema: none.json }', {
    turns: [[message('hi')]],
  });
  assert.match(result.message ?? '', /none\.json: El archivo no existe\.$/);
});

test('what the customer does is told in the language', () => {
  assert.equal(actionTitle({ type: 'say', text: 'boots' }), 'decir "boots"');
  assert.equal(actionTitle({ type: 'press', choice: { id: 'b1' } }), 'presionar id. "b1"');
});

test('a difference is a sentence in the language', () => {
  const boot = { productId: '1', title: 'Ridge Boot', price: 80, currency: 'EUR' };
  const before = answerOf([said('Hello'), recommended(boot)]);
  const after = answerOf([said('Hi'), recommended({ ...boot, price: 90 })]);
  assert.deepEqual(compareAnswers(before, after).differences.map(describeDifference), [
    'El mensaje "Hello" cambió a "Hi".',
    'En el producto "Ridge Boot", el campo precio era "80" y ahora es "90".',
  ]);
});

test('a proposed expectation has a title in the language', () => {
  const titles = proposeExpectations(answerOf([said('hi')])).map(({ title }) => title);
  assert.ok(titles.includes('Exactamente 1 mensaje'), titles.join('\n'));
  assert.ok(titles.includes('Sin transferencia'), titles.join('\n'));
});
