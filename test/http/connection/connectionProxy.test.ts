import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import type { Proxy } from '../../../src/agentGraph/http/proxy/proxy.ts';
import { checkAt, outline, startScripted, stepIn } from '../../support/servers/connectionChecks.ts';
import { happening, holdClock } from '../../support/heldClock.ts';
import { proxyPassword } from '../../support/testKeys.ts';
import { startProxy, startProxyThat } from '../../support/servers/testProxy.ts';
import { closedPort, startServer, testCertificates } from '../../support/servers/testServer.ts';

/** A name that only a proxy can reach: the certificate "good" holds it. */
const remote = 'https://agent.example.test';
const ca = await testCertificates();

function through(address: string, changes: Partial<Proxy> = {}) {
  const proxy = { url: `http://${address}`, source: 'HTTPS_PROXY', ...changes };
  return { type: 'proxy', proxy } as const;
}

function proxyThatSays(t: TestContext, answer: string) {
  return startProxyThat(t, (client) => client.end(answer));
}

test('through a proxy its name, connection and tunnel are steps of their own', async (t) => {
  const server = await startScripted(t, {}, { certificate: 'good' });
  const proxy = await startProxy(t, server.port);
  const choice = through(proxy.address, { url: `http://ana:${proxyPassword}@${proxy.address}` });
  const report = await checkAt(t, remote, { ca, choice });
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns+ tcp+ tunnel+ tls~ health+ init+ greeting+ close+',
  );
  assert.deepEqual(stepIn(report, 'proxy').facts, [
    ['Proxy', proxy.address],
    ['Set in', 'HTTPS_PROXY'],
  ]);
  assert.deepEqual(stepIn(report, 'tunnel').facts, [['Tunnel to', 'agent.example.test:443']]);
  const authorization = `Basic ${Buffer.from(`ana:${proxyPassword}`).toString('base64')}`;
  assert.deepEqual(proxy.tunnels[0], { target: 'agent.example.test:443', authorization });
  assert.ok(!JSON.stringify(report).includes(authorization));
});

test('the credentials of http.proxyAuthorization win and stay out of the report', async (t) => {
  const server = await startScripted(t, {}, { certificate: 'good' });
  const proxy = await startProxy(t, server.port);
  const authorization = `Bearer ${proxyPassword}`;
  const report = await checkAt(t, remote, {
    ca,
    choice: through(proxy.address, { authorization }),
  });
  assert.equal(stepIn(report, 'tunnel').state, 'ok');
  assert.equal(proxy.tunnels[0]?.authorization, authorization);
});

const direct = [
  [{ reason: 'notSet' }, /No proxy is set/],
  [{ reason: 'loopback' }, /is this computer, so/],
  [{ reason: 'off', source: 'http.proxySupport' }, /http\.proxySupport turns proxies off/],
  [
    { reason: 'exempt', source: 'http.noProxy', entry: '127.*' },
    /“127\.\*” in http\.noProxy excludes 127\.0\.0\.1/,
  ],
] as const;

for (const [why, sentence] of direct) {
  test(`that no proxy is used is explained: ${why.reason}`, async (t) => {
    const server = await startScripted(t);
    const report = await checkAt(t, server.origin, { choice: { type: 'direct', ...why } });
    assert.match(stepIn(report, 'proxy').text ?? '', sentence);
    assert.equal(stepIn(report, 'close').state, 'ok');
  });
}

test('a proxy that refuses the connection stops the check, and its source is named', async (t) => {
  const address = `127.0.0.1:${String(await closedPort())}`;
  const report = await checkAt(t, remote, { ca, choice: through(address) });
  assert.equal(
    outline(report),
    'settings+ key+ proxy+ dns+ tcp! tunnel- tls- health- init- greeting- close-',
  );
  const { failure, text, actions } = stepIn(report, 'tcp');
  assert.deepEqual(failure?.cause, {
    type: 'proxy',
    address,
    source: 'HTTPS_PROXY',
    reason: 'refused',
  });
  assert.match(text ?? '', /No server is running at .* \(from HTTPS_PROXY\)/);
  assert.equal(actions[0], 'openProxySettings');
});

test('a proxy without an address stops the check at DNS', async (t) => {
  const choice = through('proxy.invalid:3128', { source: 'http.proxy' });
  const report = await checkAt(t, remote, { ca, choice });
  const { failure, text } = stepIn(report, 'dns');
  assert.equal(failure?.kind, 'proxy');
  assert.match(text ?? '', /proxy proxy\.invalid:3128 \(from http\.proxy\) wasn't found/);
});

test('a proxy of a kind that is not known is told without its credentials', async (t) => {
  const url = `socks5://ana:${proxyPassword}@inside.test:1080`;
  const report = await checkAt(t, remote, { ca, choice: through('', { url }) });
  assert.equal(
    outline(report),
    'settings+ key+ proxy! dns- tcp- tls- health- init- greeting- close-',
  );
  assert.match(stepIn(report, 'proxy').title ?? '', /SOCKS proxies aren't supported/);
});

const refusals = [
  [
    'wants credentials',
    'HTTP/1.1 407 Nope\r\n\r\n',
    {},
    /doesn't accept connections without them.*http\.proxyAuthorization/,
    407,
  ],
  [
    'does not accept the credentials',
    'HTTP/1.1 407 Nope\r\n\r\n',
    { authorization: 'Basic cHJveHktc2VjcmV0' },
    /doesn't accept them.*percent-encoded/,
    407,
  ],
  [
    'answers with a page',
    'HTTP/1.1 403 No\r\ncontent-type: text/html\r\n\r\n<html>no</html>',
    {},
    /didn't open a connection to agent\.example\.test:443.*\(HTTP 403\)/,
    403,
  ],
  [
    'cannot reach the host',
    'HTTP/1.1 502 No\r\n\r\n',
    {},
    /didn't open a connection to .*\(HTTP 502\)/,
    502,
  ],
  [
    'opens with a page of its own',
    'HTTP/1.1 200 OK\r\n\r\n<html>log in</html>',
    {},
    /inserted its own response into the connection/,
    undefined,
  ],
  [
    'is no proxy at all',
    '220 smtp.example.test\r\n',
    {},
    /doesn't respond like an HTTP proxy/,
    undefined,
  ],
] as const;

for (const [what, answer, credentials, sentence, status] of refusals) {
  test(`a proxy that ${what} stops the check at the tunnel`, async (t) => {
    const proxy = await proxyThatSays(t, answer);
    const report = await checkAt(t, remote, { ca, choice: through(proxy.address, credentials) });
    assert.equal(
      outline(report),
      'settings+ key+ proxy+ dns+ tcp+ tunnel! tls- health- init- greeting- close-',
    );
    const { failure, text = '' } = stepIn(report, 'tunnel');
    assert.equal(failure?.kind, 'proxy');
    assert.equal(failure.status, status);
    assert.match(text, sentence);
    assert.ok(text.includes(proxy.address));
    assert.doesNotMatch(text, /<html/);
  });
}

test('a proxy that hangs up, or never answers, stops the check at the tunnel', async (t) => {
  const rude = await startProxyThat(t, (client) => client.destroy());
  const ended = await checkAt(t, remote, { ca, choice: through(rude.address) });
  assert.match(stepIn(ended, 'tunnel').text ?? '', /closed the connection without a response/);
  const asked = happening();
  const silent = await startProxyThat(t, (client) => {
    client.resume();
    asked.happens();
  });
  const options = { timeouts: { connectMs: 60 } };
  const clock = holdClock(t);
  const checked = checkAt(t, remote, { ca, options, choice: through(silent.address) });
  await asked.happened;
  clock.pass(60);
  const waited = await checked;
  assert.match(
    stepIn(waited, 'tunnel').text ?? '',
    /Couldn't connect through the proxy .* within 60 ms/,
  );
});

test('a page that comes through the open tunnel is the proxy’s doing', async (t) => {
  const proxy = await startProxyThat(t, (client) => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    client.once('data', () => client.end('HTTP/1.1 200 OK\r\n\r\n<html>log in</html>'));
  });
  const report = await checkAt(t, remote, { ca, choice: through(proxy.address) });
  const { failure, text } = stepIn(report, 'tls');
  assert.equal(failure?.kind, 'proxy');
  assert.match(
    text ?? '',
    /inserted its own response into the connection to agent\.example\.test:443/,
  );
});

test('a bad certificate at the end of the tunnel is the server’s, not the proxy’s', async (t) => {
  const certificate = 'wrongName';
  const server = await startServer(t, (response) => void response.end(), { certificate });
  const proxy = await startProxy(t, server.port);
  const report = await checkAt(t, remote, { ca, choice: through(proxy.address) });
  assert.equal(stepIn(report, 'tls').failure?.kind, 'tls');
  assert.match(
    stepIn(report, 'tls').text ?? '',
    /valid only for elsewhere\.example\.test, not for agent\.example\.test:443\./,
  );
});

test('the right credentials open the tunnel of a proxy that wants some, others do not', async (t) => {
  const server = await startScripted(t, {}, { certificate: 'good' });
  const proxy = await startProxy(t, server.port, { credentials: `ana:${proxyPassword}` });
  const as = (name: string) =>
    checkAt(t, remote, { ca, choice: through('', { url: `http://${name}@${proxy.address}` }) });
  assert.equal(stepIn(await as(`ana:${proxyPassword}`), 'tunnel').state, 'ok');
  const wrong = await as(`ana:${proxyPassword}-2`);
  assert.match(stepIn(wrong, 'tunnel').text ?? '', /doesn't accept them/);
});

test('a proxy over TLS is spoken to over TLS, and its certificate is judged', async (t) => {
  const server = await startScripted(t, {}, { certificate: 'good' });
  const good = await startProxy(t, server.port, { certificate: 'good' });
  const well = await checkAt(t, remote, {
    ca,
    choice: through('', { url: `https://${good.address}` }),
  });
  assert.equal(stepIn(well, 'tunnel').state, 'ok');
  assert.equal(stepIn(well, 'close').state, 'ok');

  const other = await startProxy(t, server.port, { certificate: 'wrongName' });
  const url = `https://${other.address}`;
  const refused = await checkAt(t, remote, { ca, choice: through('', { url }) });
  assert.match(
    stepIn(refused, 'tunnel').text ?? '',
    /not for (127\.0\.0\.1:\d+).* \1 is the proxy set in HTTPS_PROXY, not the agent/,
  );
  assert.equal(other.tunnels.length, 0);
  const lenient = through('', { url, acceptsAnyCertificate: true });
  const accepted = await checkAt(t, remote, { ca, choice: lenient });
  assert.equal(stepIn(accepted, 'tunnel').state, 'ok');
});
