import type { ConnectionReport, ReportAction } from './connectionReport.ts';
import { reportActions } from './connectionReport.ts';
import { isRecord, isString } from './guards.ts';

/** Every message between the host and the page of a connection report. */

/** Host to page. A report is small, so each one is whole. */
export type ReportHostMessage =
  | { readonly type: 'report'; readonly report: ConnectionReport }
  /** The report is in the clipboard. */
  | { readonly type: 'copied' };

/** Page to host: what the tester did, never a command. */
export type ReportPageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'cancel' }
  | { readonly type: 'copyReport' }
  | { readonly type: 'action'; readonly action: ReportAction };

type Guards = {
  readonly [K in ReportPageMessage['type']]: (
    message: Readonly<Record<string, unknown>>,
  ) => boolean;
};

/** A message without a guard here does not compile. */
const guards: Guards = {
  ready: () => true,
  cancel: () => true,
  copyReport: () => true,
  action: ({ action }) => reportActions.some((known) => known === action),
};

/** The message when it is one of the page's and whole, else undefined. */
export function parseReportMessage(value: unknown): ReportPageMessage | undefined {
  if (!isRecord(value) || !isString(value['type'])) return undefined;
  if (!Object.hasOwn(guards, value['type'])) return undefined;
  const guard = guards[value['type'] as ReportPageMessage['type']];
  return guard(value) ? (value as unknown as ReportPageMessage) : undefined;
}
