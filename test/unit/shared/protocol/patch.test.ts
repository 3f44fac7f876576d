import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { initialState, reduce, type Action } from '../../../../src/conversation/reducer.ts';
import type { Failure } from '../../../../src/shared/failure/failure.ts';
import type { Agent } from '../../../../src/shared/agent.ts';
import type { SessionStatus, Turn, TurnItem, ViewState } from '../../../../src/shared/model.ts';
import { applyPatch, diffView, type ViewPatch } from '../../../../src/shared/protocol/patch.ts';

const agent: Agent = {
  name: 'Demo',
  businessId: 'b',
  agentId: 'a',
  baseUrl: 'https://api.example',
  clientKey: 'c',
};
const failure: Failure = { kind: 'network', retryable: true };
const stats = { totalMs: 5, bytes: 9, lines: 1, events: 1 };

const item = (atMs: number): TurnItem => ({
  type: 'event',
  atMs,
  event: { type: 'unknown', kind: 'x', rawText: `{"x":${atMs}}`, line: 1 },
});

/** As it arrives on the other side of postMessage. */
function send(patches: readonly ViewPatch[]): readonly ViewPatch[] {
  return JSON.parse(JSON.stringify(patches)) as readonly ViewPatch[];
}

function follow(shown: ViewState, previous: ViewState, next: ViewState): ViewState {
  return send(diffView(previous, next)).reduce(applyPatch, shown);
}

/** What a conversation can report; turns are named by how far back they are. */
const step = fc.oneof(
  fc.constantFrom('turn' as const, 'clear' as const, 'restore' as const),
  fc.record({ back: fc.nat(2), items: fc.nat(3) }),
  fc.record({ back: fc.nat(2), phase: fc.constantFrom('answered', 'stopped', 'failed') }),
  fc.record({ status: fc.constantFrom<SessionStatus>('idle', 'ready', 'responding') }),
  fc.record({ origins: fc.array(fc.webUrl(), { maxLength: 2 }) }),
  fc.record({ hasAgent: fc.boolean() }),
  fc.record({ hasProblem: fc.boolean() }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const restored: Turn = { id: 1, inputs: [], sentAt: 1, phase: 'streaming', items: [item(1)] };

/** Turns are numbered through the whole conversation; one is restored only as its first. */
function actionOf(what: Step, lastTurnId: number): Action | undefined {
  if (what === 'clear') return { type: 'turnsShown', turns: [] };
  if (what === 'turn') {
    return { type: 'turnStarted', turnId: lastTurnId + 1, inputs: [], sentAt: 7 };
  }
  if (what === 'restore') {
    return lastTurnId === 0 ? { type: 'turnsShown', turns: [restored] } : undefined;
  }
  if ('status' in what) return { type: 'sessionChanged', session: { status: what.status } };
  if ('origins' in what) return { type: 'mediaAllowed', origins: what.origins };
  if ('hasAgent' in what) {
    return { type: 'agentChosen', agent: what.hasAgent ? agent : undefined };
  }
  if ('hasProblem' in what) {
    return { type: 'problemChanged', problem: what.hasProblem ? failure : undefined };
  }
  const turnId = lastTurnId - what.back;
  if ('items' in what) {
    const items = Array.from({ length: what.items }, (_, index) => item(index));
    return { type: 'itemsArrived', turnId, items };
  }
  const phase = what.phase as Turn['phase'];
  return { type: 'turnEnded', turnId, phase, ...(phase === 'failed' ? { failure } : { stats }) };
}

/** The states that a conversation goes through. */
function play(steps: readonly Step[]): readonly ViewState[] {
  const states = [initialState];
  let lastTurnId = 0;
  for (const what of steps) {
    const state = states.at(-1) ?? initialState;
    const action = actionOf(what, lastTurnId);
    if (!action) continue;
    if (action.type === 'turnStarted' || (action.type === 'turnsShown' && action.turns.length > 0))
      lastTurnId += 1;
    states.push(reduce(state, action));
  }
  return states;
}

test('patches lead from any state of a conversation to any later one', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.array(fc.nat(3)), (steps, skips) => {
      let previous = initialState;
      let shown = initialState;
      play(steps).forEach((next, index) => {
        // Changes are coalesced, so some states are never sent.
        if ((skips[index] ?? 0) > 1) return;
        shown = follow(shown, previous, next);
        previous = next;
        assert.deepEqual(shown, next);
      });
    }),
    { numRuns: 300 },
  );
});

test('an unchanged state needs no patch', () => {
  const state = play(['turn', { back: 0, items: 2 }]).at(-1) ?? initialState;
  assert.deepEqual(diffView(state, state), []);
});

test('items that arrive are sent without the ones before them', () => {
  const [, , before = initialState, after = initialState] = play([
    'turn',
    { back: 0, items: 3 },
    { back: 0, items: 1 },
  ]);
  const sent = diffView(before, after).flatMap((patch) =>
    patch.type === 'items' ? patch.items : [],
  );
  assert.deepEqual(sent, [item(0)]);
});

test('items for a turn that is not there change nothing', () => {
  const patch: ViewPatch = { type: 'items', turnId: 9, items: [item(1)] };
  assert.equal(applyPatch(initialState, patch), initialState);
});
