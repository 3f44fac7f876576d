import {
  parseReportMessage,
  reportGuards,
} from '../../../../src/shared/protocol/connectionProtocol.ts';
import { notNames, testMessages } from '../../../support/samples/messageSamples.ts';

testMessages(reportGuards, parseReportMessage, {
  ready: { good: [{ type: 'ready' }], bad: {} },
  cancel: { good: [{ type: 'cancel' }], bad: {} },
  copyReport: { good: [{ type: 'copyReport' }], bad: {} },
  action: {
    good: [
      { type: 'action', action: 'checkAgain' },
      { type: 'action', action: 'setApiKey' },
      { type: 'action', action: 'openSettings' },
      { type: 'action', action: 'openProxySettings' },
      { type: 'action', action: 'showLog' },
    ],
    bad: { action: [...notNames('setApiKey'), 'askSofia.setApiKey', 'ready'] },
  },
});
