import {
  reportActions,
  type ConnectionReport,
  type ReportAction,
} from '../connection/connectionReport.ts';
import { oneOf } from '../guards.ts';
import { messageParser, type MessageGuards } from './messageParser.ts';

/** Every message between the host and the page of a connection report. */

/** Host to page. A report is small, so it is always sent whole. */
export type ReportHostMessage =
  | { readonly type: 'report'; readonly report: ConnectionReport }
  /** The report is in the clipboard. */
  | { readonly type: 'copied' };

/** Page to host: what the user did, never a command. */
export type ReportPageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'cancel' }
  | { readonly type: 'copyReport' }
  | { readonly type: 'action'; readonly action: ReportAction };

export const reportGuards: MessageGuards<ReportPageMessage> = {
  ready: {},
  cancel: {},
  copyReport: {},
  action: { action: oneOf(...reportActions) },
};

/** The message if it is valid and complete, else undefined. */
export const parseReportMessage = messageParser(reportGuards);
