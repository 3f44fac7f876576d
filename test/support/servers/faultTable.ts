/**
 * What each of the simulator's faults has to come to, whoever talks to it: how the turn ends, and
 * what was kept of it. `m r m s` is the ordinary answer: message, recommendation, message,
 * suggestions; `!` is a notice at its place.
 */
export interface FaultRow {
  readonly fault: string;
  /** Kind of the failure that ends the turn, or `answered`. */
  readonly end: string;
  /** First letters of the events, `!` for a failure item. */
  readonly items: string;
}

const row = (fault: string, end: string, items = ''): FaultRow => ({ fault, end, items });

/** Faults under which the ordinary answer arrives whole. */
const harmless = ['redirect', 'close-after', 'crlf', 'bom', 'no-newline', 'gzip', 'deflate', 'br'];
/** Faults that spoil one line only. */
const spoiledLine = ['bad-json', 'invalid-utf8', 'huge-line', 'deep'];

export const faultTable: readonly FaultRow[] = [
  row('400', 'invalidRequest'),
  row('401', 'unauthorized'),
  row('401-html', 'protocol'),
  row('401-echo', 'unauthorized'),
  row('403', 'forbidden'),
  row('404', 'sessionLost'),
  row('409', 'sessionBusy'),
  row('429', 'rateLimited'),
  row('429-bare', 'rateLimited'),
  row('500', 'server'),
  row('500-messaging', 'server'),
  row('502', 'unavailable'),
  row('503', 'unavailable'),
  row('504', 'unavailable'),
  row('redirect-away', 'protocol'),
  row('cut', 'protocol', 'm'),
  row('close', 'network', 'm!'),
  row('reset', 'network', 'm'),
  row('error-line', 'unavailable', 'mr'),
  row('error-first', 'server'),
  row('empty', 'answered'),
  row('no-events', 'answered'),
  row('duplicate', 'answered', 'mmrrmmss'),
  row('unknown-event', 'answered', 'mumirms'),
  row('odd-types', 'answered', 'mmurrshirms'),
  row('scalars', 'answered', 'muuuuurms'),
  row('proto-keys', 'answered', 'muuurms'),
  row('many-keys', 'answered', 'mmsmrms'),
  row('wrong-session', 'answered', 'mrms'),
  row('wrong-type', 'answered', 'mrms'),
  row('hostile', 'answered', 'mmrsrms'),
  ...harmless.map((fault) => row(fault, 'answered', 'mrms')),
  ...spoiledLine.map((fault) => row(fault, 'answered', 'm!rms')),
  // Last: the session is gone afterwards.
  row('session-expired', 'sessionLost'),
];

/** Faults whose end depends on a limit of the client, with the limit that runs out. */
export const limitTable: readonly (FaultRow & { readonly limit: string })[] = [
  { ...row('silent', 'timeout'), limit: 'firstByte' },
  { ...row('slow-first-byte', 'timeout'), limit: 'firstByte' },
  { ...row('stall', 'timeout', 'm'), limit: 'idle' },
];
