import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { recordingOf } from '../../../conversation/storage/recordingOf.ts';
import { Unjudgeable } from '../../../scenarios/judgement/unjudgeable.ts';
import type { OpenTestSession, TestSession } from '../../../scenarios/run/session.ts';
import type { CoreServices } from '../../coreServices.ts';
import { agentFor, type TestKeeper } from './testSessions.ts';

/** Called before each turn except the first; `turn` counts from 1. False if the run was stopped. */
export type MayGoOn = (turn: number, signal: AbortSignal) => Promise<boolean>;

/**
 * Runs a test's conversation in the chat, where it remains. Uses the scenario's customer ID. The
 * chat's previous conversation stays in the list of conversations.
 */
export function chatSessions(
  parts: CoreServices,
  keeper: TestKeeper,
  mayGoOn: MayGoOn,
): OpenTestSession {
  const { agents, connector, conversations, view, version } = parts;
  return async (request) => {
    await agents.settled;
    const configured = agentFor(agents, request.agent);
    if (agents.activeEntry?.name !== configured.name) await agents.activate(configured.name);
    conversations.endReplay();
    const conversation = conversations.shown;
    const { clientKey = configured.clientKey } = request;
    const agent = { ...configured, clientKey };
    // The tester may enter the key only when the first turn is sent.
    const secretsOf = async () => (await connector.connectSilently(agent))?.secrets ?? [];
    let secrets = await secretsOf();
    const id = randomUUID();
    await conversation.open({
      id,
      givenTitle: request.scenario,
      agent,
      createdAt: Date.now(),
      branches: [{ id: 1, turns: [] }],
      activeBranch: 1,
      entries: [],
    });
    await view.show();
    const send: TestSession['send'] = async (inputs, signal) => {
      const before = conversation.state.turns.length;
      if (before > 0 && !(await mayGoOn(before + 1, signal))) return stopped;
      const isHere = conversation.state.conversation.id === id && !conversation.isBusy;
      if (!isHere || conversation.state.turns.length !== before) {
        throw new Unjudgeable(
          vscode.l10n.t(
            'The chat was used while the scenario was being debugged. Start debugging again.',
          ),
        );
      }
      const stop = () => conversation.stop();
      signal.addEventListener('abort', stop);
      const isSent = await conversation.send(inputs);
      signal.removeEventListener('abort', stop);
      secrets = await secretsOf();
      const turn = conversation.state.turns[before];
      const wasLeft = !isSent || !turn || turn.phase === 'stopped' || turn.phase === 'interrupted';
      if (!wasLeft) return turn;
      if (signal.aborted) return stopped;
      throw new Unjudgeable(vscode.l10n.t('The conversation was stopped in the chat.'));
    };
    const close = async () => {
      const record = conversation.record();
      if (record?.id !== id) return;
      const { header, entries } = recordingOf(record, version);
      await keeper.keep(request, header, entries);
    };
    const value = {
      id,
      agentUrl: agent.baseUrl,
      get secrets() {
        return secrets;
      },
      send,
      close,
    };
    return { type: 'done', value };
  };
}

const stopped = { phase: 'stopped', items: [] } as const;
