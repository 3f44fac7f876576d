import type { Frame, Locator } from 'playwright-core';
import type { Simulator } from '../../../src/simulator/server/server.ts';
import { canaryKey } from '../testKeys.ts';
import { startTestSimulator, type TestSimulatorOptions } from '../servers/testSimulator.ts';
import { openWorkbench, type Workbench } from './workbenchPage.ts';

export interface ChatWorkbenchOptions {
  readonly simulator?: TestSimulatorOptions;
  /** Further fields of the agent "Demo". */
  readonly agent?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Further agents by their names, whose keys are stored too. They are closed with the workbench. */
  readonly others?: Readonly<Record<string, Simulator>>;
  /** Workspace folder; by default a new empty one. */
  readonly folder?: string;
}

/** A real VS Code whose chat talks to a simulator of its own; the key is stored already. */
export interface ChatWorkbench {
  readonly workbench: Workbench;
  readonly simulator: Simulator;
  readonly log: Locator;
  readonly box: Locator;
  readonly send: Locator;
  readonly stop: Locator;
  /** Writes a text and sends it. */
  say(text: string): Promise<void>;
  /** Does something that makes Sofia answer, and waits for the end of the answer. */
  answerTo(ask: () => Promise<void>): Promise<void>;
  /** `say` and its answer. */
  ask(text: string): Promise<void>;
  /** The bodies of every invoke since the last call, oldest first. */
  invokes(): readonly InvokeBody[];
  /** Their input events, one after the other. */
  sent(): InvokeBody['inputEvents'];
  /** The chat's own document, for scripts. */
  frame(): Promise<Frame>;
  dispose(): Promise<void>;
}

export interface InvokeBody {
  readonly clientKey: string;
  readonly sessionId: string;
  readonly inputEvents: readonly Readonly<Record<string, unknown>>[];
}

export async function openChatWorkbench(
  options: ChatWorkbenchOptions = {},
): Promise<ChatWorkbench> {
  const simulator = await startTestSimulator({ apiKey: canaryKey('chat'), ...options.simulator });
  const { others = {} } = options;
  const agentOf = ({ baseUrl, businessId, agentId }: Simulator) => ({
    baseUrl,
    businessId,
    agentId,
  });
  const keyOf = ({ baseUrl, businessId, apiKey }: Simulator) => ({
    origin: baseUrl,
    businessId,
    key: apiKey,
  });
  const named = Object.entries(others).map(([name, one]) => [name, agentOf(one)] as const);
  const keys = [simulator, ...Object.values(others)].map(keyOf);
  const workbench = await openWorkbench({
    settings: {
      'askSofia.agents': {
        Demo: { ...agentOf(simulator), ...options.agent },
        ...Object.fromEntries(named),
      },
      ...options.settings,
    },
    ...(options.folder !== undefined && { folder: options.folder }),
    env: { ASK_SOFIA_DEV_KEYS: JSON.stringify(keys) },
  });
  const { chat } = workbench;
  const log = chat.locator('[role=log]');
  const box = chat.locator('.composer-box textarea');
  const stop = chat.getByRole('button', { name: 'Stop', exact: true });
  const send = chat.getByRole('button', { name: 'Send', exact: true });
  const ended = log.getByText(/total [\d.,]/);
  let seenRequests = 0;

  async function say(text: string): Promise<void> {
    await box.fill(text);
    await box.press('Enter');
  }

  async function answerTo(ask: () => Promise<void>): Promise<void> {
    const before = await ended.count();
    await ask();
    await ended.nth(before).waitFor({ state: 'attached' });
    await send.waitFor();
  }

  function invokes(): readonly InvokeBody[] {
    const requests = simulator.requests.slice(seenRequests);
    seenRequests = simulator.requests.length;
    return requests
      .filter(({ path }) => path.endsWith('/invoke'))
      .map(({ body }) => JSON.parse(body) as InvokeBody);
  }

  return {
    workbench,
    simulator,
    log,
    box,
    send,
    stop,
    say,
    answerTo,
    ask: (text) => answerTo(() => say(text)),
    invokes,
    sent: () => invokes().flatMap(({ inputEvents }) => inputEvents),
    async frame() {
      const html = await chat.locator('html').elementHandle();
      const frame = await html?.ownerFrame();
      if (!frame) throw new Error('The chat is not open');
      return frame;
    },
    async dispose() {
      await workbench.dispose();
      for (const one of [simulator, ...Object.values(others)]) await one.close();
    },
  };
}
