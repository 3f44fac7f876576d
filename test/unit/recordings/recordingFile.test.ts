import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExchangeCollector } from '../../../src/recordings/exchanges.ts';
import { recordingLine, type RecordingEntry } from '../../../src/recordings/recording.ts';
import { readRecording, type RecordingPart } from '../../../src/recordings/recordingFile.ts';
import { entriesOf, exchanges, header } from '../../support/samples/recordedExchanges.ts';

const entries: readonly RecordingEntry[] = exchanges.flatMap(entriesOf);
const whole = [header, ...entries].map(recordingLine).join('');
const head = recordingLine(header);

async function read(text: string): Promise<readonly RecordingPart[]> {
  async function* chunks() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1000)
      yield await Promise.resolve(bytes.subarray(at, at + 1000));
  }
  const parts: RecordingPart[] = [];
  for await (const part of readRecording(chunks())) parts.push(part);
  return parts;
}

test('a recording comes back as it was written', async () => {
  const parts = await read(whole);
  assert.deepEqual(parts[0], { type: 'header', header });
  const collector = new ExchangeCollector();
  for (const part of parts) if (part.type === 'entry') collector.add(part.entry);
  assert.deepEqual(collector.exchanges, exchanges);
  assert.equal(collector.strays, 0);
});

test('what cannot be read as a recording says why, and nothing follows', async () => {
  const unreadable = (reason: string) => [{ type: 'unreadable', reason }];
  assert.deepEqual(await read(''), unreadable('empty'));
  assert.deepEqual(await read('\n\n'), unreadable('empty'));
  assert.deepEqual(await read('PK\u0003\u0004../../etc/passwd\n'), unreadable('notARecording'));
  assert.deepEqual(await read('{"a":1}\n'), unreadable('notARecording'));
  assert.deepEqual(
    await read(head.replace('"version":1', '"version":2')),
    unreadable('newerVersion'),
  );
  assert.deepEqual(await read(head.replace('https:', 'file:')), unreadable('notARecording'));
});

test('a damaged line is named, and what stands around it is still read', async () => {
  const [first = '', ...others] = entries.map(recordingLine);
  const bad: readonly [line: string, reason: string][] = [
    ['{"type":"line"\n', 'notJson'],
    ['{"type":"line","exchange":1}\n', 'notAnEntry'],
    ['{"type":"toString","exchange":1,"atMs":1}\n', 'notAnEntry'],
    ['{"type":"__proto__"}\n', 'notAnEntry'],
    [
      '{"type":"end","exchange":1,"atMs":1,"outcome":"failed","failure":{"kind":"x","retryable":true}}\n',
      'notAnEntry',
    ],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}\n`, 'tooDeep'],
    ['7\n', 'notAnEntry'],
    [
      '{"type":"response","exchange":1,"atMs":1,"status":200,"headers":{"@/etc/hostname":""}}\n',
      'notAnEntry',
    ],
  ];
  for (const [line, reason] of bad) {
    const parts = await read(head + first + line + others.join(''));
    assert.deepEqual(
      parts.filter(({ type }) => type === 'damage'),
      [{ type: 'damage', line: 3, reason }],
    );
    assert.equal(parts.filter(({ type }) => type === 'entry').length, entries.length);
  }
});

test('a file that was cut in a line says so', async () => {
  const parts = await read(whole.slice(0, -10));
  assert.deepEqual(parts.at(-1), { type: 'damage', line: entries.length + 1, reason: 'cut' });
});

test('a field named __proto__ changes nothing but itself', async () => {
  const [line] = await read(`${head.slice(0, -2)},"__proto__":{"isEvil":true}}\n`);
  assert.ok(line?.type === 'header');
  assert.equal(Reflect.get({}, 'isEvil'), undefined);
  assert.equal(Reflect.get(Object.prototype, 'isEvil'), undefined);
});

test('entries whose request is not in the file are counted', () => {
  const collector = new ExchangeCollector();
  collector.add({ type: 'end', exchange: 5, atMs: 1, outcome: 'complete' });
  assert.equal(collector.strays, 1);
  assert.deepEqual(collector.exchanges, []);
});
