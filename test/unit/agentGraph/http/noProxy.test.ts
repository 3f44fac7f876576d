import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  exemptingEntry,
  exemptionEntries,
  isLoopback,
  shownEntry,
  unreadEntries,
} from '../../../../src/agentGraph/http/proxy/noProxy.ts';

const exempt: readonly (readonly [entry: string, url: string])[] = [
  ['*', 'https://example.test'],
  ['example.test', 'https://example.test'],
  ['example.test', 'https://api.example.test'],
  ['.example.test', 'https://api.example.test'],
  ['.example.test', 'https://example.test'],
  ['*.example.test', 'https://deep.api.example.test'],
  ['EXAMPLE.test', 'https://example.TEST'],
  [' example.test ', 'https://example.test'],
  ['example.test.', 'https://example.test'],
  ['example.test', 'https://example.test.'],
  ['example.test:8443', 'https://example.test:8443'],
  ['example.test:443', 'https://example.test'],
  ['.example.test:80', 'http://api.example.test'],
  ['10.1.2.3', 'https://10.1.2.3'],
  ['10.1.2.3:8443', 'https://10.1.2.3:8443'],
  ['10.0.0.0/8', 'https://10.255.0.1'],
  ['10.0.0.0/8:443', 'https://10.255.0.1'],
  ['192.168.1.128/25', 'https://192.168.1.200'],
  ['0.0.0.0/0', 'https://192.0.2.1'],
  ['2001:db8::1', 'https://[2001:db8::1]'],
  ['2001:DB8:0:0::1', 'https://[2001:db8::1]'],
  ['[2001:db8::1]', 'https://[2001:db8::1]:8443'],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'],
  ['fd00::/8', 'https://[fd12:3456::1]'],
  ['[fd00::/8]:443', 'https://[fd12:3456::1]'],
  ['[fd00::]/8', 'https://[fd12:3456::1]'],
  ['10.0.0.0/8', 'https://[::ffff:10.1.2.3]'],
  // As Windows writes them.
  ['10.*', 'https://10.1.2.3'],
  ['10.1.*.*', 'https://10.1.2.3'],
  ['10.1.2.*', 'https://10.1.2.3'],
  ['10.', 'https://10.1.2.3'],
  ['192.168.0.0/255.255.0.0', 'https://192.168.7.7'],
  ['https://api.example.test', 'https://api.example.test'],
  ['https://ana:pass@api.example.test:8443/', 'https://api.example.test:8443'],
  ['sofía.example.test', 'https://sofía.example.test'],
  ['sofía.example.test', 'https://api.xn--sofa-xpa.example.test'],
  ['.SOFÍA.example.test', 'https://xn--sofa-xpa.example.test'],
];

const notExempt: readonly (readonly [entry: string, url: string])[] = [
  ['', 'https://example.test'],
  ['.', 'https://example.test'],
  ['*.', 'https://example.test'],
  ['ample.test', 'https://example.test'],
  ['example.test', 'https://example.test.evil.test'],
  ['api.example.test', 'https://example.test'],
  ['example.test:8443', 'https://example.test'],
  ['example.test:', 'https://example.test'],
  [':443', 'https://example.test'],
  ['10.1.2.3', 'https://110.1.2.3'],
  ['1.2.3', 'https://10.1.2.3'],
  ['10.0.0.0/8', 'https://11.0.0.1'],
  ['10.0.0.0/8:8443', 'https://10.0.0.1'],
  ['10.0.0.0/33', 'https://10.0.0.0'],
  ['10.1.*', 'https://10.2.0.1'],
  ['1.*', 'https://10.1.2.3'],
  ['10.*.2.3', 'https://10.1.2.3'],
  ['10.0.0.0/255.0.255.0', 'https://10.0.0.0'],
  ['ex*ple.test', 'https://example.test'],
  ['10.0.0.0/8', 'https://10.example.test'],
  ['192.168.1.128/25', 'https://192.168.1.100'],
  ['[2001:db8::1]:8443', 'https://[2001:db8::1]'],
  ['[2001:db8::1]x', 'https://[2001:db8::1]'],
  ['fd00::/8', 'https://[fe80::1]'],
];

test('an entry exempts the hosts, addresses, ranges and ports that it names', () => {
  for (const [entry, url] of exempt) {
    assert.equal(exemptingEntry(new URL(url), [entry]), entry, `${entry} exempts ${url}`);
  }
});

test('an entry exempts nothing else', () => {
  for (const [entry, url] of notExempt) {
    assert.equal(exemptingEntry(new URL(url), [entry]), undefined, `${entry} spares ${url}`);
  }
});

test('a list is read as people and systems write it', () => {
  const lists = [
    'a.test,10.*',
    'a.test; 10.*',
    ' a.test|10.* ',
    '"a.test 10.*"',
    "'a.test','10.*'",
  ];
  for (const list of lists) assert.deepEqual(exemptionEntries(list), ['a.test', '10.*'], list);
  assert.deepEqual(exemptionEntries(' ,; '), []);
});

test('entries that say nothing are told, without what may be a password', () => {
  const odd = ['<local>', 'a*.test', '10.0.0.0/33', '10.*.1', '300.1.2.3'];
  assert.deepEqual(unreadEntries([...odd, 'u:secret@b*']), [...odd, 'b*']);
  assert.deepEqual(unreadEntries(exempt.map(([entry]) => entry)), []);
});

const withPassword: readonly (readonly [string, readonly string[]])[] = [
  ['http://ana:sec;ret@a.test', ['http://ana:…', 'a.test']],
  ['http://ana:sec re!t more@a*.test', ['http://ana:…', '…', 'a*.test']],
  ['http://ana:se,cr,et@a.test', ['http://ana:…', '…', 'a.test']],
  ['ana:secret', ['ana:…']],
  ['http://ana:secret%40a.test', ['http://ana:…']],
];

for (const [list, shown] of withPassword) {
  test(`no piece of a password is told: ${list}`, () => {
    assert.deepEqual(unreadEntries(exemptionEntries(list)), shown);
  });
}

test('an entry that exempts a host is shown without who signs in there', () => {
  const entry = 'https://ana:secret@a.test:443';
  assert.equal(exemptingEntry(new URL('https://a.test'), [entry]), entry);
  assert.equal(shownEntry(entry), 'a.test:443');
  assert.equal(shownEntry('10.0.0.0/8'), '10.0.0.0/8');
  assert.equal(shownEntry('[::1]:3128'), '[::1]:3128');
});

test('of several entries the first that fits is named', () => {
  const entries = ['other.test', '.example.test', '*'];
  assert.equal(exemptingEntry(new URL('https://api.example.test'), entries), '.example.test');
  assert.equal(exemptingEntry(new URL('https://somewhere.test'), entries), '*');
});

test('names and addresses of this machine are loopback', () => {
  const own = ['localhost', 'LOCALHOST', 'a.localhost', 'localhost.', '127.0.0.1', '127.1.2.3'];
  for (const host of [...own, '[::1]', '[::ffff:127.0.0.1]']) {
    assert.ok(isLoopback(new URL(`https://${host}:8443`)), host);
  }
  for (const host of ['localhost.example.test', '128.0.0.1', '[::2]', 'notlocalhost', '0.0.0.0']) {
    assert.ok(!isLoopback(new URL(`https://${host}`)), host);
  }
});
