import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProxySettings } from '../../../../src/agentGraph/http/proxy/proxyChoice.ts';
import {
  environmentProxyChoice,
  vscodeProxy,
  vscodeProxyChoice,
} from '../../../../src/agentGraph/http/proxy/proxyChoice.ts';

const agent = new URL('https://agent.example.test/path');
const plainAgent = new URL('http://agent.example.test/');

/** Every variable with a value of its own. */
const variables = {
  https_proxy: 'http://a:1',
  HTTPS_PROXY: 'http://b:2',
  http_proxy: 'http://c:3',
  HTTP_PROXY: 'http://d:4',
};

/** The name of what decided, for a choice that goes through a proxy. */
function sourceOf(settings: ProxySettings, environment: Record<string, string>): string {
  const choice = vscodeProxyChoice(agent, settings, environment);
  return choice.type === 'proxy' ? choice.proxy.source : choice.reason;
}

test('in VS Code the setting wins, then the variables, lower case first, https first', () => {
  const proxy = 'http://setting:0';
  assert.equal(sourceOf({ proxy }, variables), 'http.proxy');
  assert.equal(sourceOf({ proxy: ' ' }, variables), 'https_proxy');
  const { https_proxy: _a, ...second } = variables;
  assert.equal(sourceOf({}, second), 'HTTPS_PROXY');
  const { HTTPS_PROXY: _b, ...third } = second;
  assert.equal(sourceOf({}, third), 'http_proxy');
  const { http_proxy: _c, ...fourth } = third;
  assert.equal(sourceOf({}, fourth), 'HTTP_PROXY');
  assert.equal(sourceOf({}, { HTTP_PROXY: '' }), 'notSet');
  assert.equal(sourceOf({}, {}), 'notSet');
});

test('in VS Code http goes the same way as https', () => {
  const choice = vscodeProxyChoice(plainAgent, {}, variables);
  assert.equal(choice.type === 'proxy' && choice.proxy.source, 'https_proxy');
});

test('http.proxySupport off means no proxy at all; its other values change nothing', () => {
  const settings = { proxy: 'http://setting:0', proxyAuthorization: 'Basic x' };
  assert.deepEqual(vscodeProxyChoice(agent, { ...settings, proxySupport: 'off' }, variables), {
    type: 'direct',
    reason: 'off',
    source: 'http.proxySupport',
  });
  for (const proxySupport of ['on', 'override', 'fallback']) {
    assert.equal(sourceOf({ ...settings, proxySupport }, variables), 'http.proxy');
  }
});

test('http.noProxy wins over NO_PROXY, and the choice names the list and the entry', () => {
  const exempt = (settings: ProxySettings, environment: Record<string, string>): unknown =>
    vscodeProxyChoice(agent, settings, { ...variables, ...environment });
  const named = (source: string, entry: string): unknown => ({
    type: 'direct',
    reason: 'exempt',
    source,
    entry,
  });
  assert.deepEqual(
    exempt({ noProxy: ['other.test', '.example.test'] }, {}),
    named('http.noProxy', '.example.test'),
  );
  assert.deepEqual(
    exempt({}, { NO_PROXY: 'a.test, example.test' }),
    named('NO_PROXY', 'example.test'),
  );
  assert.deepEqual(exempt({}, { no_proxy: '*', NO_PROXY: 'a.test' }), named('no_proxy', '*'));
  assert.equal(
    sourceOf({ noProxy: ['other.test'] }, { ...variables, NO_PROXY: '*' }),
    'https_proxy',
  );
});

test('loopback addresses are asked directly, and without a proxy there is nothing to exempt', () => {
  const own = new URL('http://127.0.0.1:8080/');
  assert.deepEqual(vscodeProxyChoice(own, { proxy: 'http://setting:0' }, {}), {
    type: 'direct',
    reason: 'loopback',
  });
  assert.deepEqual(vscodeProxyChoice(own, { noProxy: ['*'] }, {}), {
    type: 'direct',
    reason: 'notSet',
  });
});

test('http.proxyAuthorization and http.proxyStrictSSL hold for whatever names the proxy', () => {
  const settings = { proxyAuthorization: 'Basic c2VjcmV0', proxyStrictSSL: false };
  const refinements = { authorization: 'Basic c2VjcmV0', acceptsAnyCertificate: true };
  const fromSetting = vscodeProxyChoice(agent, { ...settings, proxy: 'https://p:1' }, variables);
  assert.deepEqual(fromSetting, {
    type: 'proxy',
    proxy: { url: 'https://p:1', source: 'http.proxy', ...refinements },
  });
  const fromVariable = vscodeProxyChoice(agent, settings, { HTTPS_PROXY: 'https://p:1' });
  assert.deepEqual(fromVariable, {
    type: 'proxy',
    proxy: { url: 'https://p:1', source: 'HTTPS_PROXY', ...refinements },
  });
  const defaults = { proxy: 'https://p:1', proxyAuthorization: null, proxyStrictSSL: true };
  assert.deepEqual(vscodeProxy(() => defaults, {})(agent), {
    url: 'https://p:1',
    source: 'http.proxy',
  });
});

test('what was set and does not count is told with the choice', () => {
  const direct = { type: 'direct', reason: 'notSet' };
  const ALL_PROXY = 'socks5://p:1080';
  assert.deepEqual(environmentProxyChoice(agent, { ALL_PROXY }), { ...direct, allProxy: true });
  assert.deepEqual(vscodeProxyChoice(agent, {}, { all_proxy: ALL_PROXY }), {
    ...direct,
    allProxy: true,
  });
  const own = new URL('https://localhost');
  assert.deepEqual(environmentProxyChoice(own, { ALL_PROXY }), direct);
  const proxied = environmentProxyChoice(agent, {
    ALL_PROXY,
    HTTPS_PROXY: 'http://p:1',
    NO_PROXY: 'a*.test,other.test',
  });
  assert.deepEqual(proxied, {
    type: 'proxy',
    proxy: { url: 'http://p:1', source: 'HTTPS_PROXY' },
    entries: { source: 'NO_PROXY', list: ['a*.test'] },
  });
});

test('settings and variables are read at each request', () => {
  let settings: ProxySettings = {};
  const environment: Record<string, string> = {};
  const proxyFor = vscodeProxy(() => settings, environment);
  assert.equal(proxyFor(agent), undefined);
  environment['HTTPS_PROXY'] = 'http://b:2';
  assert.equal(proxyFor(agent)?.source, 'HTTPS_PROXY');
  settings = { proxy: 'http://a:1' };
  assert.equal(proxyFor(agent)?.source, 'http.proxy');
  settings = { proxy: 'http://a:1', noProxy: ['example.test'] };
  assert.equal(proxyFor(agent), undefined);
});

test('the command line chooses by scheme, lower case first, and NO_PROXY exempts hosts', () => {
  const chosen = (environment: Record<string, string>, url: URL): string => {
    const choice = environmentProxyChoice(url, environment);
    return choice.type === 'proxy' ? choice.proxy.source : choice.reason;
  };
  const both = { HTTP_PROXY: 'http://a', HTTPS_PROXY: 'http://b' };
  assert.equal(chosen(both, plainAgent), 'HTTP_PROXY');
  assert.equal(chosen(both, agent), 'HTTPS_PROXY');
  assert.equal(chosen({ ...both, https_proxy: 'http://c' }, agent), 'https_proxy');
  assert.equal(chosen({ HTTP_PROXY: 'http://a' }, agent), 'notSet');
  assert.equal(chosen({ ...both, HTTPS_PROXY: '' }, agent), 'notSet');
  assert.equal(chosen(both, new URL('https://localhost:8443')), 'loopback');
  assert.equal(chosen({ ...both, NO_PROXY: 'other.test example.test' }, agent), 'exempt');
  assert.equal(chosen({ ...both, no_proxy: '', NO_PROXY: '*' }, agent), 'exempt');
});
