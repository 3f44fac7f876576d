import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { memento, standIn } from '../../support/vscode/vscodeStandIn.ts';

const { WalkthroughProgress } = await import('../../../src/host/window/walkthroughProgress.ts');
const { doneContext, walkthroughId } = await import('../../../src/host/platform/manifest.ts');

const tells = (done: string) => ['setContext', doneContext, done];

beforeEach(() => (standIn.called = []));

test('steps that are done are told at once, also to the next window, and once each', async () => {
  const memory = memento();
  const progress = new WalkthroughProgress(memory);
  for (const step of ['agent', 'hello', 'agent'] as const) await progress.mark(step);
  new WalkthroughProgress(memory);
  assert.deepEqual(standIn.called, ['', 'agent', 'agent hello', 'agent hello'].map(tells));
});

test('the walkthrough opens with no step done, and hears of them after that', async () => {
  const progress = new WalkthroughProgress(memento({ done: ['demo'] }));
  standIn.called = [];
  await progress.openWalkthrough();
  const opens = ['workbench.action.openWalkthrough', walkthroughId, false];
  assert.deepEqual(standIn.called, [tells(''), opens, tells('demo')]);
});
