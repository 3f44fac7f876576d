import { access, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AgentGraphClient } from '../../agentGraph/client.ts';
import { defaultTimeouts, type HttpTransport } from '../../agentGraph/http/transport.ts';
import { createUndiciTransport } from '../../agentGraph/http/undici/undiciTransport.ts';
import { recordExchanges } from '../../recordings/recordExchanges.ts';
import { Unjudgeable } from '../../scenarios/judgement/unjudgeable.ts';
import { openClientSession } from '../../scenarios/run/openClientSession.ts';
import {
  agentEvidence,
  type AgentEvidence,
  type AnswerSource,
} from '../../scenarios/run/evidence.ts';
import { readExchanges } from '../../scenarios/run/fileServices.ts';
import { type Case, requestOf } from '../../scenarios/run/plan.ts';
import { openRecordedSession } from '../../scenarios/run/openRecordedSession.ts';
import { recordingPath } from '../../scenarios/run/recordingPath.ts';
import type { OpenTestSession, SessionRequest } from '../../scenarios/run/session.ts';
import type { Agent } from '../../shared/agent.ts';
import { hostPlace, type HostPlace } from '../../shared/privateHost.ts';
import { type Simulator, startSimulator } from '../../simulator/server/server.ts';
import { defaultSettings } from '../../simulator/simulatorOptions.ts';
import { closeLeftSessions, commandLedger } from '../commandLedger.ts';
import { makeFolder } from '../makeFolder.ts';
import { openRecording } from '../recordings/openRecording.ts';
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
  return offline === undefined ? liveSessions(options, writeError) : offlineSessions(offline);
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

function liveSessions(options: TestOptions, writeError: (text: string) => void): TestSessions {
  const ledger = commandLedger(options.env);
  const find = testAgents(options.agentsFile, options.env);
  const own = ownTarget(options, writeError);
  const transport = createUndiciTransport();
  const baseUrls = new Set<string>();
  const noted = new NotedAgents();
  const targetOf = (name: string | undefined) => (name === undefined ? own.target() : find(name));
  const clientOf = ({ agent, apiKey, options: ofAgent }: NamedTarget, used: HttpTransport) => {
    const { timeoutMs = defaultTimeouts.totalMs } = options;
    const timeouts = { ...defaultTimeouts, ...ofAgent.timeouts, totalMs: timeoutMs };
    const log = (line: string) => writeError(`${line}\n`);
    return new AgentGraphClient({ agent, apiKey, transport: used, ...ofAgent, timeouts, log });
  };
  return {
    open: async (request, signal) => {
      const { agent: name } = request;
      const target = await targetOf(name);
      noted.note(name, target.agent, sourceOf(target));
      baseUrls.add(target.agent.baseUrl);
      const { clientKey = target.agent.clientKey } = request;
      const agent = { ...target.agent, clientKey };
      const recorder = await recorderFor(options.record, request, target.agent);
      const used = recorder ? recordExchanges({ transport, write: recorder.write }) : transport;
      // The simulator and all its sessions end with this run.
      const isOurs = name === undefined && !options.target;
      const client = clientOf({ ...target, agent }, used);
      const opened = await openClientSession(client, signal, isOurs ? undefined : ledger);
      if (opened.type !== 'done') await recorder?.close();
      if (opened.type !== 'done' || !recorder) return opened;
      const close = () => opened.value.close().then(() => recorder.close());
      return { type: 'done', value: { ...opened.value, close } };
    },
    // Agents that cannot be asked are reported when their scenarios run.
    prepare: async (cases) => {
      const targets: NamedTarget[] = [];
      for (const name of new Set(cases.map(({ agent }) => agent))) {
        const target = await targetOf(name).catch((error: unknown) => {
          if (!(error instanceof Unjudgeable)) throw error;
        });
        if (!target) continue;
        noted.note(name, target.agent, sourceOf(target));
        targets.push(target);
      }
      await closeLeftSessions(ledger, targets, transport, writeError);
    },
    agents: () => noted.all,
    agentPlace: () => {
      const places = new Set([...baseUrls].map((url) => hostPlace(new URL(url))));
      const [place = 'public'] = places;
      return places.size === 1 ? place : 'public';
    },
    dispose: async () => {
      await transport.dispose();
      await own.dispose();
    },
  };
}

async function recorderFor(record: string | undefined, request: SessionRequest, agent: Agent) {
  if (record === undefined) return undefined;
  const path = recordingPath(record, request);
  try {
    await makeFolder(dirname(path));
    // An earlier run's recording of the same attempt.
    await rm(path, { force: true });
    return await openRecording(path, agent);
  } catch (error) {
    throw new Unjudgeable(`Couldn't write the recording ${path}: ${String(error)}`);
  }
}

/** The given agent, or a simulator that lives as long as the run. */
function ownTarget({ target }: TestOptions, writeError: (text: string) => void) {
  let starting: Promise<Simulator> | undefined;
  return {
    target: async (): Promise<NamedTarget> => {
      if (target) {
        if ('problem' in target) throw new Unjudgeable(target.problem);
        return { ...target, options: {} };
      }
      starting ??= startSimulator().then((simulator) => {
        writeError(`No agent was given, so the simulator responds (${simulator.baseUrl}).\n`);
        return simulator;
      });
      const { baseUrl, businessId, agentId, apiKey } = await starting;
      const ids = { baseUrl, businessId, agentId, clientKey: 'ask-sofia-test' };
      return { agent: { name: 'Simulator', ...ids }, apiKey, options: {} };
    },
    dispose: async () => (await starting)?.close(),
  };
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
  const why = path === undefined ? '' : `: ${path} doesn't exist`;
  throw new Unjudgeable(`"${scenario}" has no recording${why}. Make it with: ${command}${then}`);
}

/** Quoted for a shell as one word. */
function quoted(word: string): string {
  return /^[\w./\\:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
