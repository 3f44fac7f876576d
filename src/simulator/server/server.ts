import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../../shared/guards.ts';
import { parseFault } from '../faults/faults.ts';
import { shopPage } from '../shop/shopPage.ts';
import { defaultSettings, type Settings, type SimulatorOptions } from '../simulatorOptions.ts';
import { AgentGraph, basePath, endpoints } from './agentGraph.ts';
import { keepAliveMs } from './pacing.ts';
import { playReply } from './playReply.ts';
import { errorReply, type ServerReply } from './reply.ts';
import { Sessions } from './sessions.ts';

/** One request as received, for tests. */
export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface Simulator extends Pick<Settings, 'businessId' | 'agentId' | 'apiKey'> {
  /** http://127.0.0.1:port, for use as base URL. */
  readonly baseUrl: string;
  readonly port: number;
  /** The latest requests to the API, oldest first. */
  readonly requests: readonly SimulatorRequest[];
  /** Number of sessions that are neither closed nor expired. */
  readonly openSessions: number;
  /** Ends all connections and stops listening. */
  close(): Promise<void>;
}

const keptRequests = 1000;

/**
 * Starts a local Sofia on 127.0.0.1. Rejects when the port is taken or the fault's name is unknown.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port: wantedPort = 0, fault, ...given } = options;
  const settings: Settings = { ...defaultSettings, ...given };
  const faultCall = fault === undefined ? undefined : parseFault(fault);
  if (fault !== undefined && !faultCall) throw new RangeError(`No fault is called ${fault}`);
  const sessions = new Sessions(settings.sessionIdleMs, settings.now);
  const graph = new AgentGraph(settings, sessions, faultCall);
  const requests: SimulatorRequest[] = [];
  const api = { graph, settings, requests };
  const server = createServer((request, response) => void serve(request, response, api));
  // Only the client ends an idle connection. Node's server would close one after five seconds,
  // which resets a request that is just on its way.
  server.keepAliveTimeout = 0;
  const { port } = await listen(server, wantedPort);
  const { businessId, agentId, apiKey } = settings;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    businessId,
    agentId,
    apiKey,
    requests,
    get openSessions() {
      return sessions.count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Rejects when the port is taken. */
async function listen(server: Server, port: number): Promise<AddressInfo> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server.address() as AddressInfo;
}

interface Api {
  readonly graph: AgentGraph;
  readonly settings: Settings;
  readonly requests: SimulatorRequest[];
}

async function serve(request: IncomingMessage, response: ServerResponse, api: Api): Promise<void> {
  try {
    const origin = originOf(request);
    const url = origin === undefined ? undefined : new URL(request.url ?? '/', origin);
    // The request line, too, may name another host.
    if (!url || url.origin !== origin) {
      await playReply(misdirected(), response, keepAliveMs);
      return;
    }
    const reply = url.pathname.startsWith(basePath)
      ? await answerApi(request, url, api)
      : (shopPage(request.method ?? 'GET', url) ?? errorReply(5, 'Not Found'));
    await playReply(reply, response, keepAliveMs, api.settings.rest);
  } catch {
    // The client left while its request was being read.
    response.destroy();
  }
}

async function answerApi(request: IncomingMessage, url: URL, api: Api): Promise<ServerReply> {
  const { graph, settings, requests } = api;
  const { method = '', headers } = request;
  const text = await readRequestBody(request);
  requests.push({ method, path: url.pathname, headers, body: text ?? '' });
  if (requests.length > keptRequests) requests.shift();
  const endpoint = endpoints.find((known) => url.pathname === `${basePath}/${known}`);
  if (!endpoint) return errorReply(5, 'Not Found');
  if (method !== 'POST') return errorReply(12, 'Method Not Allowed');
  const key = headers['x-api-key'];
  if (key === undefined || key === '') return errorReply(16, 'missing key');
  if (key !== settings.apiKey) return errorReply(16, 'invalid key');
  const isStreaming = endpoint === 'invoke' || endpoint === 'close';
  if (text === undefined) {
    return errorReply(3, 'the request is longer than 4 MiB', isStreaming, 413);
  }
  const body = parseBody(text);
  if (!body) return errorReply(3, 'the body is not a JSON object', isStreaming);
  const wasRedirected = url.searchParams.has('redirected');
  return graph.answer(endpoint, { body, origin: url.origin, wasRedirected });
}

/** A page under another name that resolves to this machine (DNS rebinding) must read nothing. */
function misdirected(): ServerReply {
  const message = 'The simulator answers to 127.0.0.1, localhost and [::1] only, to no other Host.';
  return errorReply(3, message, false, 421);
}

/**
 * The origin by which the client reached us, so that images come from the origin it trusts.
 * Undefined for any name other than this machine's.
 */
function originOf({ headers: { host = '' } }: IncomingMessage): string | undefined {
  const isOwn = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host);
  return isOwn ? new URL(`http://${host}`).origin : undefined;
}

/** Larger requests are refused with 413. */
const maxBodyBytes = 4 * 1024 * 1024;

/** The request's body as text; undefined when it is too long. Reads it to the end in any case. */
async function readRequestBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  }
  return bytes > maxBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}

/**
 * The JSON object of a request with camelCase keys, or undefined. Both spellings are accepted (API
 * notes, 1.2). The data of a filled form keeps its keys.
 */
function parseBody(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = camelCased(JSON.parse(text), 0);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const maxDepth = 100;

function camelCased(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return undefined;
  if (Array.isArray(value)) return value.map((item) => camelCased(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      return [name, name === 'formData' ? item : camelCased(item, depth + 1)];
    }),
  );
}
