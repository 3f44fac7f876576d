import type { Failure, Outcome } from '../shared/failure.ts';
import { httpUrl } from '../shared/guards.ts';
import type { HttpRequest, HttpResponse, HttpTransport } from './transport.ts';
import { decodeBody } from './undici/contentCoding.ts';
import { Deadlines } from './undici/deadlines.ts';
import type { WireResponse } from './undici/exchange.ts';
import { Exchange } from './undici/exchange.ts';
import { LanePool } from './undici/lane.ts';
import { limitFailure } from './undici/networkFailure.ts';
import { buildConnector } from './undici/parts.mjs';
import type { ProxyResolver } from './proxy.ts';
import { environmentProxy, hostAndPort } from './proxy.ts';
import type { Redirect } from './undici/redirect.ts';
import { judgeRedirect } from './undici/redirect.ts';

const maxRedirects = 3;

export interface UndiciTransportOptions {
  /** Chooses the proxy for a URL; by default as HTTP_PROXY, HTTPS_PROXY and NO_PROXY say. */
  readonly proxy?: ProxyResolver;
  /** Certificates in PEM that are trusted instead of Node's own list. */
  readonly ca?: string | readonly string[];
  /** Wait before the first repetition; doubled for each further one. */
  readonly retryBaseMs?: number;
}

/**
 * The way to the network over undici. Loading this file loads undici (about 100 ms), so it is
 * imported on the first request. Sockets are kept for four seconds after a response.
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): HttpTransport {
  return new UndiciTransport(options);
}

/** One `post` from its start to the last byte of its response. */
interface Call {
  readonly request: HttpRequest;
  readonly deadlines: Deadlines;
  exchange: Exchange | undefined;
  readonly close: () => void;
}

class UndiciTransport implements HttpTransport {
  readonly #proxyFor: ProxyResolver;
  readonly #retryBaseMs: number;
  readonly #lanes: LanePool;
  readonly #calls = new Set<Call>();
  #isDisposed = false;

  constructor({ proxy, ca, retryBaseMs = 500 }: UndiciTransportOptions) {
    this.#proxyFor = proxy ?? environmentProxy(process.env);
    this.#retryBaseMs = retryBaseMs;
    const connect = buildConnector({
      timeout: 0,
      // On a resumed session Node does not check the certificate's name again.
      maxCachedSessions: 0,
      ...(ca !== undefined && { ca: [ca].flat() }),
    });
    this.#lanes = new LanePool(connect);
  }

  async post(request: HttpRequest): Promise<Outcome<HttpResponse>> {
    if (this.#isDisposed || request.signal.aborted) return { type: 'aborted' };
    const failure = inputFailure(request);
    if (failure) return { type: 'failed', failure };

    const call = this.#open(request);
    let url = new URL(request.url);
    for (let redirects = 0; ; redirects++) {
      const head = await this.#exchange(call, url);
      if (request.signal.aborted || this.#isDisposed) {
        call.close();
        return { type: 'aborted' };
      }
      if (head.type !== 'done') return head;
      const redirect = redirectOf(head.value, url);
      if (redirect.type === 'none') return { type: 'done', value: toResponse(head.value, url) };
      if (redirect.type === 'refuse' || redirects === maxRedirects) {
        call.close();
        return { type: 'failed', failure: redirect.failure };
      }
      url = redirect.url;
    }
  }

  dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const call of [...this.#calls]) call.exchange?.abort();
    this.#lanes.destroy();
    return Promise.resolve();
  }

  #open(request: HttpRequest): Call {
    const abort = (): void => call.exchange?.abort();
    const deadlines = new Deadlines(request.timeouts, (limit, limitMs) => {
      call.exchange?.abort(limitFailure(limit, limitMs));
    });
    const close = (): void => {
      deadlines.clear();
      request.signal.removeEventListener('abort', abort);
      this.#calls.delete(call);
    };
    const call: Call = { request, deadlines, close, exchange: undefined };
    request.signal.addEventListener('abort', abort);
    this.#calls.add(call);
    return call;
  }

  #exchange(call: Call, url: URL): Promise<Outcome<WireResponse>> {
    const { request, deadlines } = call;
    const proxy = this.#proxyFor(url);
    const lane = this.#lanes.take(url, proxy);
    call.exchange = new Exchange({
      lane,
      address: hostAndPort(url),
      deadlines,
      request,
      retryBaseMs: this.#retryBaseMs,
      isHeadEnough: (head) => redirectOf(head, url).type !== 'none',
      onOver: (isLaneReusable) => {
        if (isLaneReusable) this.#lanes.giveBack(lane, url, proxy);
        call.close();
      },
    });
    return call.exchange.send({
      path: `${url.pathname}${url.search}`,
      // Compressed streams arrive in clumps; a server that compresses all the same is understood.
      headers: { 'accept-encoding': 'identity', ...request.headers },
      body: request.body,
    });
  }
}

function redirectOf({ status, headers }: WireResponse, from: URL): Redirect {
  return judgeRedirect(status, headers['location'], from);
}

function toResponse({ status, headers, body }: WireResponse, url: URL): HttpResponse {
  const coding = headers['content-encoding'] ?? '';
  return { status, headers, body: decodeBody(body, coding, hostAndPort(url)) };
}

/** What undici would refuse with an exception; a pasted key may well hold such characters. */
function inputFailure({ url, headers }: HttpRequest): Failure | undefined {
  if (!httpUrl(url)) return refusedInput('url', 'is not an http(s) URL');
  const bad = Object.entries(headers).find(([, value]) => !/^[\t\x20-\x7e\x80-\xff]*$/.test(value));
  return bad && refusedInput(bad[0], 'has characters that an HTTP header cannot carry');
}

function refusedInput(field: string, problem: string): Failure {
  return { kind: 'invalidRequest', cause: { type: 'input', field, problem }, retryable: false };
}
