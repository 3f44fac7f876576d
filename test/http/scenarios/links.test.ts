import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { test, type TestContext } from 'node:test';
import type { Resolve } from '../../../src/scenarios/run/reachableFrom.ts';
import { reachLink } from '../../../src/scenarios/run/reachLink.ts';
import type { Report } from '../../../src/scenarios/reports/report.ts';
import { message, products } from '../../support/samples/scenarioRuns.ts';
import { startServer } from '../../support/servers/testServer.ts';
import {
  eventLine,
  scenarioFolder,
  startVerdictAgent,
} from '../../support/servers/verdictAgent.ts';

const { signal } = new AbortController();

/** A shop whose pages do what their path says; `asked` are the requests in their order. */
async function startShop(t: TestContext) {
  const asked: string[] = [];
  const shop = await startServer(t, (response: ServerResponse, { method = '', path }) => {
    asked.push(`${method} ${path}`);
    const to = (location: string) => void response.writeHead(302, { location }).end();
    switch (path) {
      case '/refuses-head':
        return void response.writeHead(method === 'HEAD' ? 405 : 200).end('page');
      case '/on':
        return to('/page');
      case '/round':
        return to('/round');
      case '/login':
        return to(`http://ana:s3cret-on@${response.req.headers.host ?? ''}/page`);
      case '/inside':
        return to('http://169.254.169.254/latest/meta-data');
      case '/file':
        return to('file:///etc/passwd');
      case '/never':
        return undefined;
      case '/reset':
        return void response.destroy();
      default:
        return void response.writeHead(path === '/gone' ? 404 : 200).end('page');
    }
  });
  return { ...shop, asked };
}

test('a link is asked with HEAD, and with GET where that is refused', async (t) => {
  const { origin, asked } = await startShop(t);
  const reach = (path: string) => reachLink(`${origin}${path}`, 'loopback', signal);
  assert.equal(await reach('/page'), undefined);
  assert.equal(await reach('/refuses-head'), undefined);
  assert.equal(await reach('/on'), undefined);
  assert.match((await reach('/gone')) ?? '', /^127\.0\.0\.1:\d+ returned 404\.$/);
  assert.deepEqual(asked, [
    ...['HEAD /page', 'HEAD /refuses-head', 'GET /refuses-head', 'HEAD /on', 'HEAD /page'],
    ...['HEAD /gone', 'GET /gone'],
  ]);
});

test('redirects end, and lead to HTTP and to where the agent is only', async (t) => {
  const { origin } = await startShop(t);
  const reach = (path: string) => reachLink(`${origin}${path}`, 'loopback', signal);
  assert.equal(await reach('/round'), 'It redirects more than 5 times.');
  assert.equal(
    await reach('/inside'),
    "169.254.169.254 is on a private network that customers can't reach.",
  );
  assert.match((await reach('/file')) ?? '', /redirects without a valid URL\.$/);
});

test('what cannot be reached, and what takes too long, is told', async (t) => {
  const { origin } = await startShop(t);
  assert.match((await reachLink(`${origin}/reset`, 'loopback', signal)) ?? '', /Couldn't reach/);
  const never = await reachLink(`${origin}/never`, 'loopback', signal, { timeLimitMs: 300 });
  assert.equal(never, 'There was no response within 0.3 s.');
  assert.equal(await reachLink('/boots', 'public', signal), "It isn't a complete URL.");
});

test('credentials in a link, and in a redirect, are not sent and not shown', async (t) => {
  const { origin, requests } = await startShop(t);
  const shop = origin.replace('http://', 'http://ana:s3cret@');
  assert.equal(await reachLink(`${shop}/page`, 'loopback', signal), undefined);
  assert.equal(await reachLink(`${origin}/login`, 'loopback', signal), undefined);
  const answer = `Look at [this](${shop}/page), at ${shop.replace(':s3cret', '')}/gone and ${shop}/gone?a@b.`;
  const shown = products({ productId: 'a', url: shop.replace('http://', 'http:\\\\') });
  const { env } = await startVerdictAgent(t, { links: [message(answer), shown] });
  const { run, at } = await scenarioFolder(t, scenario);
  // Without this every report hides them, wherever they stand.
  const args = ['--customer-data', '--reporter', `json=${at('report.json')}`];
  const { code } = await run(args, { env });
  assert.equal(code, 1);
  for (const { headers, path } of requests) {
    assert.equal(headers.authorization, undefined, path);
    assert.doesNotMatch(JSON.stringify(headers), /s3cret|ana:/, path);
  }
  const { cases } = JSON.parse(await readFile(at('report.json'), 'utf8')) as Report;
  const checks = JSON.stringify(
    cases.map(({ attempts }) =>
      attempts.flatMap((one) => one.turns.flatMap((turn) => turn.checks)),
    ),
  );
  assert.equal(checks.match(/the link http:[/\\]*\[hidden\]@127\.0\.0\.1/g)?.length, 4, checks);
  assert.doesNotMatch(checks, /s3cret|ana/);
});

test('an agent elsewhere leads to nothing on this machine, by name or by address', async (t) => {
  const { origin, asked } = await startShop(t);
  const { port } = new URL(origin);
  for (const link of [origin, `http://localhost:${port}/`, `http://[::1]:${port}/`])
    assert.match((await reachLink(link, 'public', signal)) ?? '', /is on a private network/, link);
  // A public name that leads here.
  const resolve: Resolve = (_name, _options, answer) =>
    answer(null, [{ address: '127.0.0.1', family: 4 }]);
  const link = `http://shop.example:${port}/`;
  assert.match((await reachLink(link, 'public', signal, { resolve })) ?? '', /private network/);
  assert.equal(await reachLink(link, 'loopback', signal, { resolve }), undefined);
  assert.deepEqual(asked, ['HEAD /']);
});

test('a run that is ended asks no more', async (t) => {
  const { origin } = await startShop(t);
  const ended = AbortSignal.abort();
  await assert.rejects(reachLink(`${origin}/never`, 'loopback', ended), { name: 'AbortError' });
});

const scenario = `name: Links
turns:
  - say: links
    expect:
      - links: reachable
`;

test('each link of an answer has a result; a recording has none, and says so', async (t) => {
  const { origin, asked } = await startShop(t);
  const text = `Look at [this](${origin}/page), ${origin}/gone. Or write to <mailto:a@shop.example>.`;
  const shown = products({ productId: 'a', title: 'Boots', url: `${origin}/on` });
  const { env } = await startVerdictAgent(t, {
    links: (response) => response.end(eventLine(message(text)) + eventLine(shown)),
  });
  const { run, at } = await scenarioFolder(t, scenario);
  const live = await run(
    ['--record', at('kept'), '--reporter', 'pretty', '--reporter', `json=${at('report.json')}`],
    { env },
  );
  assert.equal(live.code, 1, live.stdout);
  assert.match(
    live.stdout,
    /the link http:\S+\/gone is reachable\n\s+127\.0\.0\.1:\d+ returned 404\./,
  );
  const report = await readFile(at('report.json'), 'utf8');
  assert.equal(report.match(/the link http/g)?.length, 3);
  assert.deepEqual(new Set(asked), new Set(['HEAD /page', 'HEAD /gone', 'GET /gone', 'HEAD /on']));

  const before = asked.length;
  const offline = await run(['--offline', at('kept'), '--reporter', 'pretty'], { env });
  assert.match(offline.stdout, /Links are checked only when the agent itself responds/);
  assert.match(offline.stdout, /1 not evaluated/);
  assert.equal(offline.code, 2);
  assert.equal(asked.length, before);
});
