import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { rootCertificates } from 'node:tls';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  readInWorker,
  trustedCertificates,
} from '../../../src/agentGraph/http/certificates/trustedCertificates.ts';
import { startServer, testRoot } from '../../support/servers/testServer.ts';

const root = fileURLToPath(new URL('../../fixtures/tls/root.pem', import.meta.url));
const nothing = fileURLToPath(new URL('../../fixtures/tls/good.key', import.meta.url));

function source(name: string): string {
  return pathToFileURL(
    fileURLToPath(new URL(`../../../src/agentGraph/${name}.ts`, import.meta.url)),
  ).href;
}

/** Runs in a process of its own, because Node reads its certificates once: asks, tells the outcome. */
const probe = `
  const [transportUrl, trustUrl, url, system] = process.argv.slice(1);
  const { createUndiciTransport } = await import(transportUrl);
  const { trustedCertificates } = await import(trustUrl);
  const transport = createUndiciTransport({
    proxy: () => undefined,
    ...(system && { certificates: () => trustedCertificates({ system: system === 'true' }) }),
  });
  const limitMs = 20000;
  const timeouts = { connectMs: limitMs, firstByteMs: limitMs, idleMs: limitMs, totalMs: limitMs };
  const outcome = await transport.post({
    url, headers: {}, body: '{}', timeouts, retry: false, signal: new AbortController().signal,
  });
  console.log(outcome.type === 'done' ? outcome.value.status : outcome.failure.cause.reason);
  await transport.dispose();
`;

/** The probe's verdict on a server that the tests' root has signed. */
async function ask(
  url: string,
  variables: Readonly<Record<string, string>>,
  system: boolean | undefined,
): Promise<string> {
  const argv = ['--input-type=module', '-e', probe, source('http/undici/undiciTransport')];
  const { SSL_CERT_FILE: _, SSL_CERT_DIR: __, NODE_EXTRA_CA_CERTS: ___, ...rest } = process.env;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...argv,
      source('http/certificates/trustedCertificates'),
      url,
      system === undefined ? '' : String(system),
    ],
    { env: { ...rest, ...variables } },
  );
  return stdout.trim();
}

test('the certificates of the system and of NODE_EXTRA_CA_CERTS are trusted', async (t) => {
  const server = await startServer(t, (response) => void response.end(), { certificate: 'good' });
  const inSystem = { SSL_CERT_FILE: root };
  const inExtra = { NODE_EXTRA_CA_CERTS: root, SSL_CERT_FILE: nothing };
  const [byDefault, system, notSystem, extra, none] = await Promise.all([
    // As the command line does.
    ask(server.origin, inSystem, undefined),
    ask(server.origin, inSystem, true),
    // As with http.systemCertificates false.
    ask(server.origin, inSystem, false),
    ask(server.origin, inExtra, false),
    ask(server.origin, {}, true),
  ]);
  assert.deepEqual(
    { byDefault, system, notSystem, extra, none },
    {
      byDefault: '200',
      system: '200',
      notSystem: 'unknownIssuer',
      extra: '200',
      none: 'unknownIssuer',
    },
  );
});

test('the bundled roots stay trusted, and the same trust is the same list', async () => {
  const own = await trustedCertificates({ system: false });
  const all = await trustedCertificates({ system: true });
  assert.ok(own && all);
  const bundled = rootCertificates.map((pem) => pem.trim());
  const trimmed = new Set(own.map((pem) => pem.trim()));
  assert.ok(bundled.every((pem) => trimmed.has(pem)));
  assert.ok(own.every((pem) => all.includes(pem)));
  assert.equal(await trustedCertificates({ system: true }), all);
  assert.ok(!all.includes(await testRoot()));
});

test('a worker reads the same certificates of the system as this thread', async () => {
  const all = new Set(await trustedCertificates({ system: true }));
  const read = await readInWorker();
  assert.ok(read.every((pem) => all.has(pem)));
  const own = await trustedCertificates({ system: false });
  assert.equal(new Set([...(own ?? []), ...read]).size, all.size);
});
