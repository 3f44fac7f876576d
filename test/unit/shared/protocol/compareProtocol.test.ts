import {
  compareGuards,
  parseCompareMessage,
} from '../../../../src/shared/protocol/compareProtocol.ts';
import { maxTextLength } from '../../../../src/shared/protocol/messageParser.ts';
import { notCounts, notTexts, testMessages } from '../../../support/samples/messageSamples.ts';

testMessages(compareGuards, parseCompareMessage, {
  ready: { good: [{ type: 'ready' }], bad: {} },
  send: {
    good: [{ type: 'send', text: 'Hi' }],
    bad: { text: [...notTexts(maxTextLength), '', ' \n'] },
  },
  stop: { good: [{ type: 'stop' }], bad: {} },
  keep: {
    good: [
      { type: 'keep', turn: 1 },
      { type: 'keep', turn: Number.MAX_SAFE_INTEGER },
    ],
    bad: { turn: [...notCounts, 0] },
  },
});
