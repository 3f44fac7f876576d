import type {
  HandoverEvent,
  InputEvent,
  QueuedTurn,
  ViewState,
} from '../../../src/shared/model.ts';
import { chat, demoAgent, item, says, stats, suggests, turn } from './chatStates.ts';

export const sessionId = '0190aa10-7c55-7e2b-9a6e-5f2f0a3b9c1d';

/** A session that is open and eight minutes old. */
export const openSession = {
  status: 'ready',
  id: sessionId,
  startedAt: Date.now() - 8 * 60_000,
} as const;

const text = (words: string): InputEvent => ({
  messageEvent: { role: 'USER', content: { textContent: { text: words } } },
});

export function queued(id: number, words: string): QueuedTurn {
  return { id, inputs: [text(words)] };
}

const handover: HandoverEvent = {
  type: 'handover',
  kind: 'agentHandoverEvent',
  triggered: true,
  reason: 'Customer asked for a person',
  payload: {},
  rawText: '{"agentHandoverEvent":{"triggerHandover":true}}',
  line: 2,
};

const first = turn(1, 'Do you have trail shoes?', {
  items: [says('Yes, three kinds. Which ground do you run on?')],
  sessionId,
  stats,
});

/** A turn in which the agent handed over. */
export const handedOverTurn = turn(2, 'I want to talk to a person', {
  items: [says('I pass you on.'), item(handover)],
  sessionId,
  stats,
});

/** Conversation with two branches, the second of which is shown. */
export const twoBranches: ViewState['conversation'] = {
  id: 'c1',
  title: 'Do you have trail shoes?',
  branches: [{ id: 1 }, { id: 4, parentId: 1, forkedAfter: 1 }],
  activeBranch: 4,
};

const streaming = turn(2, 'Rocky ground', {
  phase: 'streaming',
  sentAt: Date.now(),
  items: [says('Then the Ridge Runner is')],
  sessionId,
});

/** What controls a conversation, by name; the gallery draws each. */
export const controlStates: Readonly<Record<string, ViewState>> = {
  queued: chat({
    session: { ...openSession, status: 'responding' },
    turns: [first, streaming],
    queue: [
      queued(1, 'And in blue?'),
      queued(2, 'What about a rain jacket to go with it, size M?'),
    ],
  }),
  queueHeld: chat({
    session: openSession,
    turns: [first, { ...streaming, phase: 'stopped', stats }],
    queue: [queued(1, 'And in blue?')],
    isQueueHeld: true,
  }),
  handedOver: chat({ session: openSession, turns: [first, handedOverTurn] }),
  branches: chat({ session: openSession, turns: [first], conversation: twoBranches }),
  greeting: chat({
    agent: {
      ...demoAgent,
      greeting: 'Hi, I am Sofia from the shoe shop. What are you looking for?',
    },
    session: { status: 'idle' },
  }),
  restarting: chat({ session: { status: 'starting' }, turns: [first] }),
  closing: chat({ session: { status: 'closing', id: sessionId }, turns: [first] }),
  rightToLeft: chat({
    session: openSession,
    turns: [
      turn(1, 'هل لديكم أحذية للجري؟', {
        items: [says('نعم، لدينا ثلاثة أنواع.'), suggests(['كم السعر؟', 'Is it **waterproof**?'])],
        sessionId,
        stats,
      }),
    ],
  }),
};
