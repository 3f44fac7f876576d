import { lineActions, numbered, type PlannedAnswer } from '../server/plannedAnswer.ts';
import { body, type FaultReply, type FaultTable } from './fault.ts';

/** Faults in the content: extra lines that a client must survive. */

type Extra = (answer: PlannedAnswer, amount?: number) => Iterable<string | Uint8Array>;

/** Inserts the extra lines after the response's first line. */
function inserted(extra: Extra): FaultReply {
  return body(function* (answer, amount) {
    for (const [index, line] of numbered(answer.lines)) {
      yield* lineActions(line);
      if (index === 0) for (const data of extra(answer, amount)) yield { type: 'write', data };
    }
  });
}

function lineOf(...events: readonly unknown[]): string {
  return `${JSON.stringify({ result: { response: { sessionId: '', responseEvents: events } } })}\n`;
}

function errorLine(code: number, message: string): string {
  return `${JSON.stringify({ error: { code, message, details: [] } })}\n`;
}

function text(words: string): object {
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
  'bad-json': [
    "a line that isn't JSON; the following lines are valid",
    inserted(() => ['{"result":{"response": oops, no JSON here}\n']),
  ],
  'invalid-utf8': [
    "a line with bytes that aren't UTF-8",
    inserted(() => {
      const [head, tail] = lineOf(text('caf|')).split('|') as [string, string];
      return [head, Uint8Array.of(0xe9, 0xff), tail];
    }),
  ],
  'huge-line': ['a line of N MiB (default: 33)', inserted(hugeLine)],
  deep: [
    'a line nested N levels deep (default: 10000)',
    inserted((_, levels = 10_000) => [
      `{"result":{"response":{"responseEvents":[{"deepEvent":${'['.repeat(levels)}${']'.repeat(levels)}}]}}}\n`,
    ]),
  ],
  'error-line': [
    'an error line after the first lines, then the end',
    body(function* ({ lines }) {
      for (const [index, line] of numbered(lines)) {
        if (index === 2) break;
        yield* lineActions(line);
      }
      yield { type: 'write', data: errorLine(14, 'upstream unavailable') };
    }),
  ],
  'error-first': [
    'status 200, and the only line is an error',
    body(() => [{ type: 'write', data: errorLine(13, 'the agent failed') }]),
  ],
  'no-events': [
    'status 200, and the list of events is empty',
    body(() => [{ type: 'write', data: lineOf() }]),
  ],
  'unknown-event': [
    "an event, a role, a sub-message, and fields that don't exist yet",
    inserted(() => [
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
  ],
  'odd-types': [
    'known fields with values of the wrong type',
    inserted(() => [
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
  ],
  scalars: [
    'lines that are a number, a string, null, true, {}, and []',
    inserted(() => ['42\n', '"text"\n', 'null\n', 'true\n', '{}\n', '[]\n']),
  ],
  'proto-keys': [
    'keys named __proto__ and constructor',
    inserted(() => [
      '{"result":{"response":{"responseEvents":[{"__proto__":{"polluted":true}},' +
        '{"constructor":{"prototype":{"polluted":true}}}]}}}\n',
      '{"__proto__":{"response":{"responseEvents":[]}}}\n',
    ]),
  ],
  'many-keys': [
    'one element with several keys, and one whose other keys are null',
    inserted(() => [
      lineOf({
        chatSuggestionEvent: { suggestedQuestions: ['Second?'] },
        ...text('First of two in one element.'),
      }),
      lineOf({ ...noOtherKeys, ...text('The only one that is not null.') }),
    ]),
  ],
  'wrong-session': [
    "responses with another session's ID",
    body(function* ({ lines, sessionId }) {
      const other = '00000000-0000-4000-8000-000000000000';
      for (const line of lines) {
        yield* lineActions({ ...line, text: line.text.replaceAll(sessionId, other) });
      }
    }),
  ],
  hostile: [
    'HTML, scripts, dangerous links, and control characters in every text',
    inserted(() => {
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
  ],
};
