import type { AgentEnvironment } from '../src/shared/agent.ts';
import type { ReplaySpeed } from '../src/shared/conversationInfo.ts';
import { t } from '../src/shared/l10n.ts';

const environments: Readonly<Record<AgentEnvironment, string>> = {
  test: t('test'),
  production: t('production'),
};

/**
 * Texts of the pages that stand in several places, count something or are looked up by name, in the
 * user's language; any other text stands where it is shown. The language must be set before this file
 * is loaded (see base/pageLanguage.ts).
 */
export const strings = {
  // The chat.
  title: 'Ask Sofia',
  agent: 'Sofia',
  saidBy: (name: string) => t('{name}:', { name }),
  answeredNothing: t('The agent answered nothing.'),
  suggested: (count: number) =>
    count === 1 ? t('1 suggested reply') : t('{count} suggested replies', { count }),
  products: (count: number) => (count === 1 ? t('1 product') : t('{count} products', { count })),
  showImages: (host: string) => t('Show images from {host}', { host }),
  blockedImage: (host: string) => t('Image from {host}', { host }),
  details: t('Details'),
  unknownEvent: t('Not known to this version'),
  starters: [
    t('I’m looking for a running shoe under $100'),
    t('What can you help me with?'),
    t('Where is my order?'),
  ],
  blockedAudio: (host: string) => t('Voice message from {host}', { host }),
  rows: (count: number) => (count === 1 ? t('1 row') : t('{count} rows', { count })),
  choiceId: (id: string) => t('ID: {id}', { id }),
  retryFresh: t('Try again in a new session'),
  // Agents.
  switchFrom: (name: string) => t('Agent: {name}. Switch agent', { name }),
  switchAgent: t('Switch agent'),
  environments,
  sentLast: (id: string) => t('Sent with the last message: {id}', { id }),
  addAgent: t('Add Agent'),
  addAgentHint: t('Paste the welcome mail: it has all that is needed.'),
  tryDemo: t('Try the Demo Agent'),
  tryDemoHint: t('No account needed, and nothing leaves this machine.'),
  openWalkthrough: t('Open Walkthrough'),
  // The composer and the conversation.
  queued: (count: number) =>
    count === 1 ? t('1 message waits') : t('{count} messages wait', { count }),
  leftAfter: (branch: number, count: number) =>
    count === 1
      ? t('left branch {branch} after 1 message', { branch })
      : t('left branch {branch} after {count} messages', { branch, count }),
  find: t('Find in the conversation'),
  match: (number: number, count: number) => t('{number} of {count}', { number, count }),
  newMessages: (count: number) =>
    count === 1 ? t('1 new message ↓') : t('{count} new messages ↓', { count }),
  messages: (count: number) => (count === 1 ? t('1 message') : t('{count} messages', { count })),
  failures: (count: number) => (count === 1 ? t('1 problem') : t('{count} problems', { count })),
  otherCards: (count: number) => (count === 1 ? t('1 card') : t('{count} cards', { count })),
  // The replay strip.
  speedName: (speed: ReplaySpeed) =>
    speed === 'instant' ? t('at once') : t('{factor}×', { factor: speed }),
  // The event composer.
  compose: t('Send another kind of event'),
  cpName: 'cpName',
  send: (count: number) => (count === 1 ? t('Send event') : t('Send {count} events', { count })),
  // The inspector.
  gap: (time: string) => t('{time} after the line before', { time }),
  afterSending: (time: string) => t('{time} after sending', { time }),
  underWay: t('under way'),
  complete: t('complete'),
  stopped: t('stopped'),
  failed: t('failed'),
  unfinished: t('unfinished'),
  retries: (count: number) => (count === 1 ? t('1 retry') : t('{count} retries', { count })),
  exchange: (number: number) => t('Exchange {number}', { number }),
  phases: {
    dns: t('Name lookup (DNS)'),
    connect: t('Connecting (TCP)'),
    tls: t('Encryption (TLS)'),
    waiting: t('Request to response head'),
    receiving: t('Receiving'),
  },
  moments: {
    head: t('Response head'),
    firstByte: t('First byte'),
    firstText: t('First text'),
    lastByte: t('Last byte'),
  },
  events: (count: number) => (count === 1 ? t('1 line') : t('{count} lines', { count })),
  moreKinds: (count: number) =>
    count === 1 ? t('1 more kind') : t('{count} more kinds', { count }),
  diff: t('Diff with previous turn’s'),
  differences: (count: number) =>
    count === 1 ? t('1 difference') : t('{count} differences', { count }),
  added: t('added'),
  removed: t('removed'),
  changed: t('changed'),
  turns: (count: number) => (count === 1 ? t('1 turn') : t('{count} turns', { count })),
} as const;
