import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openEnvelope } from '../../../../src/agentGraph/wire/envelope.ts';
import { decodeElement } from '../../../../src/agentGraph/wire/decodeElement.ts';
import { handoverKinds } from '../../../../src/shared/model.ts';

const names = [
  ...['result', 'response', 'responseEvents', 'error', 'sessionId', 'code', 'message', 'details'],
  ...['messageEvent', 'recommendationEvent', 'chatSuggestionEvent', 'connectlyInteractiveEvent'],
  ...['content', 'textContent', 'text', 'products', 'price', 'facets', 'interactive', 'header'],
  ...['listMessage', 'sections', 'rows', 'buttons', 'button', 'attachment', 'asset', 'type', 'url'],
  ...['role', 'triggerHandover', 'suggestedQuestions', 'locationContent', 'latitude'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'response.sessionId'],
  ...handoverKinds,
];

/** Any JSON value, made of the wire's own names so that it comes past the first branch. */
const { wire } = fc.letrec<{ wire: unknown }>((tie) => ({
  wire: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.string(), fc.constant('USER')),
    fc.array(tie('wire'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...names), tie('wire')), {
        maxLength: 5,
        selector: ([name]) => name,
      })
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
}));

/** As the parser makes it: an own `__proto__`, no undefined, no -0. */
const parsed = fc
  .oneof(wire, fc.jsonValue())
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

function decodeAll(value: unknown) {
  return openEnvelope(JSON.stringify(value)).parts.flatMap(({ type, text }) =>
    type === 'element'
      ? [{ element: JSON.parse(text) as unknown, events: decodeElement(text, { line: 1 }) ?? [] }]
      : [],
  );
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

test('any JSON value is decoded without a throw and without touching the prototype', () => {
  const before = Reflect.ownKeys(Object.prototype);
  fc.assert(
    fc.property(parsed, (value) => {
      decodeAll(value);
      assert.deepEqual(Reflect.ownKeys(Object.prototype), before);
    }),
    { numRuns: 1000 },
  );
});

test("every key of an element is in exactly one event's raw value, unchanged", () => {
  fc.assert(
    fc.property(parsed, (value) => {
      for (const { element, events } of decodeAll(value)) {
        const keys = isPlain(element)
          ? Object.keys(element).filter((key) => element[key] !== null)
          : [];
        if (!isPlain(element) || keys.length === 0) {
          assert.deepEqual(
            events.map(({ rawText }) => rawText),
            [JSON.stringify(element)],
          );
          continue;
        }
        const raws = events.map(({ rawText }) => Object.entries(JSON.parse(rawText) as object));
        assert.ok(raws.every((entries) => entries.length === 1));
        const found = new Map(raws.flat() as [string, unknown][]);
        assert.deepEqual([...found.keys()].sort(), keys.sort());
        assert.equal(raws.length, keys.length);
        for (const [key, child] of found) assert.deepEqual(child, element[key]);
      }
    }),
    { numRuns: 1000 },
  );
});

/** The leaves of a value that are neither null nor where an envelope's own fields stand. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}

test('no text of a reply is lost between the wire and the parts of its envelope', () => {
  fc.assert(
    fc.property(parsed, (value) => {
      const shown = openEnvelope(JSON.stringify(value)).parts.flatMap((part) => [
        ...texts(JSON.parse(part.text)),
        ...(part.type === 'element' && part.sessionId ? [part.sessionId] : []),
      ]);
      // A sessionId without events is the one thing that an envelope may say in silence.
      const sessions = new Set(sessionIds(value));
      for (const text of texts(value)) assert.ok(shown.includes(text) || sessions.has(text));
    }),
    { numRuns: 1000 },
  );
});

function sessionIds(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) =>
    key.endsWith('sessionId') && typeof child === 'string' ? [child] : sessionIds(child),
  );
}
