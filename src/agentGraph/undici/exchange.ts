import type { Failure, Outcome } from '../../shared/failure.ts';
import type { HttpRequest } from '../transport.ts';
import { ByteQueue } from './byteQueue.ts';
import type { Deadlines } from './deadlines.ts';
import type { Lane, LaneRequest } from './lane.ts';
import { networkFailure } from './networkFailure.ts';
import { RetryHandler } from './parts.mjs';
import { maxRepetitions, planRetry, retryableStatuses } from './retry.ts';

type Handler = Required<
  Pick<
    Parameters<Lane['post']>[1],
    'onRequestStart' | 'onResponseStart' | 'onResponseData' | 'onResponseEnd' | 'onResponseError'
  >
>;
type Controller = Parameters<Handler['onRequestStart']>[0];
type WireHeaders = Parameters<Handler['onResponseStart']>[2];

/** A response's head, and its body as it comes over the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ByteQueue;
}

export interface ExchangeOptions {
  readonly lane: Lane;
  readonly address: string;
  readonly deadlines: Deadlines;
  readonly retryBaseMs: number;
  readonly request: Pick<HttpRequest, 'retry' | 'onRetry'>;
  /** True for a response whose body nobody will read; then `onOver` is not called. */
  readonly isHeadEnough: (head: WireResponse) => boolean;
  /** The exchange is over; true when the lane can carry another one. */
  readonly onOver: (isLaneReusable: boolean) => void;
}

/** One POST on one lane with its repetitions, up to the last byte of its response. */
export class Exchange implements Handler {
  readonly #options: ExchangeOptions;
  readonly #body: ByteQueue;
  #controller: Controller | undefined;
  #settleHead: ((head: Outcome<WireResponse>) => void) | undefined;
  #wait: NodeJS.Timeout | undefined;
  #repetitions = 0;
  #isOver = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#body = new ByteQueue({
      pause: () => this.#controller?.pause(),
      resume: () => {
        options.deadlines.keepAlive();
        this.#controller?.resume();
      },
      abandon: () => {
        this.abort();
      },
    });
  }

  /** Sends the request; resolves with the head of the response that counts. */
  send(message: LaneRequest): Promise<Outcome<WireResponse>> {
    const { lane, deadlines, request } = this.#options;
    return new Promise((resolve) => {
      this.#settleHead = resolve;
      const attempt = (_options: unknown, handler: Parameters<Lane['post']>[1]): boolean => {
        deadlines.enterConnect();
        lane.post(message, handler);
        return true;
      };
      const handler = request.retry ? this.#repeating(message, attempt) : this;
      attempt(undefined, handler);
    });
  }

  /** Ends the exchange at once: with a failure, or quietly. Its socket is closed. */
  abort(failure?: Failure): void {
    if (this.#isOver) return;
    this.#leave(false);
    this.#options.lane.destroy();
    this.#settleHead?.(failure ? { type: 'failed', failure } : { type: 'aborted' });
    if (failure) this.#body.finish(failure);
    else this.#body.drop();
  }

  onRequestStart(controller: Controller): void {
    this.#controller = controller;
    this.#options.deadlines.enterFirstByte();
  }

  onResponseStart(_controller: Controller, status: number, headers: WireHeaders): void {
    // 100 to 199 announce the response proper.
    if (this.#isOver || status < 200) return;
    const value = { status, headers: joinHeaders(headers), body: this.#body };
    if (this.#options.isHeadEnough(value)) {
      this.#isOver = true;
      this.#options.lane.destroy();
    } else {
      this.#options.deadlines.enterBody(() => this.#body.isReaderBehind);
    }
    this.#settleHead?.({ type: 'done', value });
    this.#settleHead = undefined;
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#options.deadlines.keepAlive();
    this.#body.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    this.#leave(true);
    this.#body.finish('clean');
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.abort(networkFailure(error, this.#options.address));
  }

  #leave(isLaneReusable: boolean): void {
    this.#isOver = true;
    clearTimeout(this.#wait);
    this.#options.onOver(isLaneReusable);
  }

  #repeating(message: LaneRequest, dispatch: (options: unknown, handler: Handler) => boolean) {
    // undici reads the list at each response: without it, the last answer is handed on as it is.
    const statusCodes = [...retryableStatuses];
    const retryOptions: RetryHandler.RetryOptions = {
      statusCodes,
      retry: (error, _context, proceed) => {
        const plan = this.#planRetry(error);
        if (!plan) {
          proceed(error);
          return;
        }
        this.#repetitions = plan.attempt;
        if (plan.attempt === maxRepetitions) statusCodes.length = 0;
        this.#options.deadlines.enterPause();
        this.#wait = setTimeout(proceed, plan.waitMs, null);
        this.#options.request.onRetry?.(plan);
      },
    };
    const options = { method: 'POST', path: message.path, retryOptions } as const;
    return new RetryHandler(options, {
      dispatch: dispatch,
      handler: this,
    });
  }

  #planRetry(error: Error): ReturnType<typeof planRetry> {
    const hasHead = this.#settleHead === undefined;
    if (this.#isOver || hasHead) return undefined;
    return planRetry(error, this.#repetitions + 1, this.#options.retryBaseMs);
  }
}

function joinHeaders(headers: WireHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}
