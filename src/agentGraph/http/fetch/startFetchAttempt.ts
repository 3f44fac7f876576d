import { hostAndPort, type Proxy } from '../proxy/proxy.ts';
import { Reception, type Attempt, type AttemptRequest } from '../attempt.ts';
import { decodeBody, hasUnknownCoding } from '../contentCoding.ts';
import { fetchFailure } from './fetchFailure.ts';

/** One POST over the global `fetch`. `proxy` is the one that it is expected to take. */
export function startFetchAttempt(request: AttemptRequest, proxy: Proxy | undefined): Attempt {
  const { url, deadlines } = request;
  const controller = new AbortController();
  const gate = new Gate();
  const reception = new Reception(deadlines, {
    pause: () => gate.shut(),
    resume: () => gate.open(),
    destroy: () => {
      controller.abort();
      gate.open();
    },
  });
  deadlines.enterUntilFirstByte();
  receive(request, reception, gate, controller.signal).catch((error: unknown) => {
    reception.abort(fetchFailure(error, hostAndPort(url), proxy));
  });
  return reception;
}

async function receive(
  { url, headers, body }: AttemptRequest,
  reception: Reception,
  gate: Gate,
  signal: AbortSignal,
): Promise<void> {
  const response = await globalThis.fetch(url, {
    method: 'POST',
    // fetch would fail a turn on a kept connection that has died.
    headers: { 'accept-encoding': 'identity', ...headers, connection: 'close' },
    body,
    redirect: 'manual',
    signal,
  });
  // A browser's fetch hides the target of a redirect; the caller still learns that there was one.
  if (response.type === 'opaqueredirect') {
    reception.abort({ kind: 'protocol', retryable: false });
    return;
  }
  const coding = response.headers.get('content-encoding') ?? '';
  reception.receiveHead({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    // fetch has decoded the codings it knows and left the others.
    body: hasUnknownCoding(coding) ? decodeBody(reception, coding, hostAndPort(url)) : reception,
  });
  // Read at once: a stream error discards whatever is still queued in the stream.
  for await (const chunk of response.body ?? []) {
    reception.receive(chunk);
    await gate.passed;
  }
  reception.end();
}

/** Holds up reading while the reader of the body is behind. */
class Gate {
  #open: (() => void) | undefined;
  passed: Promise<void> | undefined;

  shut(): void {
    this.passed = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open?.();
    this.passed = undefined;
  }
}
