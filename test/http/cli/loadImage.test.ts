import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { imageLoader } from '../../../src/cli/loadImage.ts';
import { reachableFrom } from '../../../src/scenarios/run/reachableFrom.ts';
import type { HostPlace } from '../../../src/shared/privateHost.ts';
import { runCli } from '../../support/programs/runCli.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { testKey } from '../../support/testKeys.ts';
import { startServer } from '../../support/servers/testServer.ts';

const answer = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

function startPictures(t: Parameters<typeof startServer>[0]) {
  return startServer(t, (response, { path }) => {
    if (path === '/moved') response.writeHead(302, { location: '/picture' }).end();
    else if (path === '/large')
      response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(2 ** 20 + 1));
    else response.writeHead(200, { 'content-type': 'image/svg+xml; charset=utf-8' }).end(answer);
  });
}

test('a picture of this machine is loaded only for agents that are there', async (t) => {
  const { origin, port, connectionCount } = await startPictures(t);
  const far = imageLoader({ agentPlace: () => 'public' });
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost']) {
    assert.equal(await far(`http://${host}:${port}/picture`), undefined, host);
  }
  assert.equal(connectionCount(), 0);
  const near = imageLoader({ agentPlace: () => 'loopback' });
  assert.deepEqual(await near(`${origin}/picture`), { type: 'image/svg+xml', bytes: answer });
});

test('a public name that leads to this machine is not followed there', async (t) => {
  const { port, connectionCount, requests } = await startPictures(t);
  const asked: string[] = [];
  const load = (addresses: readonly string[]) =>
    imageLoader({
      agentPlace: () => 'public',
      resolve: (name, _options, done) => {
        asked.push(name);
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        done(null, found);
      },
    })(`http://cdn.shop.example:${port}/picture`);
  assert.equal(await load(['127.0.0.1']), undefined);
  assert.equal(await load(['::ffff:127.0.0.1', '10.0.0.1', '::1']), undefined);
  assert.deepEqual(asked, ['cdn.shop.example', 'cdn.shop.example']);
  assert.equal(connectionCount(), 0);
  assert.deepEqual(requests, []);
});

test('an agent of this machine leads no further than here, and one of a network not here', async (t) => {
  const addresses = ['169.254.169.254', 'fe80::1', '10.0.0.1', '::ffff:127.0.0.1', '8.8.8.8'];
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  const reached = (agent: HostPlace) =>
    new Promise((done) => {
      const look = reachableFrom(agent, (_name, _options, answer) => void answer(null, found));
      look('cdn.shop.example', { all: true }, (_error, all) => void done(all));
    });
  const [, , network, here, internet] = found;
  assert.deepEqual(await reached('loopback'), [here, internet]);
  assert.deepEqual(await reached('private'), [network, internet]);
  assert.deepEqual(await reached('public'), [internet]);
  assert.deepEqual(await reached('nowhere'), [internet]);

  const { origin, port, connectionCount } = await startPictures(t);
  const load = imageLoader({ agentPlace: () => 'private' });
  assert.equal(await load(`${origin}/picture`), undefined);
  assert.equal(await load(`http://localhost:${port}/picture`), undefined);
  assert.equal(connectionCount(), 0);
});

test('a redirect and a large picture are not taken', async (t) => {
  const { origin, requests } = await startPictures(t);
  const load = imageLoader({ agentPlace: () => 'loopback' });
  assert.equal(await load(`${origin}/moved`), undefined);
  assert.equal(await load(`${origin}/large`), undefined);
  assert.deepEqual(
    requests.map(({ path }) => path),
    ['/moved', '/large'],
  );
});

test('an agent of this machine gets its pictures into a live report, without the key, and no others', async (t) => {
  const folder = await tempFolder(t);
  const server = await startServer(t, (response, { path }) => {
    if (path.endsWith('.svg'))
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(answer);
    else if (path === '/moved') response.writeHead(302, { location: '/second.svg' }).end();
    else if (path.endsWith('/invoke')) response.end(`${JSON.stringify(answerWith(pictures))}\n`);
    else response.end('{"sessionId":"s-1"}');
  });
  const pictures = [
    `${server.origin}/first.svg`,
    `${server.origin}/moved`,
    'http://169.254.169.254/latest.svg',
    'http://10.0.0.1/a.svg',
    `http://[fd00::1]:${server.port}/a.svg`,
    'file:///etc/hostname',
  ];
  const [scenario, report] = ['a.sofia.yaml', 'report.html'].map((name) => join(folder, name));
  assert.ok(scenario && report);
  await writeFile(scenario, 'name: A\nturns: [{ say: hi, expect: [{ text: none }] }]\n');
  const env = {
    SOFIA_API_KEY: testKey,
    SOFIA_BASE_URL: server.origin,
    SOFIA_BUSINESS_ID: 'b',
    SOFIA_AGENT_ID: 'a',
  };
  const args = ['test', scenario, '--reporter', `html=${report}`, '--images'];
  const { code, stderr } = await runCli(args, { env });
  assert.equal(code, 1, stderr);
  const page = await readFile(report, 'utf8');
  assert.equal(page.split('data:image/svg+xml;base64,').length, 2);
  const loaded = server.requests.filter(({ path }) => !path.includes('agent'));
  assert.deepEqual(loaded.map(({ path }) => path).toSorted(), ['/first.svg', '/moved']);
  for (const { headers } of loaded) assert.ok(!JSON.stringify(headers).includes(testKey));
});

function answerWith(pictures: readonly string[]): object {
  const products = pictures.map((imageUrl, index) => ({
    productId: String(index),
    title: `Boots ${index}`,
    imageUrl,
  }));
  const responseEvents = [{ recommendationEvent: { products } }];
  return { result: { response: { responseEvents } } };
}

test('the report of a run against the simulator has the pictures of its shop', async (t) => {
  const folder = await tempFolder(t);
  const [scenario, report] = ['shoes.sofia.yaml', 'report.html'].map((name) => join(folder, name));
  assert.ok(scenario && report);
  await writeFile(
    scenario,
    `name: Shoes\nturns:\n  - say: running shoes under $100\n    expect:\n      - text: nothing like this\n`,
  );
  const ran = await runCli([
    'test',
    '--demo',
    scenario,
    '--reporter',
    `html=${report}`,
    '--images',
  ]);
  assert.equal(ran.code, 1, ran.stderr + ran.stdout);
  assert.match(await readFile(report, 'utf8'), /href="data:image\/svg\+xml;base64,/);
});
