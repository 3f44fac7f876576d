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
  answeredNothing: t('The agent sent an empty response.'),
  suggested: (count: number) =>
    count === 1 ? t('1 suggested reply') : t('{count} suggested replies', { count }),
  products: (count: number) => (count === 1 ? t('1 product') : t('{count} products', { count })),
  showImages: (host: string) => t('Show Images from {host}', { host }),
  blockedImage: (host: string) => t('Image from {host}', { host }),
  details: t('Details'),
  unknownEvent: t('Not recognized by this version'),
  starters: [
    t("I'm looking for running shoes under $100"),
    t('What can you help me with?'),
    t('Where is my order?'),
  ],
  blockedAudio: (host: string) => t('Voice message from {host}', { host }),
  rows: (count: number) => (count === 1 ? t('1 row') : t('{count} rows', { count })),
  choiceId: (id: string) => t('ID: {id}', { id }),
  retryFresh: t('Try Again in a New Session'),
  // Agents.
  switchFrom: (name: string) => t('Agent: {name}. Switch agent', { name }),
  switchAgent: t('Switch Agent'),
  environments,
  sentLast: (id: string) => t('Sent with the last message: {id}', { id }),
  addAgent: t('Add Agent'),
  addAgentHint: t('Paste the onboarding email. It has everything you need.'),
  tryDemo: t('Try the Demo Agent'),
  tryDemoHint: t('No account needed, and nothing leaves this machine.'),
  openWalkthrough: t('Open Walkthrough'),
  // The composer and the conversation.
  queued: (count: number) =>
    count === 1 ? t('1 queued message') : t('{count} queued messages', { count }),
  leftAfter: (branch: number, count: number) =>
    count === 1
      ? t('split from branch {branch} after 1 message', { branch })
      : t('split from branch {branch} after {count} messages', { branch, count }),
  find: t('Find in conversation'),
  match: (number: number, count: number) => t('{number} of {count}', { number, count }),
  newMessages: (count: number) =>
    count === 1 ? t('1 new message ↓') : t('{count} new messages ↓', { count }),
  messages: (count: number) => (count === 1 ? t('1 message') : t('{count} messages', { count })),
  failures: (count: number) => (count === 1 ? t('1 error') : t('{count} errors', { count })),
  otherCards: (count: number) => (count === 1 ? t('1 card') : t('{count} cards', { count })),
  // The replay strip.
  speedName: (speed: ReplaySpeed) =>
    speed === 'instant' ? t('Instant') : t('{factor}×', { factor: speed }),
  // The event composer.
  compose: t('Send Another Kind of Event'),
  cpName: 'cpName',
  send: (count: number) => (count === 1 ? t('Send Event') : t('Send {count} Events', { count })),
  // The inspector.
  gap: (time: string) => t('{time} after the previous line', { time }),
  afterSending: (time: string) => t('{time} after sending', { time }),
  underWay: t('in progress'),
  complete: t('complete'),
  stopped: t('stopped'),
  failed: t('failed'),
  unfinished: t('unfinished'),
  retries: (count: number) => (count === 1 ? t('1 retry') : t('{count} retries', { count })),
  phases: {
    dns: t('Name lookup (DNS)'),
    connect: t('Connecting (TCP)'),
    tls: t('Encryption (TLS)'),
    waiting: t('Request to response headers'),
    receiving: t('Receiving'),
  },
  moments: {
    head: t('Response headers'),
    firstByte: t('First byte'),
    firstText: t('First text'),
    lastByte: t('Last byte'),
  },
  events: (count: number) => (count === 1 ? t('1 line') : t('{count} lines', { count })),
  moreKinds: (count: number) =>
    count === 1 ? t('1 more kind') : t('{count} more kinds', { count }),
  diff: t('Compare with Previous Turn'),
  differences: (count: number) =>
    count === 1 ? t('1 difference') : t('{count} differences', { count }),
  added: t('added'),
  removed: t('removed'),
  changed: t('changed'),
  turns: (count: number) => (count === 1 ? t('1 turn') : t('{count} turns', { count })),
} as const;
