import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { ProxyChoice } from '../../../src/agentGraph/http/proxy/proxyChoice.ts';
import { checkConnection } from '../../../src/connection/checkConnection.ts';
import type { ConnectionCheck } from '../../../src/connection/checkConnection.ts';
import { reportMarkdown } from '../../../src/connection/reportMarkdown.ts';
import type { Agent, RequestOptions } from '../../../src/shared/agent.ts';
import type {
  ConnectionReport,
  ConnectionStep,
  StepId,
} from '../../../src/shared/connection/connectionReport.ts';
import type { Say } from './agentServer.ts';
import { keepTexts } from '../artifacts.ts';
import { proxyPassword, testKey } from '../testKeys.ts';
import type { ServerOptions, TestServer } from './testServer.ts';
import { startServer } from './testServer.ts';
import { openTransport } from './transportClient.ts';

/** A phone number: it must turn up in no report. */
export const testCustomer = '+34600111222';

function checkedAgent(baseUrl: string, changes: Partial<Agent> = {}): Agent {
  const ids = { businessId: 'business-1', agentId: 'agent-1', clientKey: testCustomer };
  return { name: 'Shoe shop', ...ids, baseUrl, ...changes };
}

export type CheckChanges = Partial<ConnectionCheck> & {
  readonly agent?: Partial<Agent>;
  readonly options?: RequestOptions;
  readonly choice?: ProxyChoice;
  readonly onReport?: (report: ConnectionReport) => void;
};

/** Checks the agent at the base URL; directly, unless a choice is given. */
export async function checkAt(
  t: TestContext,
  baseUrl: string,
  changes: CheckChanges = {},
): Promise<ConnectionReport> {
  const {
    agent,
    options,
    choice = { type: 'direct', reason: 'notSet' },
    onReport,
    ...rest
  } = changes;
  const { ca } = rest;
  const proxy = choice.type === 'proxy' ? choice.proxy : undefined;
  const seen: ConnectionReport[] = [];
  const report = await checkConnection(
    {
      entry: {
        name: 'Shoe shop',
        place: 'askSofia.agents',
        agent: checkedAgent(baseUrl, agent),
        ...(options && { options }),
      },
      apiKey: testKey,
      transport: openTransport(t, {
        proxy: () => proxy,
        ...(ca && { certificates: () => Promise.resolve(ca) }),
      }),
      transportKind: 'undici',
      chooseProxy: () => choice,
      signal: new AbortController().signal,
      ...rest,
    },
    (state) => {
      seen.push(state);
      onReport?.(state);
    },
  );
  assert.deepEqual(seen.at(-1), report);
  assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  keepTexts('reports', {
    'states.jsonl': seen.map((state) => JSON.stringify(state)).join('\n'),
    'report.md': reportMarkdown(report),
  });
  const shown = [...seen.map((state) => JSON.stringify(state)), reportMarkdown(report)].join('\n');
  for (const secret of [testKey, '600111222', proxyPassword]) {
    assert.ok(!shown.includes(secret), `${secret} is in ${shown}`);
  }
  return report;
}

export function stepIn({ steps }: ConnectionReport, id: StepId): ConnectionStep {
  const step = steps.find((one) => one.id === id);
  assert.ok(step, `there is no step ${id}`);
  return step;
}

/** The steps as `settings+ key+ tls! health-`: + ok, ~ warning, ! failed, - skipped. */
export function outline({ steps }: ConnectionReport): string {
  const signs = { ok: '+', warning: '~', failed: '!', skipped: '-', pending: '?', running: '…' };
  return steps.map(({ id, state }) => `${id}${signs[state]}`).join(' ');
}

/** What a server of Agent Graph says to each endpoint. */
export interface Script {
  readonly health?: Say;
  readonly init?: Say;
  readonly invoke?: Say;
  readonly close?: Say;
}

const message = (text: string) =>
  JSON.stringify({ messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } } });

const usual: Required<Script> = {
  health: '{"response":{"healthy":true}}',
  init: '{"response":{"sessionId":"session-1"}}',
  invoke: `${message('Hello, I am Sofia')}\n`,
  close: '{"response":{}}',
};

/** A server that plays an agent, well but for the script. */
export function startScripted(
  t: TestContext,
  script: Script = {},
  options: ServerOptions = {},
): Promise<TestServer> {
  const says = { ...usual, ...script };
  return startServer(
    t,
    async (response, { path }) => {
      const say = says[path.split('/').at(-1) as keyof Script] ?? { status: 404 };
      if (typeof say === 'function') await say(response);
      else if (typeof say === 'string') response.end(say);
      else response.writeHead(say.status, say.headers).end(say.body);
    },
    options,
  );
}
