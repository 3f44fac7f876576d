import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import schema from '../../../media/recording.schema.json' with { type: 'json' };
import { isRecordingEntry } from '../../../src/recordings/isRecordingEntry.ts';
import { recordingLine } from '../../../src/recordings/recording.ts';
import { readRecording } from '../../../src/recordings/recordingFile.ts';
import { isFailure } from '../../../src/shared/failure/failure.ts';
import { entriesOf, exchanges, header } from '../../support/samples/recordedExchanges.ts';

const [answered, refused] = exchanges;
assert.ok(answered && refused);
const entries = [
  ...exchanges.flatMap(entriesOf),
  { ...answered.request, turn: 3 },
  { ...answered.response, connection: { isReused: false, dnsMs: 1.5, connectMs: 2, tlsMs: 3 } },
  { ...answered.lines[0], omittedBytes: 12 },
];

const ajv = new Ajv({ strict: true, strictRequired: false, strictTypes: false });
ajv.addSchema(schema, 'recording');

/** What the schema says to a part of a recording. */
function isOfSchema(part: unknown, name: unknown): boolean {
  if (typeof name !== 'string' || !Object.hasOwn(schema.definitions, name)) return false;
  return ajv.compile({ $ref: `recording#/definitions/${name}` })(part) === true;
}

/** What the reader says to a line of a recording. */
async function isRead(line: string): Promise<boolean> {
  async function* chunks() {
    yield await Promise.resolve(Buffer.from(`${recordingLine(header)}${line}\n`));
  }
  for await (const part of readRecording(chunks())) if (part.type === 'entry') return true;
  return false;
}

test('every entry that a recorder writes is one', () => {
  for (const entry of entries) assert.equal(isRecordingEntry(entry), true, JSON.stringify(entry));
});

test('the guard and the schema say the same of entries in which anything is changed', async () => {
  const values: readonly unknown[] = [
    ...[undefined, null, '', 'x', 'toString', '/wo=', 'http://a', 'POST', 'end', 'line'],
    ...[-1, 0, 1, 1.5, 99, 200, 599, 600, 1e12, 1e13, true],
    ...[{}, [], { a: 1 }, { a: 'b' }, { 'A B': 'c' }, { kind: 'network', retryable: true }],
    ...[{ isReused: true }, { isReused: 1 }, { isReused: false, dnsMs: -1 }],
  ];
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry))), 'unknown'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...entries),
      fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...values)), { maxLength: 2 }),
      async (entry, changes) => {
        const line = JSON.stringify({ ...entry, ...Object.fromEntries(changes) });
        const value = JSON.parse(line) as Readonly<Record<string, unknown>>;
        const { type, failure } = value;
        const isValid =
          ['request', 'retry', 'response', 'line', 'end'].some((name) => name === type) &&
          isOfSchema(value, type) &&
          (type !== 'end' || failure === undefined || isFailure(failure));
        assert.equal(isRecordingEntry(value), isValid, line);
        assert.equal(await isRead(line), isValid, line);
      },
    ),
    { numRuns: 1500 },
  );
});
