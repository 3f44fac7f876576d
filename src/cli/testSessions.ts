import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AgentGraphClient } from '../agentGraph/client.ts';
import { defaultTimeouts, type HttpTransport } from '../agentGraph/transport.ts';
import { createUndiciTransport } from '../agentGraph/undiciTransport.ts';
import { recordExchanges } from '../recordings/recordExchanges.ts';
import { Unjudgeable } from '../scenarios/checks/check.ts';
import { openClientSession } from '../scenarios/run/clientSession.ts';
import { readExchanges } from '../scenarios/run/fileServices.ts';
import { openRecordedSession } from '../scenarios/run/recordedSession.ts';
import { recordingPath } from '../scenarios/run/recordingPath.ts';
import type { OpenTestSession, SessionRequest } from '../scenarios/run/session.ts';
import { placeOf, type HostPlace } from '../shared/privateHost.ts';
import { startSimulator, type Simulator } from '../simulator/server.ts';
import { makeFolder } from './makeFolder.ts';
import { openRecording } from './recordingWriter.ts';
import { refuseMissing } from './missingRecording.ts';
import { TestAgents, type NamedTarget } from './testAgents.ts';
import type { TestOptions } from './testOptions.ts';

export interface TestSessions {
  readonly open: OpenTestSession;
  /** Where every agent is that was asked so far; `public` where they differ or there was none. */
  readonly agentPlace: () => HostPlace;
  readonly dispose: () => Promise<void>;
}

/** Where a run's conversations are held: with agents, the simulator, or recordings. */
export function createTestSessions(
  options: TestOptions,
  writeError: (text: string) => void,
): TestSessions {
  const { offline } = options;
  if (offline !== undefined) {
    return {
      open: async (request) => ({ type: 'done', value: await openOffline(request, offline) }),
      agentPlace: () => 'public',
      dispose: () => Promise.resolve(),
    };
  }
  return new LiveSessions(options, writeError);
}

async function openOffline(request: SessionRequest, folder: string) {
  const { file, recording } = request;
  const own = recording === undefined ? undefined : resolve(dirname(file), recording);
  const kept = folder === '' ? undefined : recordingPath(folder, request);
  const paths = [kept, own].filter((path) => path !== undefined);
  await refuseMissing(request, folder, paths);
  const [first = '', second] = paths;
  const read =
    second === undefined
      ? readExchanges(first)
      : readExchanges(first).catch(() => readExchanges(second));
  const { exchanges } = await read;
  return openRecordedSession(exchanges, second ?? first);
}

class LiveSessions implements TestSessions {
  readonly #options: TestOptions;
  readonly #writeError: (text: string) => void;
  readonly #agents: TestAgents;
  readonly #transport = createUndiciTransport();
  readonly #baseUrls = new Set<string>();
  #simulator: Promise<Simulator> | undefined;

  constructor(options: TestOptions, writeError: (text: string) => void) {
    this.#options = options;
    this.#writeError = writeError;
    this.#agents = new TestAgents(options.agentsFile, options.env);
  }

  readonly open: OpenTestSession = async (request, signal) => {
    const { agent: name, clientKey } = request;
    const target = name === undefined ? await this.#own() : await this.#agents.find(name);
    this.#baseUrls.add(target.agent.baseUrl);
    const agent = clientKey === undefined ? target.agent : { ...target.agent, clientKey };
    const recorder = await this.#recorder(request, target);
    const transport = recorder
      ? recordExchanges({ transport: this.#transport, write: recorder.write })
      : this.#transport;
    const opened = await openClientSession(this.#client({ ...target, agent }, transport), signal);
    if (opened.type !== 'done') await recorder?.close();
    if (opened.type !== 'done' || !recorder) return opened;
    const { value: session } = opened;
    const close = async () => {
      await session.close();
      await recorder.close();
    };
    return { type: 'done', value: { ...session, close } };
  };

  readonly agentPlace = (): HostPlace => {
    const places = new Set([...this.#baseUrls].map((url) => placeOf(new URL(url))));
    const [place = 'public'] = places;
    return places.size === 1 ? place : 'public';
  };

  readonly dispose = async (): Promise<void> => {
    await this.#transport.dispose();
    await (await this.#simulator)?.close();
  };

  #client({ agent, apiKey, options }: NamedTarget, transport: HttpTransport): AgentGraphClient {
    const { timeoutMs = defaultTimeouts.totalMs } = this.#options;
    return new AgentGraphClient({
      agent,
      apiKey,
      transport,
      ...options,
      timeouts: { ...defaultTimeouts, ...options.timeouts, totalMs: timeoutMs },
      log: (line) => this.#writeError(`${line}\n`),
    });
  }

  async #recorder(request: SessionRequest, { agent }: NamedTarget) {
    const { record } = this.#options;
    if (record === undefined) return undefined;
    const path = recordingPath(record, request);
    try {
      await makeFolder(dirname(path));
      // What an earlier run recorded of the same attempt.
      await rm(path, { force: true });
      return await openRecording(path, agent);
    } catch (error) {
      throw new Unjudgeable(`The recording ${path} cannot be written: ${String(error)}`);
    }
  }

  /** The agent that was given, or a simulator that lives as long as the run. */
  async #own(): Promise<NamedTarget> {
    const { target } = this.#options;
    if (target) return { ...target, options: {} };
    this.#simulator ??= startSimulator().then((simulator) => {
      this.#writeError(`No agent was given, so the simulator answers (${simulator.baseUrl}).\n`);
      return simulator;
    });
    const { baseUrl, businessId, agentId, apiKey } = await this.#simulator;
    const clientKey = 'ask-sofia-test';
    return {
      agent: { name: 'Simulator', baseUrl, businessId, agentId, clientKey },
      apiKey,
      options: {},
    };
  }
}
