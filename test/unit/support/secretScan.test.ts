import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { filesThatContain, SecretScan } from '../../support/secretScan.ts';
import { tempFolder } from '../../support/tempFolder.ts';
import { canaryKey, keyMark, keyNamesIn } from '../../support/testKeys.ts';

// The scan that ends `npm test` is worth as much as it finds: here a key is planted in each form.

const key = canaryKey('planted');
const scan = new SecretScan(keyMark);
const bytes = Buffer.from(key);
const base64 = (before: string) => Buffer.from(before + key + 'xyz').toString('base64');
const each = (text: string, write: (code: string) => string) =>
  [...Buffer.from(text)].map((code) => write(code.toString(16).padStart(2, '0'))).join('');

const forms: readonly (readonly [what: string, planted: string | Buffer, form: RegExp])[] = [
  ['as it is', `x-api-key: ${key}\n`, /^plain$/],
  ['in capitals', key.toUpperCase(), /^plain$/],
  ['its first 16 characters', `${key.slice(0, 16)}…`, /^plain$/],
  ['its last 16 characters', `…${key.slice(-16)}`, /^plain$/],
  ['in base64', base64(''), /^base64$/],
  ['in base64 after one character', base64('a'), /^base64$/],
  ['in base64 after two characters', base64('ab'), /^base64$/],
  ['in base64url', Buffer.from(`??>${key}`).toString('base64url'), /^base64$/],
  ['its beginning in base64', Buffer.from(key.slice(0, 16)).toString('base64'), /^base64$/],
  ['in base64 over lines', base64('a mail: ').replace(/.{10}/g, '$&\r\n'), /base64, over/],
  ['broken over two lines', `${key.slice(0, 12)}\n    ${key.slice(12, 30)}`, /plain, over/],
  ['in hexadecimal digits', bytes.toString('hex'), /^hex$/],
  ['in capital hexadecimal digits', bytes.toString('hex').toUpperCase(), /^hex$/],
  ['percent-encoded', each(key, (code) => `%${code}`), /^escaped$/],
  ['percent-encoded in part', key.replaceAll('z', '%7a'), /^escaped$/],
  ['escaped in JSON', each(key, (code) => `\\u00${code}`), /^escaped$/],
  ['escaped in JSON in JSON', each(key, (code) => `\\\\u00${code}`), /^escaped$/],
  ['escaped in a script', each(key, (code) => `\\x${code}`), /^escaped$/],
  ['escaped in HTML', each(key, (code) => `&#x${code};`), /^escaped$/],
  ['as numbers in HTML', [...bytes].map((code) => `&#${code};`).join(''), /^escaped$/],
  ['in UTF-16', Buffer.from(key, 'utf16le'), /^UTF-16$/],
  ['in UTF-16 of the other order', Buffer.from(key, 'utf16le').swap16(), /^UTF-16$/],
  ['reversed', [...key].reverse().join(''), /^reversed$/],
  ['among other bytes', Buffer.concat([Buffer.alloc(999, 0xff), bytes]), /^plain$/],
];

for (const [what, planted, form] of forms) {
  test(`a key is found ${what}`, () => {
    assert.match(scan.formIn(Buffer.from(planted)) ?? 'nothing', form);
  });
}

test('a whole secret of any kind is found in base64url, where it differs', () => {
  const secret = 'pass?>word~~~?';
  const text = Buffer.from(secret).toString('base64url');
  assert.match(text, /[-_]/);
  assert.equal(new SecretScan(secret).formIn(Buffer.from(text)), 'base64url');
});

test('what holds no key is no finding', () => {
  const innocent = ['', 'x-api-key: [hidden]', key.slice(0, 8), '%41%', '\\u00', 'PK\x03'];
  for (const text of innocent) assert.equal(scan.formIn(Buffer.from(text)), undefined, text);
});

test('a key is found in the name of a file, in gzip and in an archive’s members', () => {
  const places = (place: string, content: Buffer) =>
    scan.inFile(place, content).map((finding) => finding.place);
  assert.deepEqual(places(`a/${key}.txt`, Buffer.alloc(0)), [`a/${key}.txt`]);
  assert.deepEqual(places('a.gz', gzipSync(gzipSync(key))), ['a.gz!gzip!gzip']);
  const archive = zipOf('member.txt', gzipSync(key));
  assert.deepEqual(places('a.vsix', archive), ['a.vsix!member.txt!gzip']);
  assert.deepEqual(places('b', zipOf('empty', Buffer.alloc(0))), []);
  // What only looks like an archive is searched like anything else.
  assert.deepEqual(places('c.gz', Buffer.from(`\x1f\x8b${key}`, 'latin1')), ['c.gz']);
  assert.deepEqual(places('d.zip', Buffer.from(`PK\x03\x04${key}`)), ['d.zip']);
});

test('a folder is searched to its ground', async (t) => {
  const folder = await tempFolder(t);
  await mkdir(join(folder, 'a', 'b'), { recursive: true });
  await writeFile(join(folder, 'a', 'b', 'kept.json'), JSON.stringify({ key }));
  await writeFile(join(folder, 'a', 'clean.json'), '{}');
  assert.deepEqual(await filesThatContain(folder, key), [join(folder, 'a', 'b', 'kept.json')]);
  assert.deepEqual(await scan.inFolder(folder), [
    { place: join('a', 'b', 'kept.json'), form: 'plain' },
  ]);
});

test('keys tell their names, begin differently and are always the same', () => {
  assert.deepEqual(keyNamesIn(`${key} ${canaryKey('two-words')} ${key}`), ['planted', 'two-words']);
  assert.notEqual(key.slice(0, 8), canaryKey('other').slice(0, 8));
  assert.equal(key, canaryKey('planted'));
});

/** An archive with one stored member. */
function zipOf(name: string, content: Buffer): Buffer {
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt32LE(content.length, 20);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + content.length, 16);
  return Buffer.concat([local, Buffer.from(name), content, central, Buffer.from(name), end]);
}
