import { dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { AgentEntry } from '../../../agents/agentEntries.ts';
import type { RecordingEntry, RecordingHeader } from '../../../recordings/recording.ts';
import { Unjudgeable } from '../../../scenarios/judgement/unjudgeable.ts';
import { readExchanges } from '../../../scenarios/run/fileServices.ts';
import { openRecordedSession } from '../../../scenarios/run/openRecordedSession.ts';
import type { OpenTestSession, SessionRequest } from '../../../scenarios/run/session.ts';
import type { Agent } from '../../../shared/agent.ts';
import { failureCause } from '../../../shared/failure/describeFailure.ts';
import type { Failure } from '../../../shared/failure/failure.ts';
import { visibleText } from '../../../shared/visibleText.ts';
import type { AgentRegistry } from '../../agents/agentRegistry.ts';
import type { CoreServices } from '../../coreServices.ts';
import { newRecording, openSession } from '../../network/openSession.ts';

/** Keeps the requests and responses of tests for later viewing. Must not reject. */
export interface TestKeeper {
  keep(
    request: SessionRequest,
    header: RecordingHeader,
    entries: readonly RecordingEntry[],
  ): Promise<void>;
  keepCopy(request: SessionRequest, recordingPath: string): Promise<void>;
}

/** The named agent, or the chat's active agent. Throws `Unjudgeable` with what to do. */
export function agentFor(agents: AgentRegistry, name: string | undefined): Agent {
  const entry = entryFor(agents, name);
  if (entry?.agent) return entry.agent;
  if (entry?.problem) throw new Unjudgeable(failureCause(entry.problem));
  throw new Unjudgeable(
    name === undefined
      ? vscode.l10n.t('No agent is selected. Select one with “Switch Agent”.')
      : vscode.l10n.t(
          "There's no agent named {0}. Add it with “Add Agent”, or change the name in the scenario.",
          visibleText(name),
        ),
  );
}

/** During a replay, this is not the replayed agent, which is as it was when recorded. */
function entryFor(agents: AgentRegistry, name: string | undefined): AgentEntry | undefined {
  return name === undefined ? agents.activeEntry : agents.find(name);
}

/** Sessions with the agents themselves, one for each run. */
export function liveSessions(parts: CoreServices, keeper: TestKeeper) {
  const { agents, connector, consent, version } = parts;
  /** Agents that failed in this run, by name, so that the tester is asked for a key only once. */
  const failures = new Map<string, Failure>();
  /**
   * Asks everything before anything is sent: consent for production agents, and missing keys.
   * Resolves with the names of the refused agents.
   */
  const prepare = async (names: ReadonlySet<string | undefined>) => {
    const refused = new Set<string | undefined>();
    await agents.settled;
    for (const name of names) {
      const agent = entryFor(agents, name)?.agent;
      if (!agent) continue;
      if (!(await consent.mayOpen(agent))) refused.add(name);
      else if (!failures.has(agent.name)) {
        const connected = await connector.connect(agent);
        if (connected.type === 'failed') failures.set(agent.name, connected.failure);
      }
    }
    return refused;
  };
  const open: OpenTestSession = async (request, signal) => {
    const configured = agentFor(agents, request.agent);
    const failure = failures.get(configured.name);
    if (failure) return { type: 'failed', failure };
    const { clientKey = configured.clientKey } = request;
    const agent = { ...configured, clientKey };
    const { header, entries, write } = newRecording(agent, version);
    const opened = await openSession(parts, agent, signal, write);
    if (opened.type !== 'done') return opened;
    const close = async () => {
      await opened.value.close();
      await keeper.keep(request, header, entries);
    };
    return { type: 'done', value: { ...opened.value, close } };
  };
  return { prepare, open };
}

/** Sessions with responses from the scenarios' recordings. Nothing is sent. */
export function recordedSessions(keeper: TestKeeper): OpenTestSession {
  return async (request) => {
    const { file, recording } = request;
    if (recording === undefined) {
      throw new Unjudgeable(
        vscode.l10n.t(
          'The scenario has no recording yet. Create one with “Record” above its name.',
        ),
      );
    }
    const path = resolve(dirname(file), recording);
    const { exchanges } = await readExchanges(path);
    const session = openRecordedSession(exchanges, recording);
    const close = () => keeper.keepCopy(request, path);
    return { type: 'done', value: { ...session, close } };
  };
}
