import type { Attempt, AttemptRequest } from '../transport/attempt.ts';
import { Reception } from '../transport/attempt.ts';
import { decodeBody } from '../transport/contentCoding.ts';
import { trailerFailure } from '../transport/trailerFailure.ts';
import { networkFailure } from '../networkFailure.ts';
import { hostAndPort } from '../proxy.ts';
import type { Lane } from './lane.ts';

type Handler = Required<
  Pick<
    Parameters<Lane['post']>[1],
    'onRequestStart' | 'onResponseStart' | 'onResponseData' | 'onResponseEnd' | 'onResponseError'
  >
>;
type Controller = Parameters<Handler['onRequestStart']>[0];
type WireHeaders = Parameters<Handler['onResponseStart']>[2];

/** Where an attempt gets its lane, and where it leaves one that can carry another request. */
export interface LaneSource {
  take(): Promise<Lane>;
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
  const fail = (error: unknown): void => reception.abort(networkFailure(error, address));

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
      fail(error);
    },
  };

  lanes.take().then((taken) => {
    if (reception.isOver) {
      lanes.giveBack(taken);
      return;
    }
    lane = taken;
    deadlines.enterConnect();
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

function joinHeaders(headers: WireHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return joined;
}
