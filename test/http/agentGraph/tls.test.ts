import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  startServer,
  startWireServer,
  testCertificates,
} from '../../support/servers/testServer.ts';
import type { TransportKind } from '../../support/servers/transportClient.ts';
import {
  eachTransport,
  failureOf,
  readBody,
  requestTo,
  responseOf,
} from '../../support/servers/transportClient.ts';

// What this machine trusts beside is no matter here.
delete process.env['NODE_EXTRA_CA_CERTS'];

const century = {
  issuer: 'Ask Sofia test root',
  validFrom: 'Jan  1 00:00:00 2020 GMT',
  validTo: 'Jan  1 00:00:00 2120 GMT',
};

eachTransport((openTransport, way) => {
  test('a certificate of a trusted issuer is accepted, and the connection used again', async (t) => {
    const server = await startServer(t, (response) => void response.end('ok'), {
      certificate: 'good',
    });
    const transport = openTransport(t, { certificates: testCertificates });
    for (let turn = 0; turn < 2; turn++) {
      const response = responseOf(await transport.post(requestTo(server.origin)));
      assert.deepEqual(await readBody(response), { text: 'ok' });
    }
    // fetch does not tell how old a kept connection is, so there each request has its own.
    assert.equal(server.connectionCount(), way === 'host' ? 2 : 1);
  });

  test('an unknown issuer is named, and nothing was sent', async (t) => {
    const server = await startServer(t, (response) => void response.end(), { certificate: 'good' });
    const failure = failureOf(await openTransport(t).post(requestTo(server.origin)));
    const address = `127.0.0.1:${String(server.port)}`;
    assert.deepEqual(failure, {
      kind: 'tls',
      cause: {
        type: 'certificate',
        reason: 'unknownIssuer',
        address,
        ...facts(way, { ...century, isAlone: true }),
      },
      retryable: false,
    });
    assert.equal(server.requests.length, 0);
  });

  for (const maxTlsVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`a certificate for another name is refused each time over ${maxTlsVersion}`, async (t) => {
      const certificate = 'wrongName';
      const options = { certificate, maxTlsVersion } as const;
      const server = await startServer(t, (response) => void response.end(), options);
      const transport = openTransport(t, { certificates: testCertificates });
      for (let turn = 0; turn < 3; turn++) {
        const { kind, cause } = failureOf(await transport.post(requestTo(server.origin)));
        assert.equal(kind, 'tls');
        assert.equal(cause?.type === 'certificate' && cause.reason, 'wrongName');
      }
      assert.equal(server.requests.length, 0);
    });
  }

  test('an expired certificate is told apart, with its dates', async (t) => {
    const certificate = 'expired';
    const server = await startServer(t, (response) => void response.end(), { certificate });
    const transport = openTransport(t, { certificates: testCertificates });
    const { kind, cause } = failureOf(await transport.post(requestTo(server.origin)));
    assert.equal(kind, 'tls');
    assert.deepEqual(cause, {
      type: 'certificate',
      reason: 'expired',
      address: `127.0.0.1:${String(server.port)}`,
      ...facts(way, { ...century, validTo: 'Jan  1 00:00:00 2021 GMT' }),
    });
  });

  test('a server that speaks no TLS is a tls failure without a certificate', async (t) => {
    const server = await startWireServer(t, 'HTTP/1.1 400 Bad Request\r\n\r\n', (socket) => {
      socket.end();
    });
    const url = server.origin.replace('http:', 'https:');
    const { kind, cause } = failureOf(await openTransport(t).post(requestTo(url)));
    assert.equal(kind, 'tls');
    const address = `127.0.0.1:${String(server.port)}`;
    assert.deepEqual(cause, { type: 'tls', reason: 'notTls', address });
  });
});

/** fetch keeps a refused certificate to itself, unless it is one for another name. */
function facts(way: TransportKind, certificate: object): object {
  return way === 'host' ? {} : certificate;
}
