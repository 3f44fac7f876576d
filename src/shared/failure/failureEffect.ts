import type { Failure, FailureKind } from './failure.ts';
import { t } from '../l10n.ts';

/** Kinds for which the agent never worked on the request. */
const refused: readonly FailureKind[] = [
  'missingKey',
  'unauthorized',
  'forbidden',
  'notFound',
  'invalidRequest',
  'rateLimited',
  'proxy',
  'tls',
  'sessionLost',
  'sessionBusy',
];

/** True if the failure came before any byte of the request was sent. */
function isUnsent({ kind, cause, status }: Failure): boolean {
  switch (cause?.type) {
    case 'connection':
      return cause.reason !== 'reset' && cause.reason !== 'other';
    case 'limit':
      return cause.limit === 'connect';
    case 'certificate':
    case 'proxy':
    case 'input':
      return true;
    case 'tls':
      // These may appear only after the request was sent.
      return (
        cause.reason !== 'clientCertificate' && (cause.reason !== 'notHttp1' || kind === 'tls')
      );
    default:
      return (
        kind === 'missingKey' || ((kind === 'proxy' || kind === 'tls') && status === undefined)
      );
  }
}

/** True if the agent may have received the message, so that a retry may send it twice. */
function mayHaveArrived({ kind, cause, endpoint }: Failure): boolean {
  if (endpoint !== 'invoke' && endpoint !== 'invoke_sync') return false;
  return !refused.includes(kind) && cause?.type !== 'redirect' && cause?.type !== 'body';
}

/** The effect of a failure: what was sent, and what is kept. */
export function failureEffect(failure: Failure): string {
  const { endpoint, cause } = failure;
  const isNotice = cause?.type === 'line' && cause.reason !== 'cut';
  if (isNotice || cause?.type === 'framing') {
    return t('All other received content was kept.');
  }
  if (cause?.type === 'noBody') return t('Everything else in the file is shown.');
  if (endpoint === 'close') return t('The session may stay open until it expires.');
  if (isUnsent(failure)) return t('Nothing was sent.');
  if (mayHaveArrived(failure)) {
    const isNothingReceived =
      failure.status !== undefined || (cause?.type === 'limit' && cause.limit === 'firstByte');
    if (isNothingReceived) {
      return t('The agent may have received your message; trying again could send it twice.');
    }
    return t(
      'Received content was kept. The agent may have received your message; trying again could send it twice.',
    );
  }
  if (failure.kind === 'internal' || cause?.type === 'line') return t('Received content was kept.');
  return endpoint === 'invoke' || endpoint === 'invoke_sync'
    ? t("The agent didn't process your message.")
    : t('No message was sent.');
}
