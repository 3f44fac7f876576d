import { trustedCertificates } from '../agentGraph/http/certificates/trustedCertificates.ts';
import { environmentProxyChoice } from '../agentGraph/http/proxy/proxyChoice.ts';
import { checkConnection } from '../connection/checkConnection.ts';
import { type ConnectionStep, stepName } from '../shared/connection/connectionReport.ts';
import { stateName, stepTime, verdictSentence } from '../shared/connection/connectionText.ts';
import { visibleText } from '../shared/visibleText.ts';
import { jsonText, type Write } from './output/output.ts';
import type { CheckOptions } from './options.ts';
import type { CommandRun } from './commandRun.ts';
import { type ReachedTarget, withTarget } from './withTarget.ts';

const signs: Readonly<Record<ConnectionStep['state'], string>> = {
  pending: ' ',
  running: ' ',
  ok: '+',
  warning: '!',
  failed: 'x',
  skipped: '-',
};

/** `ask-sofia check`: prints each step as soon as it ends. True when none failed. */
export function check(options: CheckOptions, run: CommandRun): Promise<boolean> {
  return withTarget(options.target, run.writeError, (target) => checkTarget(options, target, run));
}

async function checkTarget(
  { timeoutMs, json }: CheckOptions,
  { agent, apiKey, transport, ledger }: ReachedTarget,
  { write, writeError, signal }: CommandRun,
): Promise<boolean> {
  const printed = new Set<string>();
  const report = await checkConnection(
    {
      entry: {
        name: agent.name,
        agent,
        options: timeoutMs ? { timeouts: { totalMs: timeoutMs } } : {},
      },
      apiKey,
      transport,
      transportKind: 'undici',
      chooseProxy: (url) => environmentProxyChoice(url, process.env),
      ca: await trustedCertificates({ system: true }),
      versions: [['Node', process.versions.node]],
      signal,
      ...(ledger && { ledger }),
      log: (line) => writeError(`${line}\n`),
    },
    ({ steps }) => {
      if (!json) printFinished(steps, printed, write);
    },
  );
  write(json ? `${jsonText(report)}\n` : `\n${visibleText(verdictSentence(report))}\n`);
  return report.verdict === 'ok' || report.verdict === 'warning';
}

/** Prints in step order: a finished step waits for those before it. */
function printFinished(steps: readonly ConnectionStep[], printed: Set<string>, write: Write): void {
  for (const step of steps) {
    if (printed.has(step.id)) continue;
    if (step.state === 'pending' || step.state === 'running') return;
    printed.add(step.id);
    write(stepText(step));
  }
}

function stepText({ id, state, ms, title, text, facts }: ConnectionStep): string {
  const time = ms === undefined ? '' : ` (${stepTime(ms)})`;
  const details = [title, text, ...facts.map(([label, value]) => `${label}: ${value}`)];
  const lines = [
    `${signs[state]} ${stepName(id)}: ${stateName(state)}${time}`,
    ...details.flatMap((line) => (line === undefined ? [] : [`    ${line}`])),
  ];
  return lines.map((line) => `${visibleText(line).replaceAll('\n', ' ')}\n`).join('');
}
