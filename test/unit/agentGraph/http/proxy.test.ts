import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  proxyName,
  proxyPasswords,
  proxySecrets,
  readProxy,
} from '../../../../src/agentGraph/http/proxy/proxy.ts';
import { signInSchemes } from '../../../../src/agentGraph/http/proxy/proxyFailure.ts';
import { isPage, pageTitle } from '../../../../src/agentGraph/pageTitle.ts';

const source = 'HTTPS_PROXY';

const readable: readonly (readonly [string, string])[] = [
  ['proxy.example:3128', 'proxy.example:3128'],
  ['http://proxy.example', 'proxy.example:80'],
  ['https://user:p%40ss@proxy.example:8443/', 'proxy.example:8443'],
  ['http://user:p@ss%@proxy.example:3128', 'proxy.example:3128'],
  ['http://[::1]:3128', '[::1]:3128'],
];

for (const [url, address] of readable) {
  test(`an address is that of a proxy: ${url}`, () => {
    assert.ok(readProxy({ url, source }).ok);
    assert.deepEqual(proxyName({ url, source }), { address, source });
  });
}

const unreadable: readonly (readonly [string, string, string])[] = [
  ['http://user:a#b@proxy.example:3128', 'badCharacters', 'proxy.example:3128'],
  ['user:a/b@proxy.example', 'badCharacters', ''],
  ['http://user:a#b@rest-of-password', 'badCharacters', ''],
  ['http:/user:pass@proxy.example:3128', 'badAddress', 'proxy.example:3128'],
  ['http:user:pass@proxy.example:3128', 'badAddress', 'proxy.example:3128'],
  ['http://http://user:pass@proxy.example:3128', 'badAddress', 'proxy.example:3128'],
  ['"http://user:pass@proxy.example:3128"', 'badAddress', ''],
  ['http://user:a?b@c@[::1]:3128', 'badCharacters', '[::1]:3128'],
  ['http://user:a\\b@proxy.example:3128', 'badCharacters', 'proxy.example:3128'],
  ['http://user:a#b@', 'badCharacters', ''],
  ['http://user:a#b@c d', 'badCharacters', ''],
  ['socks5://user:pass@proxy.example:1080', 'socks', 'proxy.example:1080'],
  ['http://proxy.example/proxy.pac', 'script', ''],
  ['http://wpad/wpad.dat', 'script', ''],
  ['pac+https://proxy.example/x', 'script', ''],
  ['file:///etc/proxy.pac', 'script', ''],
  ['ftp://proxy.example', 'badAddress', ''],
  ['http://user:pass', 'badAddress', ''],
  ['user:pass@', 'badAddress', ''],
];

for (const [url, problem, address] of unreadable) {
  test(`nothing of an address is shown that could be a password: ${url}`, () => {
    assert.deepEqual(readProxy({ url, source }), { ok: false, problem, address });
  });
}

test('the password of an address that cannot be read is known, to be hidden', () => {
  assert.deepEqual(proxyPasswords({ url: 'http://ana:a%23#b@c@proxy.example', source }), [
    'a%23#b@c',
    'a##b@c',
  ]);
  assert.deepEqual(proxyPasswords({ url: 'proxy.example:3128', source }), ['', '']);
});

test('what a proxy is told is secret, also as it is sent', () => {
  const values = proxySecrets({ url: 'http://ana:p%40ss@proxy.example:3128', source });
  const token = Buffer.from('ana:p@ss').toString('base64');
  const known = values.map((one) => (typeof one === 'string' ? one : one.value));
  for (const secret of ['p%40ss', 'p@ss', token, `Basic ${token}`]) {
    assert.ok(known.includes(secret), secret);
  }
});

const schemes: readonly (readonly [string, readonly string[]])[] = [
  ['Basic realm="Luna, NTLM"', ['Basic']],
  ['Negotiate, NTLM', ['Negotiate', 'NTLM']],
  ['NTLM TlRMTVNTUAAC=, basic realm="x"', ['Basic', 'NTLM']],
  ['Digest realm="a", nonce="Basic b", qop="auth"', ['Digest']],
  ['invalid api key', []],
  ['', []],
];

for (const [header, found] of schemes) {
  test(`the schemes of a header are read: ${header}`, () => {
    assert.deepEqual(signInSchemes(header), found);
  });
}

const titles: readonly (readonly [string, string | undefined])[] = [
  ['<html><head><title>Sign in &amp; go</title>', 'Sign in & go'],
  ['<TITLE lang="es">\n  Acceso\n</TITLE>', 'Acceso'],
  ['<body><h1>Blocked</h1>', 'Blocked'],
  ['<title>&lt;b&gt; &#72;&#x69; "x"</title>', "‹b› Hi 'x'"],
  ['<title>&#0;&#xd800;</title>', undefined],
  ['<title></title>', undefined],
  ['<title>key-of-<somebody>&amp;</title>', '[hidden]'],
  ['<title>key-of-&lt;somebody&gt;&amp;amp;</title>', '[hidden]'],
  ['<title>key-of', undefined],
  [`<title>${'x'.repeat(500)}</title>`, `${'x'.repeat(119)}…`],
];

for (const [page, title] of titles) {
  test(`the title of a page is one plain line: ${page.slice(0, 40)}`, () => {
    assert.equal(pageTitle(page, ['key-of-<somebody>&amp;']), title);
  });
}

test('a page is told by its markup, not by its headers', () => {
  for (const text of ['<!DOCTYPE html>', ' \n<html lang="en">', '<?xml version="1.0"?>']) {
    assert.ok(isPage(text), text);
  }
  for (const text of ['{"a":"<html>"}', '<3', 'html', '']) assert.ok(!isPage(text), text);
});
