import { access, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AgentGraphClient } from '../../agentGraph/client.ts';
import { defaultTimeouts } from '../../agentGraph/http/transport.ts';
import { createUndiciTransport } from '../../agentGraph/http/undici/undiciTransport.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import { recordExchanges } from '../../recordings/recordExchanges.ts';
import { Unjudgeable } from '../../scenarios/judgement/unjudgeable.ts';
import { openClientSession } from '../../scenarios/run/clientSession.ts';
import {
  agentEvidence,
  type AgentEvidence,
  type AnswerSource,
} from '../../scenarios/run/evidence.ts';
import { readExchanges } from '../../scenarios/run/fileServices.ts';
import { type Case, requestOf } from '../../scenarios/run/plan.ts';
import { openRecordedSession } from '../../scenarios/run/recordedSession.ts';
import { recordingPath } from '../../scenarios/run/recordingPath.ts';
import type { OpenTestSession, SessionRequest } from '../../scenarios/run/session.ts';
import { hostPlace, type HostPlace } from '../../shared/privateHost.ts';
import { type Simulator, startSimulator } from '../../simulator/server/server.ts';
import { defaultSettings } from '../../simulator/simulatorOptions.ts';
import { closeLeftSessions, commandLedger } from '../commandLedger.ts';
import { makeFolder } from '../makeFolder.ts';
import { openRecording, type RecordingWriter } from '../recordings/recordingWriter.ts';
import { type NamedTarget, testAgents } from './testAgents.ts';
import type { TestOptions } from './testOptions.ts';

export interface TestSessions {
  readonly open: OpenTestSession;
  /** Finds out which agents will respond to these cases, as far as possible before asking. */
  readonly prepare: (cases: readonly Case[]) => Promise<void>;
  /** The expected agents; after the run, those that responded. */
  readonly agents: () => readonly AgentEvidence[];
  /** Where all agents asked so far are; `public` if they differ or there were none. */
  readonly agentPlace: () => HostPlace;
  readonly dispose: () => Promise<void>;
}

/** Holds a run's conversations with agents, the simulator or recordings. */
export function createTestSessions(
  options: TestOptions,
  writeError: (text: string) => void,
): TestSessions {
  const { offline } = options;
  return offline === undefined ? new LiveSessions(options, writeError) : offlineSessions(offline);
}

/** Distinct agents, in the order in which they were noted. */
class NotedAgents {
  readonly #agents = new Map<string, AgentEvidence>();

  note(...args: Parameters<typeof agentEvidence>): void {
    const evidence = agentEvidence(...args);
    this.#agents.set(JSON.stringify(evidence), evidence);
  }

  get all(): readonly AgentEvidence[] {
    return [...this.#agents.values()];
  }
}

/** Sessions whose responses come from recordings. */
function offlineSessions(folder: string): TestSessions {
  const noted = new NotedAgents();
  return {
    open: async (request) => {
      const { header, exchanges, path } = await readOffline(request, folder);
      noted.note(request.agent, header.agent, 'recorded');
      return { type: 'done', value: openRecordedSession(exchanges, path) };
    },
    // One recording per agent identifies it. An unreadable one is reported when its case runs.
    prepare: async (cases) => {
      const firsts = new Map(cases.toReversed().map((one) => [one.agent, one]));
      for (const own of [...firsts.values()].toReversed()) {
        const read = await readOffline(requestOf(own, 1), folder).catch(() => undefined);
        if (read) noted.note(own.agent, read.header.agent, 'recorded');
      }
    },
    agents: () => noted.all,
    agentPlace: () => 'public',
    dispose: () => Promise.resolve(),
  };
}

async function readOffline(request: SessionRequest, folder: string) {
  const { file, recording } = request;
  const own = recording === undefined ? undefined : resolve(dirname(file), recording);
  const kept = folder === '' ? undefined : recordingPath(folder, request);
  const paths = [kept, own].filter((path) => path !== undefined);
  await refuseMissing(request, folder, paths);
  const [first = '', second = first] = paths;
  const read = await readExchanges(first).catch(() => readExchanges(second));
  return { ...read, path: second };
}

/** A manually started simulator counts, too: no shop has its business ID. */
function sourceOf({ agent }: NamedTarget): AnswerSource {
  return agent.businessId === defaultSettings.businessId ? 'simulator' : 'live';
}

class LiveSessions implements TestSessions {
  readonly #options: TestOptions;
  readonly #writeError: (text: string) => void;
  readonly #find: (name: string) => Promise<NamedTarget>;
  readonly #transport = createUndiciTransport();
  readonly #baseUrls = new Set<string>();
  readonly #noted = new NotedAgents();
  readonly #ledger: SessionLedger;
  #simulator: Promise<Simulator> | undefined;

  constructor(options: TestOptions, writeError: (text: string) => void) {
    this.#options = options;
    this.#writeError = writeError;
    this.#ledger = commandLedger(options.env);
    this.#find = testAgents(options.agentsFile, options.env);
  }

  readonly open: OpenTestSession = async (request, signal) => {
    const { agent: name, clientKey } = request;
    const target = name === undefined ? await this.#own() : await this.#find(name);
    this.#noted.note(name, target.agent, sourceOf(target));
    this.#baseUrls.add(target.agent.baseUrl);
    const agent = clientKey === undefined ? target.agent : { ...target.agent, clientKey };
    const recorder = await this.#recorder(request, target);
    const client = this.#client({ ...target, agent }, recorder);
    // The simulator and all its sessions end with this run.
    const ledger = name === undefined && !this.#options.target ? undefined : this.#ledger;
    const opened = await openClientSession(client, signal, ledger);
    if (opened.type !== 'done') await recorder?.close();
    if (opened.type !== 'done' || !recorder) return opened;
    const close = () => opened.value.close().then(() => recorder.close());
    return { type: 'done', value: { ...opened.value, close } };
  };

  /** Agents that cannot be asked are reported when their scenarios run. */
  readonly prepare = async (cases: readonly Case[]): Promise<void> => {
    const targets: NamedTarget[] = [];
    for (const name of new Set(cases.map(({ agent }) => agent))) {
      const find = name === undefined ? this.#own() : this.#find(name);
      const target = await find.catch((error: unknown) => {
        if (!(error instanceof Unjudgeable)) throw error;
      });
      if (target) this.#noted.note(name, target.agent, sourceOf(target));
      if (target) targets.push(target);
    }
    await closeLeftSessions(this.#ledger, targets, this.#transport, this.#writeError);
  };

  readonly agents = () => this.#noted.all;

  readonly agentPlace = (): HostPlace => {
    const places = new Set([...this.#baseUrls].map((url) => hostPlace(new URL(url))));
    const [place = 'public'] = places;
    return places.size === 1 ? place : 'public';
  };

  readonly dispose = async (): Promise<void> => {
    await this.#transport.dispose();
    await (await this.#simulator)?.close();
  };

  #client({ agent, apiKey, options }: NamedTarget, recorder?: RecordingWriter): AgentGraphClient {
    const { timeoutMs = defaultTimeouts.totalMs } = this.#options;
    const transport = recorder
      ? recordExchanges({ transport: this.#transport, write: recorder.write })
      : this.#transport;
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
      // An earlier run's recording of the same attempt.
      await rm(path, { force: true });
      return await openRecording(path, agent);
    } catch (error) {
      throw new Unjudgeable(`The recording ${path} cannot be written: ${String(error)}`);
    }
  }

  /** The given agent, or a simulator that lives as long as the run. */
  async #own(): Promise<NamedTarget> {
    const { target } = this.#options;
    if (target) {
      if ('problem' in target) throw new Unjudgeable(target.problem);
      return { ...target, options: {} };
    }
    this.#simulator ??= startSimulator().then((simulator) => {
      this.#writeError(`No agent was given, so the simulator answers (${simulator.baseUrl}).\n`);
      return simulator;
    });
    const { baseUrl, businessId, agentId, apiKey } = await this.#simulator;
    const agent = { name: 'Simulator', baseUrl, businessId, agentId, clientKey: 'ask-sofia-test' };
    return { agent, apiKey, options: {} };
  }
}

/**
 * Throws `Unjudgeable` when none of the usable recordings exists; the message has the command that
 * makes one. `folder` is the value of `--offline`, empty when it names none.
 */
async function refuseMissing(
  { file, scenario }: SessionRequest,
  folder: string,
  paths: readonly string[],
): Promise<void> {
  const found = await Promise.allSettled(paths.map((path) => access(path)));
  if (found.some(({ status }) => status === 'fulfilled')) return;
  const target = folder === '' ? 'recordings' : folder;
  const command = `ask-sofia test --record ${quoted(target)} -- ${quoted(file)}`;
  const then = folder === '' ? ', then run with --offline recordings' : '';
  const [path] = paths;
  const what = path === undefined ? 'names no recording' : `has no recording: there is no ${path}`;
  throw new Unjudgeable(`"${scenario}" ${what}. Make it with: ${command}${then}`);
}

/** Quoted for a shell as one word. */
function quoted(word: string): string {
  return /^[\w./\\:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
