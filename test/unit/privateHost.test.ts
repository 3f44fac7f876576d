import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaOrigin } from '../../src/shared/mediaOrigin.ts';
import { isPrivateAddress, isPrivateUrl, mayLoadFrom } from '../../src/shared/privateHost.ts';

const privateHosts = [
  'localhost',
  'LOCALHOST.',
  'shop.localhost',
  'printer.local',
  'api.internal',
  'nas.home.arpa',
  'intranet',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '127.0.0.1',
  '127.1',
  '0.0.0.0',
  '0',
  '100.64.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '１２７.0.0.1',
  '127.0.0.1.',
  '[::]',
  '[::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fe80::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:c0a8:101]',
  '[::127.0.0.1]',
  '[fec0::1]',
  '[64:ff9b::10.0.0.1]',
  '[2002:7f00:1::]',
];
const publicHosts = [
  'cdn.shop.example',
  'localhost.example',
  'notlocal.example',
  '8.8.8.8',
  '172.32.0.1',
  '172.15.0.1',
  '11.0.0.1',
  '192.169.0.1',
  '[2606:4700::1111]',
  '[::ffff:8.8.8.8]',
  '[64:ff9b::8.8.8.8]',
];

test('this machine and private networks are told from the internet, however they are spelt', () => {
  for (const host of privateHosts) assert.ok(isPrivateUrl(new URL(`https://${host}/x`)), host);
  for (const host of publicHosts) assert.ok(!isPrivateUrl(new URL(`https://${host}:8443`)), host);
});

test('an answer reaches a private network only where the agent is in one', () => {
  const url = new URL('https://192.168.1.1/');
  assert.ok(mayLoadFrom(url, 'http://127.0.0.1:8787'));
  assert.ok(mayLoadFrom(url, 'https://sofia.internal'));
  assert.ok(!mayLoadFrom(url, 'https://api.connectly.ai'));
  assert.ok(!mayLoadFrom(url, undefined));
  assert.ok(mayLoadFrom(new URL('https://cdn.shop.example'), undefined));
});

test('what is no address is not taken for a public one', () => {
  for (const text of ['', 'cdn.shop.example', '1.2.3.4.5', ':::']) {
    assert.ok(isPrivateAddress(text), text);
  }
});

test('an origin for the policy is a plain host and a port, or nothing', () => {
  for (const [url, origin] of [
    ['https://CDN.Shop.example/p.png?x#y', 'https://cdn.shop.example'],
    ['https://cdn.shop.example:8443/', 'https://cdn.shop.example:8443'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example'],
    ['https://[2001:DB8::1]:8443/', 'https://[2001:db8::1]:8443'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['https://user:secret@cdn.shop.example/', 'https://cdn.shop.example'],
    ['https://cdn.example;script-src-elem/', undefined],
    ["https://cdn.example;script-src-elem'none'", undefined],
    ['https://cdn.example,other.example/', undefined],
    ['https://*/', undefined],
    ['https://*.example/', undefined],
    ["https://'self'/", undefined],
    ['https://a"b.example/', undefined],
    ['https://a_b.example/', undefined],
    ['https://a..example/', undefined],
    ['ftp://cdn.shop.example/', undefined],
    ['data:image/png,', undefined],
    ['', undefined],
    [7, undefined],
  ] as const) {
    assert.equal(mediaOrigin(url), origin, String(url));
  }
});
