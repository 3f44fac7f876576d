import { t } from '../../src/shared/l10n.ts';

/** The sentences of the report's page that are not the report's own. */
export const reportStrings = {
  title: t('Connection check'),
  steps: t('Steps'),
  about: t('About this check'),
  checkAgain: t('Check again'),
  cancel: t('Cancel'),
  copyReport: t('Copy report'),
  copied: t('The report is in the clipboard. It holds no key and no customer ID.'),
  waiting: t('Waiting for the first result…'),
  businessId: t('Business ID'),
  agentId: t('Agent ID'),
  when: t('When'),
  transport: t('Transport'),
  finished: (step: string, state: string) => t('{step}: {state}', { step, state }),
} as const;
