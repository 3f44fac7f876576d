import { t } from './l10n.ts';
import type { SessionStatus } from './model.ts';

const texts: Readonly<Record<SessionStatus, () => string>> = {
  noAgent: () => t('No agent'),
  noKey: () => t('No API key'),
  idle: () => t('Not started'),
  starting: () => t('Starting…'),
  ready: () => t('Ready'),
  responding: () => t('Answering…'),
  closing: () => t('Ending…'),
  expired: () => t('Session ended'),
  failed: () => t('Failed'),
};

/** A session's state in a word or two. */
export function statusText(status: SessionStatus): string {
  return texts[status]();
}
