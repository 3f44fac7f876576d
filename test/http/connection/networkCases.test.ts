import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli } from '../../support/programs/runCli.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { startProxyThat } from '../../support/servers/testProxy.ts';
import {
  chainRoot,
  closedPort,
  startRawServer,
  startServer,
  type TestServer,
} from '../../support/servers/testServer.ts';

// What somebody met with `check` who tried the command line against real servers and proxies, case by
// case. Each is an example of a kind; the kinds are in failureTable.test.ts.

const internal = 'https://api.shop.internal';

interface Checked {
  readonly code: number | null;
  readonly output: string;
}

async function check(
  baseUrl: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<Checked> {
  const target = ['--base-url', baseUrl, '--business-id', 'b1', '--agent-id', 'a1', ...args];
  const { code, stdout, stderr } = await runCli(['check', ...target], {
    env: { SOFIA_API_KEY: 'not-a-real-key', NODE_EXTRA_CA_CERTS: '', ...env },
  });
  return { code, output: stdout + stderr };
}

function overTls({ origin }: TestServer): string {
  return origin.replace('http:', 'https:').replace('127.0.0.1', 'localhost');
}

for (const password of ['Sun@Beach2026#1', 'Sun#Beach', 'Sun/Beach', 'Sun?Beach', 'Sun\\Beach']) {
  test(`no piece of a proxy's password is shown or looked up: ${password}`, async () => {
    const { code, output } = await check(internal, {
      HTTPS_PROXY: `http://tester:${password}@127.0.0.1:3128`,
    });
    assert.equal(code, 1);
    assert.match(output, /x Proxy: failed/);
    assert.match(output, /127\.0\.0\.1:3128 \(from HTTPS_PROXY\)/);
    assert.match(output, /Encode # \/ \? \\ as %23 %2F %3F %5C, and @ as %40\./);
    assert.match(output, /- Host name \(DNS\): skipped/);
    for (const piece of ['Sun', 'Beach', 'beach', 'tester']) {
      assert.ok(!output.includes(piece), `${piece} is in ${output}`);
    }
  });
}

test('the page of a web gateway is quoted, and the key is not blamed', async (t) => {
  const page = '<!DOCTYPE html><title>Access denied - Luna Web Gateway</title><h1>Blocked</h1>';
  const server = await startServer(t, (response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end(page);
  });
  const { output } = await check(server.origin);
  assert.match(output, /The response isn't from Agent Graph/);
  assert.match(output, /"Access denied - Luna Web Gateway"/);
  assert.doesNotMatch(output, /This API key|was rejected/);
});

test('a server without TLS has no bad certificate', async (t) => {
  const plain = await startServer(t, (response) => void response.end('{}'));
  const ssh = await startRawServer(t, (socket) => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'));
  for (const server of [plain, ssh]) {
    const { output } = await check(overTls(server));
    assert.match(output, /The server doesn't support TLS on this port/);
    assert.match(output, /port belongs to another service, or the server uses plain HTTP/);
    assert.doesNotMatch(output, /certificate/i);
  }
});

test('a proxy without TLS is told by what to write', async (t) => {
  const proxy = await startProxyThat(t, () => undefined);
  const { output } = await check(internal, { HTTPS_PROXY: `https://${proxy.address}` });
  assert.match(output, /The proxy doesn't support TLS/);
  assert.match(output, /In HTTPS_PROXY, start the proxy's address with http:\/\/\./);
  assert.doesNotMatch(output, /certificate/i);
});

for (const credentials of ['', 'tester:not-a-password@']) {
  test(`a proxy that knows NTLM only wants no password (${credentials || 'none given'})`, async (t) => {
    const answer = [
      'HTTP/1.1 407 Proxy Authentication Required',
      'Proxy-Authenticate: Negotiate',
      'Proxy-Authenticate: NTLM',
      'Content-Length: 0',
    ].join('\r\n');
    const { address } = await startProxyThat(t, (client) => client.end(`${answer}\r\n\r\n`));
    const { output } = await check(internal, { HTTPS_PROXY: `http://${credentials}${address}` });
    assert.match(output, /offers only Negotiate, NTLM/);
    assert.match(output, /askSofia\.transport to host.*local proxy that signs in for you/);
    assert.doesNotMatch(output, /user name|requires a|rejected|not-a-password/);
  });
}

test('a missing intermediate certificate is not an unknown authority', async (t) => {
  const file = join(await tempFolder(t), 'root.pem');
  await writeFile(file, await chainRoot());
  const at = async (certificate: 'chain' | 'chainLeaf') => {
    const server = await startServer(t, (response) => void response.end(), { certificate });
    return (await check(overTls(server), { NODE_EXTRA_CA_CERTS: file })).output;
  };
  const leafOnly = await at('chainLeaf');
  assert.match(leafOnly, /The server sends an incomplete certificate chain/);
  assert.match(leafOnly, /The server administrator must add it\./);
  assert.doesNotMatch(leafOnly, /ask IT|unknown issuer|NODE_EXTRA_CA_CERTS/);
  assert.match(await at('chain'), /Encryption \(TLS\): works/);
});

for (const customer of ['test', '1', 'ok', 'key', 'settings']) {
  test(`a customer called “${customer}” garbles no report`, async () => {
    const address = `127.0.0.1:${String(await closedPort())}`;
    const { code, output } = await check(`http://${address}`, {}, ['--client-key', customer]);
    assert.equal(code, 1);
    assert.match(output, /\+ Settings: works/);
    assert.match(output, /Environment: Test/);
    assert.ok(output.includes(`Base URL: http://${address}\n`), output);
    assert.doesNotMatch(output, /TypeError|\[customer ID\]/);
  });
}

test('the name of a user of the proxy hides no address', async () => {
  const HTTPS_PROXY = `http://shop:not-a-password@127.0.0.1:${String(await closedPort())}`;
  const { output } = await check(internal, { HTTPS_PROXY });
  assert.match(output, /Base URL: https:\/\/api\.shop\.internal/);
  assert.doesNotMatch(output, /not-a-password|\[hidden\]/);
});

test('what NO_PROXY says that nobody can read is listed, without its credentials', async () => {
  const proxy = `http://127.0.0.1:${String(await closedPort())}`;
  const NO_PROXY = 'api*.internal <local> ana:pass@odd!host other.test';
  const { output } = await check(internal, { HTTPS_PROXY: proxy, NO_PROXY });
  assert.match(output, /! Proxy: works, with a warning/);
  assert.match(output, /doesn't recognize in NO_PROXY.*“api\*\.internal”, “<local>”, “odd!host”\./);
  assert.doesNotMatch(output, /other\.test|ana:pass/);
});

test('ALL_PROXY is not read, and that is said', async () => {
  const { output } = await check('https://nowhere.invalid', { ALL_PROXY: 'socks5://p:1080' });
  assert.match(output, /! Proxy: works, with a warning/);
  assert.match(output, /ALL_PROXY is set, but Ask Sofia doesn't read it: set HTTPS_PROXY/);
});

test('addresses, ids and keys are taken as documents print them', async (t) => {
  const server = await startServer(t, (response) => {
    response.writeHead(503).end();
  });
  const baseUrl = `\u200b“${server.origin}/external/v1/ai/agent_graph/init”\u00a0`;
  const args = ['--business-id', 'b1\u00a0', '--agent-id', '\ufeff"a1"'];
  const { output } = await check(baseUrl, { SOFIA_API_KEY: '"not-a-real-key"\u00a0' }, args);
  const [request] = server.requests;
  assert.ok(request);
  assert.equal(request.headers['x-api-key'], 'not-a-real-key');
  const body = JSON.parse(request.body) as Record<string, unknown>;
  assert.equal(body['businessId'], 'b1');
  assert.match(output, /Business ID: b1\n {4}Agent ID: a1\n/);
});

test('a character that cannot be taken away is named, and of the key nothing else', async () => {
  const key = await check('http://127.0.0.1:9', { SOFIA_API_KEY: 'secret\u00a0words' });
  assert.match(key.output, /Character 7 is U\+00A0/);
  assert.doesNotMatch(key.output, /secret|words/);
  const id = await check('http://127.0.0.1:9', {}, ['--agent-id', 'agent\u00a01']);
  assert.match(id.output, /--agent-id or SOFIA_AGENT_ID: .*U\+00A0 \(character 6\)/);
});

test('the command line says what to do on the command line', async (t) => {
  const server = await startServer(t, (response) => {
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end('{"code":16,"message":"invalid api key"}');
  });
  const { output } = await check(server.origin);
  assert.match(output, /The API key was rejected/);
  assert.match(output, /Set SOFIA_API_KEY to the Sofia key from your onboarding email/);
});
