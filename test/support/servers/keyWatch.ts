import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { keepTexts } from '../artifacts.ts';
import { SecretScan } from '../secretScan.ts';
import { keyMark, keyNamesIn, keyPattern } from '../testKeys.ts';

/** What one server of the suites says of the keys that reached it, by their names. */
export interface KeyRecord {
  readonly server: string;
  readonly entered: readonly string[];
  readonly received: readonly string[];
  /** Keys that nobody had entered for it, and where they came. */
  readonly strangers: readonly string[];
}

/** Watches which keys reach a server, against those that were entered for it. */
export interface KeyWatch {
  /** Something the server has received; a key that was entered for it may be in it or not. */
  readonly note: (received: string | Uint8Array, where: string, mayHoldKey: boolean) => void;
  /** Notes every request to an HTTP server on this port of this process, head and body. */
  watch(port: number): void;
  /** What it knows by now. */
  record(): KeyRecord;
  /** Keeps the record, and watches no more. */
  end(): void;
}

const scan = new SecretScan(keyMark);
/** Node tells here of each request before the server's own listener gets it. */
const channel = 'http.server.request.start';
/** Longer than any form of a key. */
const overlap = 1024;

export function watchKeys(server: string, keys: readonly string[]): KeyWatch {
  const entered = keyNamesIn(keys.join('\n'));
  const received = new Set<string>();
  const strangers = new Set<string>();
  let onRequest: ((message: unknown) => void) | undefined;

  const note: KeyWatch['note'] = (bytes, where, mayHoldKey) => {
    const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1');
    for (const name of keyNamesIn(text)) {
      if (mayHoldKey && entered.includes(name)) received.add(name);
      else strangers.add(`${name} in ${where}`);
    }
    const form = scan.formIn(Buffer.from(text.replace(keyPattern, '')));
    if (form !== undefined) strangers.add(`a part or another form (${form}) in ${where}`);
  };

  const record = (): KeyRecord => ({
    server,
    entered,
    received: [...received],
    strangers: [...strangers],
  });

  return {
    note,
    record,
    watch(port) {
      onRequest = (message) => {
        const { request } = message as { request: IncomingMessage };
        if (request.socket.localPort === port) noteRequest(request, note);
      };
      subscribe(channel, onRequest);
    },
    end() {
      if (onRequest) unsubscribe(channel, onRequest);
      keepTexts('servers', { 'keys.json': JSON.stringify(record()) });
    },
  };
}

/** Notes the address and the headers of a request; a key belongs into one or two of them only. */
export function noteHead(
  { method = '', url = '', rawHeaders }: IncomingMessage,
  note: KeyWatch['note'],
): void {
  note(url, `the address of a ${method}`, false);
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    note(name, `the name of a header of a ${method}`, false);
    const value = rawHeaders[at + 1] ?? '';
    const credentials = name === 'proxy-authorization' ? credentialsIn(value) : undefined;
    const mayHoldKey = name === 'x-api-key' || credentials !== undefined;
    note(credentials ?? value, `the header ${name} of a ${method}`, mayHoldKey);
  }
}

/** What a header of credentials says, unpacked. */
function credentialsIn(value: string): string {
  const [, packed] = /^basic (.*)$/i.exec(value) ?? [];
  return packed === undefined ? value : Buffer.from(packed, 'base64').toString('latin1');
}

function noteRequest(request: IncomingMessage, note: KeyWatch['note']): void {
  noteHead(request, note);
  // Whoever reads the body reads it as before.
  const push = request.push.bind(request);
  let seen = '';
  request.push = (chunk: unknown, encoding) => {
    if (chunk instanceof Uint8Array) {
      seen = seen.slice(-overlap) + Buffer.from(chunk).toString('latin1');
      note(seen, `the body of a ${request.method ?? ''}`, false);
    }
    return push(chunk, encoding);
  };
}
