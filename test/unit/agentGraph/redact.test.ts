import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDetail, redact, redirectTarget } from '../../../src/agentGraph/redact.ts';

const key = 'Zk7+pQ/9wLm3=tRx5vB2';

const hidden: readonly (readonly [string, string])[] = [
  ['as it is', `The key ${key} is wrong`],
  ['twice', `${key}${key}`],
  ['in another case', `The key ${key.toUpperCase()} is wrong`],
  [
    'escaped in JSON',
    `"${key.replaceAll('/', String.raw`\/`).replaceAll('+', String.raw`\u002b`)}"`,
  ],
  ['percent-encoded', `https://x.example/?k=${encodeURIComponent(key)}`],
];

for (const [name, text] of hidden) {
  test(`a known key is hidden: ${name}`, () => {
    const safe = redact(text, [key]);
    assert.ok(!safe.toLowerCase().includes(key.slice(0, 8).toLowerCase()), safe);
    assert.ok(safe.includes('[hidden]'));
  });
}

const guessed: readonly (readonly [string, string, string])[] = [
  ['a header', 'x-api-key: abc123def', 'x-api-key: [hidden]'],
  ['a JSON field', '{"apiKey":"abc123def"}', '{"apiKey":"[hidden]"}'],
  ['a bearer token', 'Authorization: Bearer abcdef', 'Authorization: Bearer [hidden]'],
  ['a prefixed key', 'got sk_live_abcdef123456', 'got [hidden]'],
  ['a long run', `got ${'a1'.repeat(20)} there`, 'got [hidden] there'],
];

for (const [name, text, expected] of guessed) {
  test(`what looks like a key is hidden: ${name}`, () => {
    assert.equal(redact(text, []), expected);
  });
}

const kept: readonly string[] = [
  'API key is missing',
  'session 5b0f3a52-7c1e-4a7e-8f39-0d1c55a2b7ee not found',
  'trace 4bf92f3577b34da6a3ce929d0e0e4736',
  'inputEvents is empty',
  'key not found',
];

for (const text of kept) {
  test(`an ordinary sentence stays: ${text}`, () => {
    assert.equal(redact(text, ['', key]), text);
  });
}

test('a key with characters of regular expressions is hidden exactly', () => {
  assert.equal(
    redact('a.b*c/d+e (a.b*c/d+e) aXbbc/dd', ['a.b*c/d+e']),
    '[hidden] ([hidden]) aXbbc/dd',
  );
});

test('a text is no secret because a key begins with it, nor because a short key is in it', () => {
  const text = 'connectlyInteractiveEvent of the test';
  assert.equal(redact(text, ['connectly_live_FAKE01fake02FAKE', 'test']), text);
});

test('a secret that is a word is none within a longer word, and has a marker of its own', () => {
  const secret = { value: '34600111222', isWord: true, marker: '[customer ID]' };
  assert.equal(redact('+34600111222 or 346001112223', [secret]), '+[customer ID] or 346001112223');
  assert.equal(redact('[customer ID]', [{ ...secret, value: 'customer ID' }]), '[customer ID]');
});

const details: readonly (readonly [string, string, string | undefined])[] = [
  ['line breaks and tabs', 'one\r\n\ttwo', 'one two'],
  ['terminal escapes', '\u001b[31mred\u001b[0m', '[31mred [0m'],
  ['direction marks', 'a\u202eb\u2028c', 'a b c'],
  ['tags', '<h1>Bad</h1> <a href="x">gateway</a>', 'Bad gateway'],
  ['a tag that was cut', 'Bad <a href="x', 'Bad'],
  ['a comparison', '1 < 2 > 0', '1 < 2 > 0'],
  ['nothing but markup', '<br/>\n', undefined],
  ['nothing', '', undefined],
];

for (const [name, text, expected] of details) {
  test(`a server's words become one plain line: ${name}`, () => {
    assert.equal(plainDetail(text, []), expected);
  });
}

test('a long text is cut to 300 characters, a key at the cut is hidden first', () => {
  const detail = plainDetail(`${'x '.repeat(145)}${key} ${'y'.repeat(10_000)}`, [key]);
  assert.equal(detail?.length, 300);
  assert.ok(!detail.includes(key.slice(0, 4)));
});

const half = key.slice(0, 10);
const rest = key.slice(10);
const inPieces: readonly (readonly [string, string])[] = [
  ['by a tag', `${half}<b>${rest}</b>`],
  ['by a comment', `${half}<!-- x -->${rest}`],
  ['by a soft hyphen', `${half}&shy;${rest}`],
  ['by a line break', `${half}\r\n  ${rest}`],
  ['by control characters', `${half}\u0000\u0007${rest}`],
  ['in Base64', Buffer.from(key).toString('base64')],
  ['in the Base64 of more', Buffer.from(`x-api-key: ${key}`).toString('base64url')],
];

for (const [how, text] of inPieces) {
  test(`a key that is broken up or encoded leaves nothing of it: ${how}`, () => {
    assert.match(plainDetail(`got ${text} here`, [key]) ?? '', /^got \[hidden\] (?:\s|here)*$/);
  });
}

test('words that no key stands in stay apart and as they are', () => {
  const text = 'The agent <b>Sofia</b>\nis busy (QmFzZTY0IG9mIG5vdGhpbmc=)';
  assert.equal(plainDetail(text, [key]), 'The agent Sofia is busy (QmFzZTY0IG9mIG5vdGhpbmc=)');
});

const targets: readonly (readonly [string, string])[] = [
  ['https://login.test/in?user=ana#top', 'https://login.test/in'],
  ['https://ana:pass-of-ana@login.test/in', 'https://login.test/in'],
  ['//ana:pass@of-ana@login.test:8443/in', '//login.test:8443/in'],
  ['https://ana:pass#of-ana@login.test/', 'https://ana:…'],
  ['https://[::1]:8443/a', 'https://[::1]:8443/a'],
  [`/in/${key}`, '/in/[hidden]'],
];

for (const [location, shown] of targets) {
  test(`of a redirect only the place is shown: ${location}`, () => {
    assert.equal(redirectTarget(location, [key]), shown);
  });
}
