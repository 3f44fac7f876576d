import { lineActions, okReply, type PlannedAnswer } from '../server/plannedAnswer.ts';
import type { ServerReply, WireAction } from '../server/reply.ts';
import type { FaultTable } from './fault.ts';

/** Faults in the content: extra lines that a client must survive. */

type Extra = (answer: PlannedAnswer, amount?: number) => Iterable<string | Uint8Array>;

/** Inserts the extra lines after the response's first line. */
function inserted(extra: Extra): (answer: PlannedAnswer, amount?: number) => ServerReply {
  function* actions(answer: PlannedAnswer, amount?: number): Generator<WireAction> {
    let index = 0;
    for (const line of answer.lines) {
      yield* lineActions(line);
      if (index === 0) {
        for (const data of extra(answer, amount)) yield { type: 'write', data };
      }
      index++;
    }
  }
  return (answer, amount) => okReply(actions(answer, amount));
}

function lineOf(...events: readonly unknown[]): string {
  return `${JSON.stringify({ result: { response: { sessionId: '', responseEvents: events } } })}\n`;
}

function errorLine(code: number, message: string): string {
  return `${JSON.stringify({ error: { code, message, details: [] } })}\n`;
}

function text(words: string): unknown {
  return { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: words } } } };
}

const mebibyte = 1024 * 1024;

function* hugeLine(_: PlannedAnswer, mebibytes = 33): Generator<string> {
  const [head, tail] = lineOf(text('|')).split('|') as [string, string];
  yield head;
  for (let index = 0; index < mebibytes * 16; index++) yield 'x'.repeat(mebibyte / 16);
  yield tail;
}

const noOtherKeys = {
  recommendationEvent: null,
  chatSuggestionEvent: null,
  agentHandoverEvent: null,
  connectlyInteractiveEvent: null,
};

export const lineFaults: FaultTable = {
  'bad-json': {
    description: 'a line that is not JSON; the next ones are right',
    reply: inserted(() => ['{"result":{"response": oops, no JSON here}\n']),
  },
  'invalid-utf8': {
    description: 'a line with bytes that are not UTF-8',
    reply: inserted(() => {
      const [head, tail] = lineOf(text('caf|')).split('|') as [string, string];
      return [head, Uint8Array.of(0xe9, 0xff), tail];
    }),
  },
  'huge-line': { description: 'a line of N MiB (33)', reply: inserted(hugeLine) },
  deep: {
    description: 'a line nested N levels deep (10000)',
    reply: inserted((_, levels = 10_000) => [
      `{"result":{"response":{"responseEvents":[{"deepEvent":${'['.repeat(levels)}${']'.repeat(levels)}}]}}}\n`,
    ]),
  },
  'error-line': {
    description: 'an error line after the first ones, and the end',
    reply: ({ lines }) => {
      function* actions(): Generator<WireAction> {
        let index = 0;
        for (const line of lines) {
          if (index++ === 2) break;
          yield* lineActions(line);
        }
        yield { type: 'write', data: errorLine(14, 'upstream unavailable') };
      }
      return okReply(actions());
    },
  },
  'error-first': {
    description: 'status 200, and the only line is an error',
    reply: () => okReply([{ type: 'write', data: errorLine(13, 'the agent failed') }]),
  },
  'no-events': {
    description: 'status 200, and the list of events is empty',
    reply: () => okReply([{ type: 'write', data: lineOf() }]),
  },
  'unknown-event': {
    description: 'an event, a role, a sub-message and fields nobody has seen before',
    reply: inserted(() => [
      lineOf({ someFutureEvent: { triggerHandover: true, level: 3 } }),
      lineOf({
        messageEvent: {
          role: 'SUPERVISOR',
          content: { textContent: { text: 'A role of the future says hello.' }, mood: 'sunny' },
        },
      }),
      lineOf({
        connectlyInteractiveEvent: {
          interactive: { hologramMessage: { body: { text: 'Imagine a shoe, floating.' } } },
        },
      }),
    ]),
  },
  'odd-types': {
    description: 'known fields with values of the wrong type',
    reply: inserted(() => [
      lineOf({ messageEvent: { role: 1, content: { textContent: { text: 5 } }, createdAt: 12 } }),
      lineOf({ messageEvent: 'hello' }),
      lineOf({
        recommendationEvent: {
          products: [
            { productId: 7, title: null, price: '89.90', currency: 1, facets: 'blue', url: {} },
            'shoe',
            null,
          ],
        },
      }),
      lineOf({ recommendationEvent: { products: 'none' } }),
      lineOf({ chatSuggestionEvent: { suggestedQuestions: ['Yes?', 1, null, { a: 1 }] } }),
      lineOf({ agentHandoverEvent: { triggerHandover: 'true', reason: 4 } }),
      lineOf({ connectlyInteractiveEvent: { interactive: { listMessage: { sections: {} } } } }),
    ]),
  },
  scalars: {
    description: 'lines that are a number, a text, null, true, {} and []',
    reply: inserted(() => ['42\n', '"text"\n', 'null\n', 'true\n', '{}\n', '[]\n']),
  },
  'proto-keys': {
    description: 'keys called __proto__ and constructor',
    reply: inserted(() => [
      '{"result":{"response":{"responseEvents":[{"__proto__":{"polluted":true}},' +
        '{"constructor":{"prototype":{"polluted":true}}}]}}}\n',
      '{"__proto__":{"response":{"responseEvents":[]}}}\n',
    ]),
  },
  'many-keys': {
    description: 'an element with several keys, and one with null siblings',
    reply: inserted(() => [
      lineOf({
        chatSuggestionEvent: { suggestedQuestions: ['Second?'] },
        ...(text('First of two in one element.') as object),
      }),
      lineOf({ ...noOtherKeys, ...(text('The only one that is not null.') as object) }),
    ]),
  },
  'wrong-session': {
    description: "replies that carry another session's id",
    reply: ({ lines, sessionId }) => {
      const other = '00000000-0000-4000-8000-000000000000';
      function* actions(): Generator<WireAction> {
        for (const line of lines) {
          yield* lineActions({ ...line, text: line.text.replaceAll(sessionId, other) });
        }
      }
      return okReply(actions());
    },
  },
  hostile: {
    description: 'HTML, scripts, dangerous links and control characters in every text',
    reply: inserted(() => {
      const trap = '<img src=x onerror=alert(1)> [click](javascript:alert(1)) \u202Eevil\u001B[31m';
      const url = 'javascript:alert(1)';
      return [
        lineOf(text(`${trap} [b](command:workbench.action.quit) ![p](https://leak.invalid/?q=1)`)),
        lineOf({
          recommendationEvent: {
            products: [{ productId: trap, title: trap, url, imageUrl: url, price: 1, facets: {} }],
          },
        }),
        lineOf({ chatSuggestionEvent: { suggestedQuestions: [trap] } }),
      ];
    }),
  },
};
