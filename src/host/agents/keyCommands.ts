import * as vscode from 'vscode';
import type { AgentGraphClient } from '../../agentGraph/client.ts';
import type { ConversationManager } from '../../conversation/conversationManager.ts';
import type { SessionLedger } from '../../conversation/sessions/sessionLedger.ts';
import type { Agent } from '../../shared/agent.ts';
import { formatDuration } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import { cancellable } from '../platform/cancellable.ts';
import { failureSentences } from '../platform/failureMessages.ts';
import { commands } from '../platform/manifest.ts';
import { confirm, offer, showError, tell } from '../platform/messages.ts';
import type { Command, Services } from '../services.ts';
import { agentArgument } from './agentArgument.ts';

/** Timeout for the response to a key test, in milliseconds. */
const testLimitMs = 30_000;

/** A command for an agent's key: the agent its argument means, or the active one. */
function withAgent(work: (agent: Agent, services: Services) => Promise<void>): Command {
  return async (services, args) => {
    const agent = agentArgument(services, args)?.agent ?? services.agents.active;
    if (agent) await work(agent, services);
    else
      void offer(
        vscode.l10n.t('API keys belong to agents. Add an agent first.'),
        vscode.l10n.t('Add Agent'),
        () => vscode.commands.executeCommand(commands.addAgent),
        vscode.window.showWarningMessage,
      );
  };
}

export const setApiKey = withAgent(async (agent, { prompt, conversations }) => {
  const key = await prompt.read(agent);
  if (key === undefined) return;
  // The open session uses the old key.
  await Promise.all([endSessions(conversations, agent), prompt.store(agent, key)]);
});

/** Opens a session and closes it again; sends no message to the agent. */
export const testApiKey = withAgent(async (agent, { connector, consent, ledger }) => {
  if (!(await consent.mayOpen(agent))) return;
  const connected = await connector.connect(agent);
  // A tester who did not enter a key knows that nothing was tested.
  if (connected.type !== 'done') return;
  const client = connected.value;
  const { host } = new URL(agent.baseUrl);
  const name = visibleText(agent.name);
  const startedAt = performance.now();
  const title = vscode.l10n.t('Testing the API key for {agent}…', { agent: name });
  const opened = await cancellable(title, (cancelled) =>
    client.init(AbortSignal.any([cancelled, AbortSignal.timeout(testLimitMs)])),
  );
  if (opened.type === 'aborted') return;
  if (opened.type === 'done') {
    const time = formatDuration(performance.now() - startedAt);
    void closeTested(client, opened.value, ledger);
    tell(
      vscode.l10n.t('{host} accepted the API key for {agent}. ({time})', {
        host,
        agent: name,
        time,
      }),
    );
    return;
  }
  const check = vscode.l10n.t('Check Connection');
  const replace = vscode.l10n.t('Replace Key');
  const message = failureSentences(opened.failure);
  const answer = await vscode.window.showErrorMessage(message, replace, check);
  if (answer === replace) await vscode.commands.executeCommand(commands.setApiKey, agent.name);
  if (answer === check) await vscode.commands.executeCommand(commands.checkConnection, agent.name);
});

export const clearApiKey = withAgent(async (agent, { keys, conversations }) => {
  await endSessions(conversations, agent);
  if ((await removed(keys.clear(agent).then(() => 1))) === undefined) return;
  const { host } = new URL(agent.baseUrl);
  tell(vscode.l10n.t('The API key for {host} was removed.', { host }));
});

/** The result of the removal. Shows an error and gives undefined if VS Code's storage refuses. */
function removed(removal: Promise<number>): Promise<number | undefined> {
  return removal.catch(() => {
    showError(
      vscode.l10n.t(
        "Couldn't remove the key from VS Code's secret storage: it's still there. Unlock your system's keyring, then try again.",
      ),
    );
    return undefined;
  });
}

/** Ends the sessions of every agent that uses the same key. */
async function endSessions(
  conversations: ConversationManager,
  { baseUrl, businessId }: Agent,
): Promise<void> {
  const users = conversations.all.filter(({ state: { agent } }) => {
    return agent?.baseUrl === baseUrl && agent.businessId === businessId;
  });
  await Promise.all(users.map((conversation) => conversation.endSession()));
}

/**
 * The session is in the ledger while it is open: if the window closes, the next start closes it.
 */
async function closeTested(
  client: AgentGraphClient,
  sessionId: string,
  ledger: SessionLedger,
): Promise<void> {
  await ledger.add({ sessionId, agent: client.agent });
  const closed = await client.close(sessionId, AbortSignal.timeout(testLimitMs));
  if (closed.type === 'done') await ledger.remove(sessionId);
}

export async function clearAllApiKeys({ agents, keys, conversations }: Services): Promise<void> {
  const isConfirmed = await confirm(
    vscode.l10n.t('Remove all API keys?'),
    vscode.l10n.t(
      'This includes keys for agents that are no longer in the list. Agents and conversations are kept.',
    ),
    vscode.l10n.t('Remove All'),
  );
  if (!isConfirmed) return;
  await Promise.all(conversations.all.map((conversation) => conversation.endSession()));
  const known = agents.entries.flatMap(({ agent }) => agent ?? []);
  const count = await removed(keys.clearAll(known));
  if (count === undefined) return;
  void vscode.window.showInformationMessage(
    count === 1
      ? vscode.l10n.t('1 API key was removed.')
      : vscode.l10n.t('{count} API keys were removed.', { count }),
  );
}
