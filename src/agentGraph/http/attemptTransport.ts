import {
  type Failure,
  failed,
  type Outcome,
  type ProxyName,
} from '../../shared/failure/failure.ts';
import { httpUrl } from '../../shared/guards.ts';
import type { Attempt, StartAttempt } from './attempt.ts';
import { Deadlines } from './deadlines.ts';
import { isConnectionFault, limitFailure } from './networkFailure.ts';
import type { HttpRequest, HttpResponse, HttpTransport, RetryNotice } from './transport.ts';

const maxRedirects = 3;

export interface AttemptTransportOptions {
  readonly start: StartAttempt;
  /** Wait before the first retry; doubles for each further one. */
  readonly retryBaseMs?: number | undefined;
  /** The proxy for a URL, named in the failure when connecting takes too long. */
  readonly proxyOf?: (url: URL) => ProxyName | undefined;
  /** Closes the connections that the attempts left open. */
  readonly onDispose?: () => void;
}

/** Everything in a transport except the network itself: limits, retries, redirects, aborts. */
export class AttemptTransport implements HttpTransport {
  readonly #options: AttemptTransportOptions;
  readonly #calls = new Set<Call>();
  #isDisposed = false;

  constructor(options: AttemptTransportOptions) {
    this.#options = options;
  }

  async post(request: HttpRequest): Promise<Outcome<HttpResponse>> {
    if (this.#isDisposed || request.signal.aborted) return { type: 'aborted' };
    const failure = requestFailure(request);
    if (failure) return failed(failure);

    const call = new Call(request, this.#options);
    const close = () => {
      call.close();
      this.#calls.delete(call);
    };
    this.#calls.add(call);
    const result = await call.answer();
    if (result.type === 'done') void call.over?.then(close);
    else close();
    return result;
  }

  dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const call of [...this.#calls]) call.stop({ type: 'aborted' });
    this.#options.onDispose?.();
    return Promise.resolve();
  }
}

/** One `post`, from its start to the last byte of its response. */
class Call {
  readonly #request: HttpRequest;
  readonly #options: AttemptTransportOptions;
  readonly #deadlines: Deadlines;
  #current: Attempt | undefined;
  #url: URL;
  #wake: (() => void) | undefined;
  /** The outcome of a stopped call. */
  #end: Exclude<Outcome<never>, { type: 'done' }> | undefined;

  constructor(request: HttpRequest, options: AttemptTransportOptions) {
    this.#request = request;
    this.#options = options;
    this.#url = new URL(request.url);
    this.#deadlines = new Deadlines(request.timeouts, (limit, limitMs) => {
      const proxy = limit === 'connect' ? options.proxyOf?.(this.#url) : undefined;
      this.stop({ type: 'failed', failure: limitFailure(limit, limitMs, proxy) });
    });
    request.signal.addEventListener('abort', this.#abort);
  }

  /** Resolves when nothing more of the response arrives. */
  get over(): Promise<void> | undefined {
    return this.#current?.over;
  }

  /** The final response, after all retries and redirects. */
  async answer(): Promise<Outcome<HttpResponse>> {
    const { retry, onRetry } = this.#request;
    let redirects = 0;
    let repetitions = 0;
    for (;;) {
      const head = await this.#attempt();
      if (this.#end) return this.#end;
      const { retryBaseMs = 500 } = this.#options;
      const plan = retry ? planRetry(head, repetitions + 1, retryBaseMs) : undefined;
      if (plan) {
        repetitions = plan.attempt;
        onRetry?.(plan);
        await this.#pause(plan.waitMs);
        if (this.#end) return this.#end;
        continue;
      }
      if (head.type !== 'done') return head;
      const { status, headers } = head.value;
      const redirect = judgeRedirect(status, headers['location'], this.#url);
      if (redirect.type === 'none') return head;
      if (redirect.type === 'refuse' || redirects === maxRedirects) return failed(redirect.failure);
      redirects += 1;
      this.#url = redirect.url;
    }
  }

  /** Sends the request and drops whatever the previous attempt still receives. */
  #attempt(): Promise<Outcome<HttpResponse>> {
    this.#current?.abort();
    const { headers, body, retry: isRepeatable } = this.#request;
    const url = this.#url;
    const deadlines = this.#deadlines;
    this.#current = this.#options.start({ url, headers, body, isRepeatable, deadlines });
    return this.#current.head;
  }

  /** Waits before the next attempt; only the total limit runs. */
  async #pause(waitMs: number): Promise<void> {
    this.#current?.abort();
    this.#deadlines.enterPause();
    // `onRetry` may have stopped the call.
    if (this.#end) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends the call in any phase. */
  stop(end: Exclude<Outcome<never>, { type: 'done' }>): void {
    this.#end ??= end;
    this.#current?.abort(end.type === 'failed' ? end.failure : undefined);
    this.#wake?.();
  }

  close(): void {
    this.#current?.abort();
    this.#deadlines.clear();
    this.#request.signal.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => this.stop({ type: 'aborted' });
}

/** Catches what undici would reject with an exception; a pasted key may hold such characters. */
function requestFailure({ url, headers }: HttpRequest): Failure | undefined {
  if (!httpUrl(url)) return refusedInput('url', 'is not an http(s) URL');
  const bad = Object.entries(headers).find(([, value]) => !/^[\t\x20-\x7e\x80-\xff]*$/.test(value));
  return bad && refusedInput(bad[0], 'has characters that an HTTP header cannot carry');
}

function refusedInput(field: string, problem: string): Failure {
  return { kind: 'invalidRequest', cause: { type: 'input', field, problem }, retryable: false };
}

/** Where a response leads: nowhere else, on with the same POST, or where the key must not go. */
type Redirect =
  | { readonly type: 'none' }
  /** `failure` applies when there were too many redirects. */
  | { readonly type: 'follow'; readonly url: URL; readonly failure: Failure }
  | { readonly type: 'refuse'; readonly failure: Failure };

/**
 * Judges a response's status and Location. Follows only 307 and 308 within the origin, because they
 * repeat the same POST. Any other redirect is a `protocol` failure: something responded, but Agent
 * Graph is not there. A 3xx without a usable Location is an ordinary response.
 */
function judgeRedirect(status: number, location: string | undefined, from: URL): Redirect {
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  if (!isRedirect || location === undefined || !URL.canParse(location, from.href)) {
    return { type: 'none' };
  }
  const url = new URL(location, from);
  const isSameOrigin = url.origin === from.origin;
  const to = isSameOrigin ? `${url.origin}${url.pathname}` : url.origin;
  const isOtherHost = url.hostname !== from.hostname;
  const cause = { type: 'redirect', to, ...(isOtherHost && { isOtherHost }) } as const;
  const failure: Failure = { kind: 'protocol', status, cause, retryable: false };
  const isSamePost = isSameOrigin && (status === 307 || status === 308);
  return isSamePost ? { type: 'follow', url, failure } : { type: 'refuse', failure };
}

/** Retries after the first attempt. */
const maxRepetitions = 3;

/** Statuses that mean "come again later". */
const retryableStatuses: readonly number[] = [429, 503];

const maxBackoffMs = 8_000;
const maxRetryAfterMs = 60_000;

/**
 * The wait before retry number `attempt`, given the result so far; undefined if a retry would not
 * help.
 */
export function planRetry(
  result: Outcome<Pick<HttpResponse, 'status' | 'headers'>>,
  attempt: number,
  baseMs: number,
): RetryNotice | undefined {
  if (attempt > maxRepetitions || result.type === 'aborted') return undefined;
  const backoffMs = Math.min(baseMs * 2 ** (attempt - 1), maxBackoffMs);
  // Up to a quarter less, so that clients that failed together do not come back together.
  const waitMs = backoffMs * (1 - Math.random() / 4);
  if (result.type === 'done') {
    const { status, headers } = result.value;
    if (!retryableStatuses.includes(status)) return undefined;
    const after = retryAfterMs(headers['retry-after']);
    return { attempt, waitMs: after ?? waitMs, reason: String(status) };
  }
  if (!isConnectionFault(result.failure)) return undefined;
  const { cause, kind } = result.failure;
  return { attempt, waitMs, reason: cause?.type === 'connection' ? cause.reason : kind };
}

/** The wait that a Retry-After header asks for (seconds or an HTTP date), at most a minute. */
function retryAfterMs(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const waitMs = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  if (Number.isNaN(waitMs)) return undefined;
  return Math.min(Math.max(waitMs, 0), maxRetryAfterMs);
}
