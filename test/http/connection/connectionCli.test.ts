import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ConnectionReport } from '../../../src/shared/connection/connectionReport.ts';
import {
  outline,
  startScripted,
  stepIn,
  testCustomer,
} from '../../support/servers/connectionChecks.ts';
import { jsonLines, runCli } from '../../support/programs/runCli.ts';
import { proxyPassword, testKey } from '../../support/testKeys.ts';
import { closedPort } from '../../support/servers/testServer.ts';

function environment(baseUrl: string) {
  return {
    SOFIA_API_KEY: testKey,
    SOFIA_BASE_URL: baseUrl,
    SOFIA_BUSINESS_ID: 'business-1',
    SOFIA_AGENT_ID: 'agent-1',
    SOFIA_CLIENT_KEY: testCustomer,
  };
}

test('check prints each step and a last sentence, and exits with 0', async (t) => {
  const { origin } = await startScripted(t);
  const { code, stdout, stderr } = await runCli(['check'], { env: environment(origin) });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^\+ Settings: works \(/);
  assert.match(stdout, /\n {4}Starts with: Hello, I am Sofia\n\+ End of session: works/);
  assert.match(stdout, /\n\nEverything works\. First byte after .*\.\n$/);
});

test('check exits with 0 for warnings too, a private authority for example', async (t) => {
  const { origin } = await startScripted(t, {}, { certificate: 'good' });
  const NODE_EXTRA_CA_CERTS = join(import.meta.dirname, '../../fixtures/tls/root.pem');
  const env = { ...environment(origin), NODE_EXTRA_CA_CERTS };
  const { code, stdout, stderr } = await runCli(['check'], { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /\n! Encryption \(TLS\): works, with a warning/);
  assert.match(stdout, /\n\nIt works, but check these steps: Encryption \(TLS\)\n$/);
});

test('check --json prints the report as one object', async (t) => {
  const { origin } = await startScripted(t);
  const { code, stdout } = await runCli(['check', '--json'], { env: environment(origin) });
  assert.equal(code, 0);
  const [report, ...rest] = jsonLines(stdout) as unknown as readonly ConnectionReport[];
  assert.ok(report);
  assert.deepEqual(rest, []);
  assert.equal(report.verdict, 'ok');
  assert.equal(stepIn(report, 'greeting').state, 'ok');
});

test('check exits with 1 where a step fails, and shows neither key nor customer', async (t) => {
  const port = await closedPort();
  const refused = await runCli(['check'], { env: environment(`http://127.0.0.1:${String(port)}`) });
  assert.equal(refused.code, 1);
  assert.match(refused.stdout, /\nx Connection \(TCP\): failed/);
  assert.match(refused.stdout, /Stopped at “Connection \(TCP\)”: The connection was refused/);

  const body = `{"code":16,"message":"${testKey} of ${testCustomer}"}`;
  const { origin } = await startScripted(t, { init: { status: 401, body } });
  const wrong = await runCli(['check', '--json'], { env: environment(origin) });
  assert.equal(wrong.code, 1);
  const [report] = jsonLines(wrong.stdout) as unknown as readonly ConnectionReport[];
  assert.ok(report);
  assert.match(outline(report), /init! greeting- close-$/);
  const everything = [refused, wrong].map(({ stdout, stderr }) => stdout + stderr).join('');
  assert.ok(!everything.includes(testKey));
  assert.ok(!everything.includes('600111222'));
});

test('the proxy of the environment is used and named', async () => {
  const port = await closedPort();
  const proxy = `http://ana:${proxyPassword}@127.0.0.1:${String(port)}`;
  const env = { ...environment('https://agent.example.test'), HTTPS_PROXY: proxy };
  const { code, stdout, stderr } = await runCli(['check'], { env });
  assert.equal(code, 1);
  assert.match(stdout, /No server is running at 127\.0\.0\.1:\d+ \(from HTTPS_PROXY\)/);
  assert.ok(!(stdout + stderr).includes(proxyPassword));
});

test('wrong usage of check exits with 2', async () => {
  const env = { SOFIA_API_KEY: 'k' };
  const missing = await runCli(['check'], { env });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /Missing: --business-id/);
  const unknown = await runCli(['check', 'hello'], { env });
  assert.equal(unknown.code, 2);
});

test('escape sequences of a server do not reach the terminal', async (t) => {
  const message = 'safe \u001b]8;;https://evil.example\u0007link \u202egnp';
  const body = JSON.stringify({ code: 7, message });
  const { origin } = await startScripted(t, { init: { status: 403, body } });
  const { stdout } = await runCli(['check'], { env: environment(origin) });
  assert.match(stdout, /safe/);
  assert.doesNotMatch(stdout, /[\u001b\u0007\u202e]/);
});
