import type { Bundle } from '../../shared/l10n.ts';

/**
 * Replaces sentences that mention VS Code's buttons and settings with the command line's own, in
 * the form of a translation, so that callers need not know who prints the sentence.
 */
export const commandLineWords: Bundle = {
  'Enter the key from the onboarding email, then send the message again.':
    'Set SOFIA_API_KEY to the key from the onboarding email, then run the command again.',
  'Use the Sofia key from your onboarding email, not the general Connectly key.':
    'Set SOFIA_API_KEY to the Sofia key from your onboarding email, not the general Connectly key.',
  'Copy the key from the onboarding email again.':
    'Set SOFIA_API_KEY to the exact key from the onboarding email.',
  "Check the agent's base URL and business ID.":
    'Check --base-url (SOFIA_BASE_URL) and --business-id (SOFIA_BUSINESS_ID).',
  "Change the message or the agent's settings, then send the message again.":
    'Change the message or the options, then run the command again.',
  'Fix it in the settings.': 'Fix it, then run the command again.',
  'Try again, or allow more time with `timeouts.firstByteMs`.': 'Run the command again later.',
  'Try again, or allow more time with `timeouts.idleMs`.': 'Run the command again later.',
  'Try again, or allow more time with `timeouts.totalMs`.':
    'Run the command again, or allow more time with --timeout-ms.',
  'Try again to send the message in a new session.':
    'Run the command again: it opens a new session.',
  'Try again. If it keeps happening, copy the details and report the error in the Ask Sofia repository. See the log for more information.':
    'Run the command again. If it keeps happening, report it in the Ask Sofia repository, with the command and its output.',
};
