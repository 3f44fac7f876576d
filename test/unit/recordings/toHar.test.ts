import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Ajv, type AnySchema } from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import type { Exchange } from '../../../src/recordings/exchanges.ts';
import { toHar } from '../../../src/recordings/toHar.ts';
import { exchanges, header } from '../../support/samples/recordedExchanges.ts';

// It comes without types.
const harSchemas = createRequire(import.meta.url)('har-schema') as Readonly<
  Record<string, AnySchema>
>;
// The published schema of HAR 1.2, as browser tools and proxies read it.
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addMetaSchema(draft06);
for (const schema of Object.values(harSchemas)) ajv.addSchema(schema);
const isHar = ajv.getSchema('har.json#');

test('an archive is valid by the published schema, whatever became of the requests', () => {
  assert.ok(isHar);
  const har = toHar(header, exchanges);
  assert.ok(isHar(har), JSON.stringify(isHar.errors));
  assert.ok(!isHar({ log: { ...har.log, version: 1.2 } }), 'the schema refuses what is wrong');
});

test('what a new connection took is told, and the times add up', () => {
  const [{ response, ...exchange }] = exchanges as [Exchange];
  assert.ok(response);
  const connection = { isReused: false, dnsMs: 10, connectMs: 20, tlsMs: 30 };
  const har = toHar(header, [{ ...exchange, response: { ...response, connection } }]);
  assert.ok(isHar?.(har), JSON.stringify(isHar?.errors));
  const { timings, time } = har.log.entries[0] ?? assert.fail();
  const { dns, connect, ssl, send, wait, receive } = timings;
  assert.deepEqual([dns, connect, ssl, wait], [10, 50, 30, 140]);
  assert.equal(dns + connect + send + wait + receive, time);
});

test('an archive has the times of the recording and the bodies as they came', () => {
  const [answered, refused] = toHar(header, exchanges).log.entries;
  assert.equal(answered?.startedDateTime, '2026-11-25T10:00:00.100Z');
  assert.equal(answered.time, 500);
  assert.deepEqual(answered._lineTimesMs, [300, 450]);
  assert.equal(answered.timings.wait, 200);
  assert.equal(answered.timings.receive, 300);
  assert.equal(answered.response.content.encoding, 'base64');
  assert.equal(
    Buffer.from(String(answered.response.content.text), 'base64').toString('latin1'),
    '{"a":1}\n\xff\n',
  );
  assert.equal(refused?.response.status, 0);
  assert.equal(refused.response._error, 'network');
});
