import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import {
  lineActions,
  numbered,
  okReply,
  plainActions,
  type PlannedAnswer,
} from '../server/plannedAnswer.ts';
import type { WireAction } from '../server/reply.ts';
import type { TimedLine } from '../server/turnLines.ts';
import { body, type FaultReply, type FaultTable } from './fault.ts';

/** Faults of timing and of the connection: the lines are right, but their delivery is not. */

/** The lines up to the one at `index`; `last` decides what is sent instead of that one. */
function* until(
  lines: Iterable<TimedLine>,
  index: number,
  last: (line: TimedLine) => Iterable<WireAction>,
): Generator<WireAction> {
  for (const [position, line] of numbered(lines)) {
    yield* position < index ? lineActions(line) : last(line);
    if (position === index) return;
  }
}

/** The first half of a stream's second line, or of a unary response's only line. */
function* halfLine({ lines, isUnary }: PlannedAnswer): Generator<WireAction> {
  yield* until(lines, isUnary ? 0 : 1, ({ text, waitMs }) => [
    ...(waitMs > 0 ? [{ type: 'wait', ms: waitMs } as const] : []),
    { type: 'write', data: text.slice(0, text.length / 2) },
  ]);
}

/** The whole response in one piece, for faults of coding and framing. */
function joined({ lines }: PlannedAnswer): string {
  return [...lines].map(({ text }) => `${text}\n`).join('');
}

function coded(coding: string, compress: (text: string) => Buffer): FaultReply {
  return (answer) => {
    const bytes = compress(joined(answer));
    const middle = Math.floor(bytes.length / 2);
    const pieces = [bytes.subarray(0, middle), bytes.subarray(middle)];
    const actions = pieces.map((data): WireAction => ({ type: 'write', data }));
    return okReply(actions, { 'content-encoding': coding });
  };
}

export const streamFaults: FaultTable = {
  'slow-first-byte': [
    'no data for N ms (default: 8000), then the response',
    body(function* (answer, ms = 8000) {
      yield { type: 'wait', ms };
      yield* plainActions(answer);
    }),
  ],
  silent: ['no response at all, not even headers', body(() => [{ type: 'hang' }])],
  stall: [
    'N lines (default: 1), then no more data on an open connection',
    body(({ lines }, count = 1) => until(lines, count, () => [{ type: 'hang' }])),
  ],
  'keep-alive': [
    'only blank lines for N ms (default: 8000), then the response',
    body(function* (answer, ms = 8000) {
      for (let index = 0; index < 8; index++) {
        yield { type: 'write', data: index % 2 ? ' \r\n' : '\n' };
        yield { type: 'wait', ms: ms / 8, silent: true };
      }
      yield* plainActions(answer);
    }),
  ],
  drip: [
    'one byte at a time, N ms apart (default: 2)',
    body(function* (answer, ms = 2) {
      for (const byte of Buffer.from(joined(answer))) {
        yield { type: 'write', data: Uint8Array.of(byte) };
        yield { type: 'wait', ms, silent: true };
      }
    }),
  ],
  cut: ['the body ends in the middle of a line', body(halfLine)],
  close: [
    'the connection is closed in the middle of a line',
    body(function* (answer) {
      yield* halfLine(answer);
      yield { type: 'close' };
    }),
  ],
  reset: [
    'the connection is reset N ms after a line (default: 100)',
    // After a reset the client's system drops what it has not read yet, hence the pause.
    body(({ lines }, ms = 100) =>
      until(lines, 1, () => [{ type: 'wait', ms, silent: true }, { type: 'reset' }]),
    ),
  ],
  'close-after': [
    'a complete response, then the kept-alive connection is closed',
    body(function* (answer) {
      yield* plainActions(answer);
      yield { type: 'endAndClose' };
    }),
  ],
  endless: [
    'an endless series of lines, N ms apart (default: 20)',
    body(function* ({ lines }, ms = 20) {
      const [first] = lines;
      while (first) {
        yield { type: 'write', data: `${first.text}\n` };
        yield { type: 'wait', ms };
      }
    }),
  ],
  duplicate: [
    'every line twice',
    body(function* ({ lines }) {
      for (const line of lines) {
        yield* lineActions(line);
        yield* lineActions({ ...line, waitMs: 0 });
      }
    }),
  ],
  empty: ['200 with an empty body', body(() => [])],
  crlf: [
    'lines that end in CR LF',
    body((answer) => [{ type: 'write', data: joined(answer).replaceAll('\n', '\r\n') }]),
  ],
  bom: [
    'a byte order mark at the start',
    body((answer) => [{ type: 'write', data: `\uFEFF${joined(answer)}` }]),
  ],
  'no-newline': [
    'the last line has no line break',
    body((answer) => [{ type: 'write', data: joined(answer).trimEnd() }]),
  ],
  gzip: ['the response compressed with gzip', coded('gzip', gzipSync)],
  deflate: ['the response compressed with deflate', coded('deflate', deflateSync)],
  br: ['the response compressed with Brotli', coded('br', brotliCompressSync)],
  'wrong-type': [
    'the response labeled as text/html',
    (answer) => okReply(plainActions(answer), { 'content-type': 'text/html' }),
  ],
};
