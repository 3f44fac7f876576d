import type { ReplaySpeed } from '../../src/shared/conversationInfo.ts';
import { t } from '../../src/shared/l10n.ts';

/** Texts of the composer and of conversation controls; see strings.ts. */
export const composerStrings = {
  placeholderBusy: t('Queue a message…'),
  placeholderHandedOver: t('Go on with Sofia…'),
  placeholderExpired: t('Ask Sofia in a new session…'),
  queued: (count: number) =>
    count === 1 ? t('1 message waits') : t('{count} messages wait', { count }),
  queueHeld: t('Held after the last answer did not come through.'),
  queueGoesOn: t('Sent when this answer is complete.'),
  sendNow: t('Send now'),
  emptyQueue: t('Empty queue'),
  unqueue: (text: string) => t('Back to the composer: {text}', { text }),
  looksLikeKey: t('This looks like an API key: it was not sent.'),
  sendAnyway: t('Send anyway'),
  handedOver: t('Handed over'),
  handover: t('Handover'),
  handedOverText: t('Sofia has handed over. Go on anyway, or restart.'),
  restart: t('Restart'),
  newCustomer: t('New customer'),
  newSessionSameCustomer: t('New session, same customer'),
  endingSession: t('Ending session…'),
  cancel: t('Cancel'),
  showLog: t('Show log'),
  slowStart: t('This takes long. It is given up when the time limit runs out.'),
  context: t('Agent and session'),
  session: t('Session'),
  copySessionId: t('Copy session ID'),
  branch: (number: number, count: number) => t('Branch {number} of {count}', { number, count }),
  branches: t('Branches'),
  previousBranch: t('Previous branch'),
  nextBranch: t('Next branch'),
  leftAtStart: (branch: number) => t('begins anew instead of branch {branch}', { branch }),
  leftAfter: (branch: number, count: number) =>
    count === 1
      ? t('left branch {branch} after 1 message', { branch })
      : t('left branch {branch} after {count} messages', { branch, count }),
  find: t('Find in the conversation'),
  findNext: t('Next match'),
  findPrevious: t('Previous match'),
  close: t('Close'),
  match: (number: number, count: number) => t('{number} of {count}', { number, count }),
  noMatch: t('No match'),
  newMessages: (count: number) =>
    count === 1 ? t('1 new message ↓') : t('{count} new messages ↓', { count }),
  messageActions: t('Message actions'),
  edit: t('Edit'),
  editMessage: t('Edit the message'),
  sendAsBranch: t('Send as branch'),
  branchKeepsOld: t('A new session replays what came before; this branch stays.'),
  retryHere: t('Send again in this session: the agent may see it twice'),
  retryFresh: t('Send again in a fresh session'),
  copyText: t('Copy text'),
  saveUpTo: t('Save up to here as scenario'),
  addExpectation: t('Add expectation'),
  messages: (count: number) => (count === 1 ? t('1 message') : t('{count} messages', { count })),
  failures: (count: number) => (count === 1 ? t('1 problem') : t('{count} problems', { count })),
  otherCards: (count: number) => (count === 1 ? t('1 card') : t('{count} cards', { count })),
  answered: (what: string) => t('Sofia answered: {what}', { what }),
  greeting: t('Shown first, and sent once with your first message.'),
} as const;

/** Texts of the replay strip; see strings.ts. */
export const replayStrings = {
  title: t('Replay, not live'),
  play: t('Play'),
  pause: t('Pause'),
  again: t('Play again'),
  step: t('Next step'),
  previousTurn: t('Previous turn'),
  nextTurn: t('Next turn'),
  speed: t('Speed'),
  speedName: (speed: ReplaySpeed) =>
    speed === 'instant' ? t('at once') : t('{factor}×', { factor: speed }),
  turn: t('Turn'),
  position: (turn: number, turns: number) => t('Turn {turn} of {turns}', { turn, turns }),
  close: t('Close replay'),
  nothingIsSent: t('This is a replay: nothing is sent. Close it to go on.'),
} as const;
