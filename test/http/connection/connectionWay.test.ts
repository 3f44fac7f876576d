import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFetchTransport } from '../../../src/agentGraph/http/fetch/fetchTransport.ts';
import { checkAt, outline, startScripted, stepIn } from '../../support/servers/connectionChecks.ts';
import { happening, holdClock } from '../../support/heldClock.ts';
import {
  closedPort,
  startRawServer,
  startServer,
  testCertificates,
} from '../../support/servers/testServer.ts';

const ca = await testCertificates();

test('everything works over plain http on this machine, and is told to stay there', async (t) => {
  const server = await startScripted(t);
  const report = await checkAt(t, server.origin);
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns+ tcp+ tls+ health+ init+ greeting+ close+',
  );
  assert.equal(report.verdict, 'ok');
  assert.match(stepIn(report, 'tls').text ?? '', /plain HTTP.*doesn't leave this computer/);
  assert.deepEqual(
    server.requests.map(({ path }) => path.split('/').at(-1)),
    ['health', 'init', 'invoke', 'close'],
  );
});

test('a private authority that this machine trusts is a warning that names it', async (t) => {
  const server = await startScripted(t, {}, { certificate: 'good' });
  const report = await checkAt(t, server.origin, { ca });
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns+ tcp+ tls~ health+ init+ greeting+ close+',
  );
  const { text = '', facts } = stepIn(report, 'tls');
  assert.match(
    text,
    /^The certificate of .* was issued by Ask Sofia test root, .* your network inspects TLS/,
  );
  assert.deepEqual(facts[0], ['Issuer', 'Ask Sofia test root']);
});

test('a certificate that ends within two weeks is a warning with the day', async (t) => {
  const server = await startScripted(t, {}, { certificate: 'good' });
  // The certificate is valid until 2120-01-01.
  const now = () => Date.UTC(2119, 11, 20);
  const report = await checkAt(t, server.origin, { ca, now });
  assert.match(stepIn(report, 'tls').text ?? '', /expires soon, on Jan 1, 2120/);
});

test('a name without an address stops the check at DNS, and nothing is sent', async (t) => {
  const report = await checkAt(t, 'https://nonexistent.invalid');
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns! tcp- tls- health- init- greeting- close-',
  );
  const { failure, title, text, actions } = stepIn(report, 'dns');
  assert.deepEqual(failure?.cause, {
    type: 'connection',
    reason: 'dns',
    address: 'nonexistent.invalid',
  });
  assert.equal(title, 'Host not found');
  assert.match(text ?? '', /Couldn't find nonexistent\.invalid\. Nothing was sent\./);
  assert.ok(actions.includes('openSettings'));
  assert.equal(stepIn(report, 'init').text, 'Requires “Host name (DNS)” to succeed.');
});

test('a port where nobody listens stops the check at TCP', async (t) => {
  const port = await closedPort();
  const report = await checkAt(t, `https://127.0.0.1:${String(port)}`);
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns+ tcp! tls- health- init- greeting- close-',
  );
  assert.match(
    stepIn(report, 'tcp').text ?? '',
    /Couldn't connect to 127\.0\.0\.1:\d+\. No server is running there/,
  );
});

test('a handshake that never ends runs into the connect limit of the agent', async (t) => {
  const greeted = happening();
  const server = await startRawServer(t, (socket) => socket.once('data', () => greeted.happens()));
  const url = server.origin.replace('http:', 'https:');
  const clock = holdClock(t);
  const checked = checkAt(t, url, { options: { timeouts: { connectMs: 60 } } });
  await greeted.happened;
  clock.pass(60);
  const report = await checked;
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns+ tcp+ tls! health- init- greeting- close-',
  );
  const cause = { type: 'limit', limit: 'connect', limitMs: 60 };
  assert.deepEqual(stepIn(report, 'tls').failure?.cause, cause);
});

const badCertificates = [
  [
    'good',
    undefined,
    'unknownIssuer',
    /doesn't trust .* issued by Ask Sofia test root.* sent no other certificates/,
  ],
  [
    'wrongName',
    ca,
    'wrongName',
    /valid only for elsewhere\.example\.test, not for 127\.0\.0\.1:\d+/,
  ],
  ['expired', ca, 'expired', /was valid until Jan 1, 2021\. Nothing was sent\./],
] as const;

for (const [certificate, trusted, reason, sentence] of badCertificates) {
  test(`a certificate that is bad by ${reason} stops the check at TLS`, async (t) => {
    const server = await startServer(t, (response) => void response.end(), { certificate });
    const report = await checkAt(t, server.origin, { ca: trusted });
    assert.equal(
      outline(report),
      'settings+ key+ proxy+ dns+ tcp+ tls! health- init- greeting- close-',
    );
    const { failure, text, facts } = stepIn(report, 'tls');
    assert.equal(failure?.cause?.type === 'certificate' && failure.cause.reason, reason);
    assert.match(text ?? '', sentence);
    assert.deepEqual(facts[0], ['Issuer', 'Ask Sofia test root']);
    assert.equal(server.requests.length, 0);
  });
}

test('a server that speaks no TLS is a failure of TLS', async (t) => {
  const server = await startServer(t, (response) => void response.end());
  const report = await checkAt(t, server.origin.replace('http:', 'https:'));
  const { failure, title } = stepIn(report, 'tls');
  assert.equal(failure?.cause?.type === 'tls' && failure.cause.reason, 'notTls');
  assert.equal(title, "The server doesn't support TLS on this port");
});

test('where VS Code chooses the way, what the probes meet is only a hint', async (t) => {
  const server = await startScripted(t);
  const transport = createFetchTransport();
  t.after(() => transport.dispose());
  const report = await checkAt(t, server.origin, { transportKind: 'host', transport });
  assert.match(stepIn(report, 'proxy').text ?? '', /VS Code decides how to connect/);
  assert.equal(stepIn(report, 'close').state, 'ok');

  const seen: string[] = [];
  const elsewhere = await checkAt(t, 'https://nonexistent.invalid', {
    transportKind: 'host',
    transport: {
      post: ({ url }) => {
        seen.push(url);
        return Promise.resolve({ type: 'aborted' });
      },
      dispose: () => Promise.resolve(),
    },
  });
  assert.match(outline(elsewhere), /^settings\+ key\+ proxy\+ dns~ tcp- tls- health. init/);
  assert.match(stepIn(elsewhere, 'dns').text ?? '', /only VS Code's own fetch can connect/);
  assert.match(seen[0] ?? '', /\/health$/);
});
