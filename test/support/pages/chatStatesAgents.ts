import { initialState } from '../../../src/conversation/stateStore.ts';
import type { Agent } from '../../../src/shared/agent.ts';
import type { Failure } from '../../../src/shared/failure/failure.ts';
import type { Turn, ViewState } from '../../../src/shared/model.ts';
import { chat, demoAgent, says, stats, turn } from './chatStates.ts';
import { openSession, sessionId } from './chatStatesControls.ts';

/** An agent that real customers meet, with ids as long as real ones. */
export const productionAgent: Agent = {
  name: 'Zapatería Sol',
  businessId: '2f7c9a51-04bd-4f0a-8d2c-1c5e6a7b8c9d',
  agentId: '4f2a8c1e-77d0-4b6e-9a53-0d1f2e3c9c1d',
  baseUrl: 'https://api.connectly.ai',
  clientKey: 'tester-6f0c3b1a-52de-4c0f-9f0e-8a7b6c5d4e3f',
  environment: 'production',
  latencyBudgetMs: 900,
};

export const testAgent: Agent = {
  ...productionAgent,
  name: 'Zapatería Sol (staging)',
  environment: 'test',
  color: 'orange',
  starterPrompts: ['¿Tienen botas de montaña?', 'I want to return the shoes of my last order'],
};

/** A field of the active agent's settings that cannot be used. */
export const badSetting: Failure = {
  kind: 'invalidRequest',
  cause: {
    type: 'input',
    field: 'askSofia.agents.Demo.baseUrl',
    problem: 'The base URL must start with https://.',
  },
  retryable: false,
};

const sentWith = (agentId: string, fields: Partial<Turn> = {}): Partial<Turn> => ({
  items: [says('Yes, three kinds. Which ground do you run on?')],
  sessionId,
  agentId,
  stats,
  ...fields,
});

const first = turn(1, 'Do you have trail shoes?', sentWith(productionAgent.agentId));
const oldId = '77aa0b2c-1d3e-4f5a-8b7c-6d5e4f3a0001';

/** Agents of every kind, and the ways to come by one; the gallery draws each. */
export const agentStates: Readonly<Record<string, ViewState>> = {
  agentBroken: { ...initialState, problem: badSetting },
  agentProductionIdle: chat({ agent: productionAgent, session: { status: 'idle' } }),
  agentProductionNoKey: chat({ agent: productionAgent, session: { status: 'noKey' } }),
  agentProduction: chat({ agent: productionAgent, session: openSession, turns: [first] }),
  agentTestIdle: chat({ agent: testAgent, session: { status: 'idle' } }),
  agentTest: chat({ agent: testAgent, session: openSession, turns: [first] }),
  agentColors: chat({
    agent: { ...demoAgent, color: 'purple' },
    session: openSession,
    turns: [{ ...first, agentId: demoAgent.agentId }],
  }),
  agentChanged: chat({
    agent: productionAgent,
    session: openSession,
    turns: [{ ...first, agentId: 'an-agent-of-before' }, turn(2, 'Rocky ground', sentWith(oldId))],
  }),
  overBudget: chat({
    agent: productionAgent,
    session: openSession,
    turns: [
      first,
      turn(
        2,
        'Rocky ground',
        sentWith(productionAgent.agentId, { stats: { ...stats, firstByteMs: 2140 } }),
      ),
    ],
  }),
  restricted: chat({
    session: openSession,
    turns: [{ ...first, agentId: demoAgent.agentId }],
    isRestricted: true,
  }),
  restrictedIdle: chat({ session: { status: 'idle' }, isRestricted: true }),
  restrictedNoAgent: { ...initialState, isRestricted: true },
  slowStart: chat({
    session: { status: 'starting' },
    turns: [turn(1, 'Hello', { phase: 'waiting', sentAt: Date.now() - 12_000 })],
  }),
  unreachable: chat({
    session: { status: 'failed' },
    turns: [
      turn(1, 'Hello', {
        phase: 'failed',
        failure: {
          kind: 'network',
          endpoint: 'init',
          cause: { type: 'connection', reason: 'refused', address: '127.0.0.1:8787' },
          retryable: true,
        },
        stats: { ...stats, events: 0 },
      }),
    ],
  }),
};
