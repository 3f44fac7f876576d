import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { initialState, StateStore } from '../../../src/conversation/stateStore.ts';
import { diffView } from '../../../src/conversation/viewSync.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { Agent } from '../../../src/shared/agent.ts';
import type { SessionStatus, Turn, TurnItem, ViewState } from '../../../src/shared/model.ts';
import type { ViewPatch } from '../../../src/shared/protocol/chatProtocol.ts';
import { applyPatch } from '../../../webview/chat/store.ts';

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
function take(what: Step, store: StateStore, lastTurnId: number): void {
  if (what === 'clear') return store.showTurns([]);
  if (what === 'turn') return store.startTurn({ id: lastTurnId + 1, inputs: [], sentAt: 7 });
  if (what === 'restore') return store.showTurns([restored]);
  if ('status' in what) return store.set({ session: { status: what.status } });
  if ('origins' in what) return store.set({ mediaOrigins: what.origins });
  if ('hasAgent' in what) return store.set({ agent: what.hasAgent ? agent : undefined });
  if ('hasProblem' in what) return store.set({ problem: what.hasProblem ? failure : undefined });
  const turnId = lastTurnId - what.back;
  if ('items' in what) {
    const items = Array.from({ length: what.items }, (_, index) => item(index));
    return store.addItems(turnId, items);
  }
  const phase = what.phase as Turn['phase'];
  store.changeTurn(turnId, { phase, ...(phase === 'failed' ? { failure } : { stats }) });
}

/** The states that a conversation goes through. */
function play(steps: readonly Step[]): readonly ViewState[] {
  const store = new StateStore();
  const states = [initialState];
  let lastTurnId = 0;
  for (const what of steps) {
    if (what === 'restore' && lastTurnId > 0) continue;
    take(what, store, lastTurnId);
    if (what === 'turn' || what === 'restore') lastTurnId += 1;
    states.push(store.state);
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
