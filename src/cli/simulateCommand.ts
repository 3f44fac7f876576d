import { once } from 'node:events';
import { fileErrorCode } from '../recordings/readText.ts';
import { startSimulator } from '../simulator/server/server.ts';
import type { SimulatorOptions } from '../simulator/simulatorOptions.ts';
import { CannotRun } from './cannotRun.ts';
import type { CommandRun } from './commandRun.ts';

/** `ask-sofia simulate`: runs a simulator until the abort. Throws `CannotRun` when it cannot listen. */
export async function simulate(
  options: SimulatorOptions,
  { write, signal }: CommandRun,
): Promise<boolean> {
  const simulator = await startSimulator(options).catch((error: unknown) => {
    throw new CannotRun(portProblem(options.port ?? 0, fileErrorCode(error)), { cause: error });
  });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  write(`The simulator is running. Press Ctrl+C to stop it.
  Base URL     ${baseUrl}
  Business ID  ${businessId}
  Agent ID     ${agentId}
  API key      ${apiKey}
Send /help as a message to see its commands.
`);
  if (!signal.aborted) await once(signal, 'abort');
  await simulator.close();
  return true;
}

function portProblem(port: number, code: string): string {
  return code === 'EADDRINUSE'
    ? `Port ${port} is already in use. Choose another with --port, or use --port 0 for any free port.`
    : `Couldn't listen on port ${port} (${code}).`;
}
