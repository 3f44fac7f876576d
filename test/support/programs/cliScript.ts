import { join } from 'node:path';

/**
 * The file that starts `ask-sofia`: `npm test` names the bundle that people get; a test file that is
 * run alone takes the sources as they are.
 */
export const cliScript =
  process.env['ASK_SOFIA_CLI'] ?? join(import.meta.dirname, '../../../src/cli/main.ts');
