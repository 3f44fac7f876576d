import {
  done,
  type Endpoint,
  type Failure,
  failed,
  inputFailure,
  type Outcome,
} from '../shared/failure/failure.ts';
import { isFilledString } from '../shared/guards.ts';
import { cleanQuoted, keyProblem } from '../shared/cleanValue.ts';
import { t } from '../shared/l10n.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';
import type { Agent, RequestOptions } from '../shared/agent.ts';
import type { InputEvent, TurnItem, TurnStats } from '../shared/model.ts';
import { apiPath, normalizeBaseUrl } from './http/baseUrl.ts';
import { responseField } from './wire/envelope.ts';
import {
  failureOfBody,
  failureOfResponse,
  failureOfSent,
  failureOfThrown,
  maxErrorBytes,
} from './errors.ts';
import { ownHeaderSecrets } from './headerSecrets.ts';
import { parseNdjson } from './wire/ndjson.ts';
import { hideSecrets, redact } from './redact.ts';
import { joinLines, parseReply, readBody } from './wire/replies.ts';
import { checkInputEvents, customerBody, sessionBody, turnBody } from './wire/requests.ts';
import { withGrace } from './withGrace.ts';
import {
  defaultTimeouts,
  type HttpResponse,
  type HttpTransport,
  type RetryNotice,
} from './http/transport.ts';
import { TurnReader } from './wire/turnReader.ts';

export interface AgentGraphOptions extends RequestOptions {
  readonly agent: Agent;
  readonly apiKey: string;
  /** Owned by the caller, who disposes of it. */
  readonly transport: HttpTransport;
  /** Longer NDJSON lines become a failure item; also the limit of a whole invoke_sync response. */
  readonly maxLineBytes?: number;
  /** Further secrets, beside the key and the headers, to mask in responses and failures. */
  readonly secrets?: SecretList;
  /** True if the user accepted that the key travels unencrypted to a host that is not loopback. */
  readonly allowHttp?: boolean;
  /** Receives one line for each retry and for a close that was given up; never the key. */
  readonly log?: (line: string) => void;
  readonly onRetry?: (notice: RetryNotice) => void;
  /** True if a recording responds: its failures have no current time or session. */
  readonly isRecorded?: boolean;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

/** One turn: the customer's input, and the signal that stops it. */
export interface InvokeOptions {
  readonly sessionId: string;
  readonly inputEvents: readonly InputEvent[];
  readonly signal: AbortSignal;
  /** Number of the turn in its conversation, for recorders; not sent. */
  readonly turnId?: number;
}

/** How a turn ended. `aborted` is the caller's own doing, not a failure. */
export type TurnEnd =
  | { readonly type: 'answered'; readonly stats: TurnStats }
  | { readonly type: 'failed'; readonly failure: Failure; readonly stats: TurnStats }
  | { readonly type: 'aborted'; readonly stats: TurnStats };

const defaultMaxLineBytes = 32 * 1024 * 1024;
/** Responses of init, health and close have about a hundred bytes. */
const maxReplyBytes = 1024 * 1024;

/** The five endpoints of Agent Graph for one agent and one key. Nothing here throws. */
export class AgentGraphClient {
  readonly #options: AgentGraphOptions;
  readonly #apiKey: string;
  readonly #secrets: SecretList;

  constructor(options: AgentGraphOptions) {
    this.#options = options;
    // Keys are pasted, often with a line break or in quotes.
    this.#apiKey = cleanQuoted(options.apiKey);
    const { headers = {}, secrets = [] } = options;
    const own = Object.entries(headers).flatMap(([name, value]) => ownHeaderSecrets(name, value));
    this.#secrets = [this.#apiKey, ...own, ...secrets];
  }

  /** The values masked in every response and failure: the key and the other secrets. */
  get secrets(): SecretList {
    return this.#secrets;
  }

  /** The agent of this client; its IDs are the ones actually sent. */
  get agent(): Agent {
    return this.#options.agent;
  }

  /**
   * Opens a session and returns its ID; retried when that is safe. Nobody could close a session whose
   * init was cut: an ID that comes soon after an abort is returned, for the caller to close.
   */
  async init(signal: AbortSignal): Promise<Outcome<string>> {
    if (signal.aborted) return { type: 'aborted' };
    const body = customerBody(this.#options.agent);
    const opened = await withGrace(signal, (late) =>
      this.#call('init', body, late, (values) =>
        values.map((value) => responseField(value, 'sessionId')).find(this.#isSessionId),
      ),
    );
    return signal.aborted && opened.type === 'failed' ? { type: 'aborted' } : opened;
  }

  /** True if the agent says that it is ready for sessions; an unclear response counts as no. */
  async health(signal: AbortSignal): Promise<Outcome<boolean>> {
    return this.#call('health', customerBody(this.#options.agent), signal, (values) =>
      values.length === 0
        ? undefined
        : values.some((value) => responseField(value, 'healthy') === true),
    );
  }

  /**
   * Ends a session; tries again after a first failure of the network or the server. A session that
   * the second try does not find was closed by the first.
   */
  async close(sessionId: string, signal: AbortSignal): Promise<Outcome<undefined>> {
    const body = sessionBody(this.#options.agent, sessionId);
    const send = () => this.#call('close', body, signal, () => null, sessionId);
    const first = await send();
    const isPassing =
      first.type === 'failed' && ['network', 'server', 'unavailable'].includes(first.failure.kind);
    const last = isPassing ? await send() : first;
    if (last.type === 'aborted') return last;
    if (last.type === 'done' || (isPassing && last.failure.kind === 'sessionLost'))
      return done(undefined);
    this.#options.log?.(`close: given up (${last.failure.kind})`);
    return last;
  }

  /** Runs a turn and yields items as they arrive. Sent once, never retried. */
  invoke(options: InvokeOptions): AsyncGenerator<readonly TurnItem[], TurnEnd> {
    return this.#turn('invoke', options, (body) => body);
  }

  /** The same turn through invoke_sync: everything arrives at once. */
  invokeSync(options: InvokeOptions): AsyncGenerator<readonly TurnItem[], TurnEnd> {
    return this.#turn('invoke_sync', options, (body) => this.#oneLine(body));
  }

  async *#turn(
    endpoint: Endpoint,
    { sessionId, inputEvents, signal, turnId }: InvokeOptions,
    prepare: (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  ): AsyncGenerator<readonly TurnItem[], TurnEnd> {
    const now = this.#options.now ?? (() => performance.now());
    const sentAt = now();
    const secrets = this.#secrets;
    const elapsedMs = () => now() - sentAt;
    const turn = new TurnReader({ endpoint, sessionId, secrets, elapsedMs });
    const checked = checkInputEvents(inputEvents);
    const body = () => turnBody(this.#options.agent, sessionId, inputEvents);
    const sent =
      checked.type === 'done' ? await this.#post(endpoint, body(), signal, turnId) : checked;
    if (sent.type === 'failed') {
      const failure = this.#forSupport(sent.failure, sessionId);
      return { type: 'failed', failure, stats: turn.stats() };
    }
    if (sent.type !== 'done') return { ...sent, stats: turn.stats() };
    const { status } = sent.value;
    let failure: Failure | undefined;
    try {
      const source = prepare(turn.measure(sent.value.body));
      const hide = (head: string) => redact(head, secrets);
      const options = { maxLineBytes: this.#maxLineBytes, hide, parse: turn.parse };
      for await (const lines of parseNdjson(source, options)) {
        const items = turn.read(lines);
        if (turn.isPageRead) break;
        if (items.length > 0 && turn.page === undefined) yield items;
      }
    } catch (error) {
      failure = failureOfThrown(endpoint, error, secrets);
    }
    if (signal.aborted) return { type: 'aborted', stats: turn.stats() };
    if (turn.page !== undefined) failure = failureOfBody(endpoint, status, turn.page, secrets);
    const held = turn.takeHeld();
    // A gateway may report the same error twice: in the last line and in the trailers.
    const isSaidTwice = failure?.code !== undefined && failure.code === held?.failure.code;
    if (held && failure && !isSaidTwice) yield [held];
    failure ??= held?.failure;
    const stats = turn.stats();
    if (!failure) return { type: 'answered', stats };
    return { type: 'failed', failure: this.#forSupport(failure, sessionId), stats };
  }

  /**
   * A request with a short response. `pick` takes the result from its values; undefined if missing.
   */
  async #call<T>(
    endpoint: Endpoint,
    body: string,
    signal: AbortSignal,
    pick: (values: readonly unknown[]) => T | undefined,
    sessionId?: string,
  ): Promise<Outcome<T>> {
    const sent = await this.#post(endpoint, body, signal);
    if (sent.type === 'failed') return failed(this.#forSupport(sent.failure, sessionId));
    if (sent.type !== 'done') return sent;
    const { status } = sent.value;
    const { bytes, error } = await readBody(sent.value.body, maxReplyBytes);
    const secrets = this.#secrets;
    const reply = parseReply(endpoint, status, bytes, secrets);
    const value = reply.ok ? pick(reply.values) : undefined;
    // A complete result counts even if the caller has just aborted: the session may need a close.
    if (value !== undefined && !error) return done(value);
    if (signal.aborted) return { type: 'aborted' };
    if (error) return failed(failureOfThrown(endpoint, error, secrets));
    if (!reply.ok) return failed(this.#forSupport(reply.failure, sessionId));
    return failed(failureOfBody(endpoint, status, bytes, secrets));
  }

  /** Sends a request; a response without a success status becomes a failure. */
  async #post(
    endpoint: Endpoint,
    body: string,
    signal: AbortSignal,
    turn?: number,
  ): Promise<Outcome<HttpResponse>> {
    const { transport, timeouts, headers: own, log, onRetry } = this.#options;
    const target = this.#target();
    if (target.type === 'failed') return failed({ ...target.failure, endpoint });
    if (target.type === 'aborted' || signal.aborted) return { type: 'aborted' };
    const sent = await transport.post({
      url: `${target.value}${apiPath}/${endpoint}`,
      // These override the agent's own headers.
      headers: {
        ...own,
        'content-type': 'application/json',
        accept: '*/*',
        'x-api-key': this.#apiKey,
      },
      body,
      timeouts: { ...defaultTimeouts, ...timeouts },
      signal,
      retry: endpoint === 'init' || endpoint === 'health',
      onRetry: (notice) => {
        const { attempt, waitMs, reason } = notice;
        log?.(`${endpoint}: ${reason}, repetition ${attempt} in ${Math.round(waitMs)} ms`);
        onRetry?.(notice);
      },
      ...(turn !== undefined && { turn }),
    });
    if (sent.type === 'failed') return failed(failureOfSent(endpoint, sent.failure, this.#secrets));
    if (sent.type === 'aborted') return sent;
    const { status, headers } = sent.value;
    if (status >= 200 && status < 300) return sent;
    // Part of an error is still worth reading, so a failure on the way does not matter.
    const { bytes } = await readBody(sent.value.body, maxErrorBytes);
    if (signal.aborted) return { type: 'aborted' };
    const secrets = this.#secrets;
    const nowMs = Date.now();
    return failed(failureOfResponse({ endpoint, status, headers, body: bytes, secrets, nowMs }));
  }

  /** The agent's base URL, once everything sent with a request is valid. */
  #target(): Outcome<string> {
    const { agent, allowHttp = false } = this.#options;
    const empty = (['businessId', 'clientKey'] as const).find((one) => !isFilledString(agent[one]));
    if (empty) return failed(inputFailure(empty, t('It must not be empty.')));
    if (this.#apiKey === '') return failed({ kind: 'missingKey', retryable: true });
    const problem = keyProblem(this.#apiKey);
    if (problem !== undefined) return failed(inputFailure('apiKey', problem));
    return normalizeBaseUrl(agent.baseUrl, { allowHttp });
  }

  /** A whole response as one NDJSON line, so that the same code reads both endpoints. */
  async *#oneLine(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const { bytes, error } = await readBody(body, this.#maxLineBytes + 1);
    yield joinLines(bytes);
    if (error) throw error;
  }

  /** Rejects an ID that contains the key: an ID is shown, stored and sent again as it is. */
  readonly #isSessionId = (value: unknown): value is string =>
    isFilledString(value) && hideSecrets(value, [this.#apiKey]) === value;

  get #maxLineBytes(): number {
    return this.#options.maxLineBytes ?? defaultMaxLineBytes;
  }

  /** Adds session and time to a failure that Connectly's support should see. */
  #forSupport(failure: Failure, sessionId: string | undefined): Failure {
    if (failure.kind !== 'server' || this.#options.isRecorded) return failure;
    return { ...failure, ...(sessionId !== undefined && { sessionId }), at: Date.now() };
  }
}
