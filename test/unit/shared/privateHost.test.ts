import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mediaOrigin } from '../../../src/shared/mediaOrigin.ts';
import { mayLoadFrom, hostPlace, placeOfAddress } from '../../../src/shared/privateHost.ts';

const hosts = {
  loopback: [
    'localhost',
    'LOCALHOST.',
    'shop.localhost',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '１２７.0.0.1',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
  ],
  private: [
    'printer.local',
    'api.internal',
    'nas.home.arpa',
    'intranet',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[::ffff:c0a8:101]',
    '[64:ff9b::10.0.0.1]',
  ],
  nowhere: [
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '[fe80::1]',
    '[febf::1]',
    '[::ffff:169.254.169.254]',
    '[64:ff9b::169.254.169.254]',
    '0.0.0.0',
    '0',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::127.0.0.1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2002:7f00:1::]',
  ],
  public: [
    'cdn.shop.example',
    'localhost.example',
    'notlocal.example',
    '8.8.8.8',
    '172.32.0.1',
    '172.15.0.1',
    '11.0.0.1',
    '192.169.0.1',
    '169.253.0.1',
    '[2606:4700::1111]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::8.8.8.8]',
  ],
} as const;
const places = ['loopback', 'private', 'nowhere', 'public'] as const;

test('this machine, private networks and the internet are told apart, however they are spelt', () => {
  for (const place of places) {
    for (const host of hosts[place]) {
      assert.equal(hostPlace(new URL(`https://${host}:8443/x`)), place, host);
    }
  }
});

test('an answer reaches the internet, and besides only the place where its agent is', () => {
  for (const [baseUrl, reached] of [
    ['http://127.0.0.1:8787', ['loopback', 'public']],
    ['http://localhost:8787', ['loopback', 'public']],
    ['https://sofia.internal', ['private', 'public']],
    ['https://192.168.1.1', ['private', 'public']],
    ['https://169.254.1.1', ['public']],
    ['https://[fe80::1]', ['public']],
    ['https://api.connectly.ai', ['public']],
    [undefined, ['public']],
  ] as const) {
    for (const place of places) {
      const mayLoad: boolean = reached.some((one) => one === place);
      for (const host of hosts[place]) {
        const url = new URL(`https://${host}/`);
        assert.equal(mayLoadFrom(url, baseUrl), mayLoad, `${baseUrl}: ${host}`);
      }
    }
  }
});

test('what is no address is not taken for a public one', () => {
  for (const text of ['', 'cdn.shop.example', '1.2.3.4.5', ':::']) {
    assert.equal(placeOfAddress(text), 'nowhere', text);
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
