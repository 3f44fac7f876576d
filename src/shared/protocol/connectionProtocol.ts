import { reportActions, type ConnectionReport } from '../connection/connectionReport.ts';
import { oneOf, type Typed } from '../guards.ts';
import { messageParser } from './messageParser.ts';

/** Every message between the host and the page of a connection report. */

/** Host to page. A report is small, so it is always sent whole. */
export type ReportHostMessage =
  | { readonly type: 'report'; readonly report: ConnectionReport }
  /** The report is in the clipboard. */
  | { readonly type: 'copied' };

/** Page to host: what the user did, never a command. */
export const reportGuards = {
  ready: {},
  cancel: {},
  copyReport: {},
  action: { action: oneOf(...reportActions) },
};

export type ReportPageMessage = Typed<typeof reportGuards>;

/** The message if it is valid and complete, else undefined. */
export const parseReportMessage = messageParser(reportGuards);
