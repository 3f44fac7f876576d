import type { Page } from 'playwright-core';
import type {
  ConnectionReport,
  ConnectionStep,
} from '../../../src/shared/connection/connectionReport.ts';
import type { StepId } from '../../../src/shared/connection/connectionReport.ts';
import { stepIds } from '../../../src/shared/connection/connectionReport.ts';
import { parseReportMessage } from '../../../src/shared/protocol/connectionProtocol.ts';
import type {
  ReportHostMessage,
  ReportPageMessage,
} from '../../../src/shared/protocol/connectionProtocol.ts';
import { deliver, drawn } from './deliver.ts';

/** The sources of the report's page. */
export const reportEntry = {
  script: 'webview/connection/main.ts',
  style: 'webview/styles/connection.css',
};

type Changes = Partial<Record<StepId, Partial<ConnectionStep>>>;

/** A report in which every step but those of the changes is well. */
export function reportWith(
  changes: Changes = {},
  rest: Partial<ConnectionReport> = {},
): ConnectionReport {
  return {
    agent: {
      name: 'Shoe shop',
      host: 'api.connectly.ai',
      businessId: '6f1c2a52-1f0b-4a35-9f60-6f0d7a1a0001',
      agentId: '0b9a7c1e-6a42-4c0f-8a5e-31c2f4c90002',
      environment: 'test',
    },
    startedAt: 1_790_000_000_000,
    totalMs: 1234,
    firstByteMs: 412,
    transport: 'undici',
    versions: [['Ask Sofia', '0.1.0']],
    verdict: 'ok',
    steps: stepIds.map((id) => ({
      id,
      state: 'ok',
      ...(['pending', 'running', 'skipped'].includes(changes[id]?.state ?? '') ? {} : { ms: 12.3 }),
      facts: id === 'dns' ? [['Host', 'api.connectly.ai']] : [],
      actions: [],
      ...changes[id],
    })),
    ...rest,
  };
}

const skipped = { state: 'skipped', text: 'Requires “Encryption (TLS)” to succeed.' } as const;
const later: Changes = { health: skipped, init: skipped, greeting: skipped, close: skipped };

/** The states of the page that look different. */
export const reportStates: Readonly<Record<string, ConnectionReport>> = {
  works: reportWith(),
  failed: reportWith(
    {
      tls: {
        state: 'failed',
        title: 'The certificate is from an unknown issuer',
        text: 'The certificate of api.connectly.ai:443 was issued by ACME Inspection CA with-a-very-long-name.internal.example, which this machine does not trust.',
        facts: [
          ['Issuer', 'ACME Inspection CA'],
          ['Valid until', 'Jan 1, 2030'],
        ],
        actions: ['checkAgain', 'openSettings', 'openProxySettings', 'showLog', 'setApiKey'],
      },
      ...later,
    },
    { verdict: 'failed' },
  ),
  warned: reportWith(
    {
      tls: { state: 'warning', text: 'The certificate expires soon.' },
      greeting: {
        state: 'warning',
        text: 'The agent sent an empty response.',
        actions: ['showLog'],
      },
    },
    { verdict: 'warning' },
  ),
  running: reportWith(
    {
      tls: { state: 'running', startedAt: 1_790_000_000_000 },
      health: { state: 'pending' },
      init: { state: 'pending' },
      greeting: { state: 'pending' },
      close: { state: 'pending' },
    },
    { verdict: 'running' },
  ),
  cancelled: reportWith(later, { verdict: 'cancelled' }),
};

/** Sends a message as the host does and waits for the frame that draws it. */
export async function tell(page: Page, message: ReportHostMessage): Promise<void> {
  await deliver(page, message);
  await drawn(page);
}

/** What the page posted, each message checked as the host checks it. */
export async function postedBy(page: Page): Promise<readonly ReportPageMessage[]> {
  const messages = await page.evaluate(() => window.fakeHost.posted);
  return messages.map((message) => {
    const parsed = parseReportMessage(message);
    if (!parsed) throw new Error(`The host would refuse ${JSON.stringify(message)}`);
    return parsed;
  });
}
