import type { Failure } from '../../../shared/failure/failure.ts';
import type { Attempt, AttemptRequest } from '../attempt.ts';
import { Reception } from '../attempt.ts';
import { decodeBody } from '../contentCoding.ts';
import { joinHeaders } from '../joinHeaders.ts';
import { trailerFailure } from './trailerFailure.ts';
import { errorCode, networkFailure } from '../networkFailure.ts';
import { hostAndPort } from '../proxy/proxy.ts';
import type { Lane } from './connectionPool.ts';

type Handler = Required<
  Pick<
    Parameters<Lane['post']>[1],
    'onRequestStart' | 'onResponseStart' | 'onResponseData' | 'onResponseEnd' | 'onResponseError'
  >
>;
type Controller = Parameters<Handler['onRequestStart']>[0];

/** Where an attempt gets its lane, and where it leaves one that can carry another request. */
export interface LaneSource {
  take(): Promise<Lane>;
  /** Adds to a failure what is known of the way. */
  explain(failure: Failure): Failure;
  giveBack(lane: Lane): void;
}

/** One POST on one lane. */
export function startUndiciAttempt(request: AttemptRequest, lanes: LaneSource): Attempt {
  const { url, deadlines } = request;
  let lane: Lane | undefined;
  let controller: Controller | undefined;
  const reception = new Reception(deadlines, {
    pause: () => controller?.pause(),
    resume: () => controller?.resume(),
    destroy: () => lane?.destroy(),
  });
  const address = hostAndPort(url);
  const fail = (error: unknown): void =>
    reception.abort(lanes.explain(networkFailure(error, address)));

  const handler: Handler = {
    onRequestStart(started) {
      controller = started;
      if (!reception.isOver) deadlines.enterFirstByte();
    },
    onResponseStart(_controller, status, wireHeaders) {
      // 100 to 199 announce the response proper.
      if (status < 200) return;
      const headers = joinHeaders(wireHeaders);
      const body = decodeBody(reception.body, headers['content-encoding'] ?? '', address);
      const connection = lane?.takeConnection();
      reception.receiveHead({ status, headers, body, ...(connection && { connection }) });
    },
    onResponseData(_controller, chunk) {
      reception.receive(chunk);
    },
    onResponseEnd(_controller, trailers) {
      if (reception.end(trailerFailure(trailers)) && lane) lanes.giveBack(lane);
    },
    onResponseError(_controller, error) {
      // An alert of TLS that ended the connection says more than that it ended.
      fail(errorCode(error) === 'UND_ERR_SOCKET' ? (lane?.tlsError ?? error) : error);
    },
  };

  // What is trusted may have to be read first, and a keychain can hang.
  deadlines.enterConnect();
  lanes.take().then((taken) => {
    if (reception.isOver) {
      lanes.giveBack(taken);
      return;
    }
    lane = taken;
    lane.post(
      {
        path: `${url.pathname}${url.search}`,
        // Compressed streams arrive in clumps; a server that compresses all the same is understood.
        headers: { 'accept-encoding': 'identity', ...request.headers },
        body: request.body,
      },
      handler,
    );
  }, fail);
  return reception;
}
