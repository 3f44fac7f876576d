import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canaryKey } from '../test/support/testKeys.ts';
import { startTestSimulator } from '../test/support/servers/testSimulator.ts';

const usualPort = 8787;

export const firstQuestion = "I'm looking for a running shoe under $100";

const scenario = `name: Recommends a running shoe under $100
turns:
  - say: ${firstQuestion}
    expect:
      - products: { count: { min: 1 }, price: { max: 100 } }
`;

const readme = `# Ask Sofia: the demo

This folder belongs to \`npm start\` and goes away with it. The agent "Demo" is a simulator on your
own machine. You don't need an account, and nothing leaves this machine.

1. The chat is beside this page. Pick a suggested message, or ask: \`${firstQuestion}\`
2. Go on: \`cheaper\`, \`in blue\`, \`compare the first two\`, \`do you have it in store?\`,
   \`where is my order?\`, \`I want to talk to a person\`. Spanish and Portuguese work too.
3. See how trouble looks: \`/fault 401\`, \`/fault stall\`, \`/fault cut\`, \`/burst 200\`.
4. Open [shoes.sofia.yaml](shoes.sofia.yaml), a conversation as a test, and press **Run** above its name.
`;

export interface Demo {
  readonly baseUrl: string;
  /** A workspace folder with a README that says what to try, and a first scenario. */
  readonly folder: string;
  /** User settings with the agent "Demo". */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Passes the simulator's key to an extension under development. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts a simulator and prepares the settings and folder VS Code needs to talk to it. */
export async function startDemo(pace: 'instant' | 'real'): Promise<Demo> {
  const port = (await isFree(usualPort)) ? usualPort : 0;
  const simulator = await startTestSimulator({ port, pace, apiKey: canaryKey('demo') });
  const { baseUrl, businessId, agentId, apiKey } = simulator;
  const folder = await mkdtemp(join(tmpdir(), 'ask-sofia-demo-'));
  await writeFile(join(folder, 'README.md'), readme);
  await writeFile(join(folder, 'shoes.sofia.yaml'), scenario);
  return {
    baseUrl,
    folder,
    settings: {
      'askSofia.agents': { Demo: { businessId, agentId, baseUrl } },
      'askSofia.activeAgent': 'Demo',
    },
    env: {
      ASK_SOFIA_DEV_KEYS: JSON.stringify([{ origin: baseUrl, businessId, key: apiKey }]),
    },
    stop: async () => {
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
