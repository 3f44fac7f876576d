import { textInput } from '../../../src/agentGraph/wire/requests.ts';
import { limitFailure } from '../../../src/agentGraph/http/networkFailure.ts';
import { parseAgent } from '../../../src/agents/agentFields.ts';
import { type Failure, inputFailure } from '../../../src/shared/failure/failure.ts';
import { agentAt, startAgent } from '../servers/agentServer.ts';
import { built, initFailure, situation, whenAsked, whenInit } from './situation.ts';
import type { Situation } from './situation.ts';

const error = (status: number, code: number, message: string, headers = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ code, message, details: [] }),
});

const page = (status: number, title: string, headers = {}) => ({
  status,
  headers: { 'content-type': 'text/html', ...headers },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>No</h1></body></html>`,
});

const event = (text: string) =>
  JSON.stringify({ messageEvent: { role: 'ASSISTANT', content: { textContent: { text } } } });

function settingFailure(fields: object): Failure {
  const parsed = parseAgent('Shop', fields, 'askSofia.agents.Shop', 'customer-1');
  if (parsed.ok) throw new Error('these fields are right');
  return parsed.failure;
}

function textFailure(text: string): Failure {
  const outcome = textInput(text);
  return outcome.type === 'failed' ? outcome.failure : inputFailure('text', '');
}

const ids = { businessId: 'business-1', agentId: 'agent-1' };

/** What the agent, or somebody in its place, answers; and what never leaves this machine. */
export const replySituations: readonly Situation[] = [
  situation('No key was entered', async (t) =>
    initFailure((await startAgent(t, [''], { apiKey: '' })).client),
  ),
  situation('The key was pasted with a no-break space in it', async (t) =>
    initFailure((await startAgent(t, [''], { apiKey: 'sofia\u00a0live' })).client),
  ),
  whenInit('The key is wrong', error(401, 16, 'invalid api key')),
  whenAsked('The key was taken back during the conversation', error(401, 16, 'invalid api key')),
  whenInit("The key is another shop's", error(403, 7, 'permission denied')),
  whenInit('A web gateway blocks the address', page(403, 'Access denied - Luna Web Gateway')),
  whenInit('A gateway answers 401 with its page', page(401, 'Company sign-in')),
  whenInit('A gateway wants a user name and a password', {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="Luna"' },
    body: 'Unauthorized',
  }),
  whenInit('A gateway answers 407', page(407, 'Proxy sign-in')),
  whenInit('The network of a hotel wants a sign-in (511)', page(511, 'Hotel Luna WiFi')),
  whenInit('The network redirects to its sign-in page', {
    status: 302,
    headers: { location: 'https://login.hotel.example/welcome?from=api' },
  }),
  situation('The API has moved to another port of its host', async (t) => {
    const { client } = await startAgent(t, [
      { status: 308, headers: { location: 'https://127.0.0.1:8443/external' } },
    ]);
    return initFailure(client);
  }),
  whenInit('A sign-in page answers with 200', page(200, 'Luna Corp - Sign in')),
  whenAsked('A sign-in page answers a message with 200', page(200, 'Luna Corp - Sign in')),
  whenInit('A text that is no JSON answers with 200', 'It works!'),
  whenInit('The business ID is unknown', error(404, 5, 'business not found')),
  whenInit('The base URL is that of a web site', page(404, '404 Not Found')),
  built('The base URL has a path', () =>
    settingFailure({ ...ids, baseUrl: 'https://api.connectly.ai/v1' }),
  ),
  built('The base URL has a no-break space in it', () =>
    settingFailure({ ...ids, baseUrl: 'https://api.con\u00a0nectly.ai' }),
  ),
  built('agentId is misspelt', () => settingFailure({ ...ids, agentID: 'agent-1' })),
  whenAsked('The API refuses a message', error(400, 3, 'inputEvents is empty')),
  built('The message is too long', () => textFailure('x'.repeat(300_000))),
  whenAsked('The session has expired', error(404, 5, 'session not found')),
  whenAsked('The session was closed', error(400, 9, 'session is closed')),
  whenAsked('Another message is still being answered', error(409, 10, 'another turn is running')),
  whenAsked('Too many requests, with a wait', error(429, 8, 'slow down', { 'retry-after': '20' })),
  whenAsked('Too many requests', error(429, 8, 'slow down')),
  whenInit('The server fails', error(500, 13, 'internal')),
  whenAsked('The server fails on a message', error(500, 13, 'internal')),
  whenAsked("The server's own gateway does not reach it", page(502, '502 Bad Gateway')),
  whenInit('The server is under maintenance', error(503, 14, 'maintenance')),
  whenAsked(
    'The agent fails in the middle of its answer',
    `${event('Hello')}\n{"error":{"code":14,"message":"upstream unavailable"}}\n`,
  ),
  situation('A session cannot be closed', async (t) => {
    const { client } = await startAgent(t, [error(500, 13, 'internal')]);
    const closed = await client.close('session-1', new AbortController().signal);
    if (closed.type !== 'failed') throw new Error(closed.type);
    return closed.failure;
  }),
  whenAsked('The answer ends in the middle of a line', `${event('Hello')}\n{"messageEvent":{"ro`),
  whenAsked('A line of the answer is no JSON', `${event('Hello')}\noops\n${event('Bye')}\n`),
  whenAsked(
    'A proxy makes server-sent events of the answer',
    `data: ${event('Hello')}\n\ndata: ${event('Bye')}\n\n`,
  ),
  built('The agent does not begin to answer', () => ({
    ...limitFailure('firstByte', 60_000),
    endpoint: 'invoke',
  })),
  built('The answer stops in the middle', () => ({
    ...limitFailure('idle', 60_000),
    endpoint: 'invoke',
  })),
  built('The answer takes longer than the whole limit', () => ({
    ...limitFailure('total', 300_000),
    endpoint: 'invoke',
  })),
  built('A HAR file has no answers in it', () => ({
    kind: 'protocol',
    cause: { type: 'noBody' },
    retryable: false,
  })),
  situation('Ask Sofia itself has a bug', async (t) => {
    const { client } = await startAgent(t, [''], {
      agent: agentAt('http://127.0.0.1:1'),
      transport: {
        post: () =>
          Promise.resolve({
            type: 'done',
            value: { status: 200, headers: {}, body: brokenBody() },
          }),
        dispose: () => Promise.resolve(),
      },
    });
    return initFailure(client);
  }),
];

/** As a part of the program that has a mistake would be. */
const brokenBody = (): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({
    next: () => Promise.reject(new TypeError('not a function')),
  }),
});
