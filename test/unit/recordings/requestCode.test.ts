import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { requestCode } from '../../../src/recordings/code/requestCode.ts';
import { requestFormats } from '../../../src/shared/protocol/inspectorProtocol.ts';

const url = 'https://api.shop.example/invoke';

test('whatever was recorded, a copy has no character that acts unseen', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(
      text,
      text,
      text,
      fc.constantFrom(...requestFormats),
      (path, value, body, format) => {
        const made = requestCode(format, { url: `${url}/${path}`, headers: { a: value }, body });
        if ('problem' in made) return;
        assert.doesNotMatch(made.code, /(?![ \n])[\p{C}\p{Z}]/u);
        // The quotes of PowerShell, should somebody paste it there.
        assert.doesNotMatch(made.code, /[\u2018-\u201f]/);
      },
    ),
  );
});

test('the first line says what runs the copy and where the key goes', () => {
  const request = { url, headers: { 'x-api-key': '[hidden]', 'x-tenant': '[hidden]' }, body: '{}' };
  const firstLines = requestFormats.map((format) => {
    const made = requestCode(format, request);
    return 'code' in made ? made.code.split('\n')[0] : made.problem;
  });
  const sends = 'Sends the value of SOFIA_API_KEY, SOFIA_HEADER_X_TENANT to api.shop.example.';
  assert.deepEqual(firstLines, [
    `: 'For bash, zsh, dash and fish, not for cmd.exe or PowerShell. ${sends}'`,
    `# For PowerShell 7 and Windows PowerShell 5.1. ${sends}`,
    `# For Python 3. ${sends}`,
    `// For Node.js, as an ES module (.mjs). ${sends}`,
  ]);
});

test('each header that is not recorded is read from a variable of its own', () => {
  const names = ['x-a.b', 'x-a_b', 'x-a-b-2', 'x-api-key', 'x-a~b'];
  const headers = Object.fromEntries(names.map((name) => [name, '[hidden]']));
  const variables = ['X_A_B', 'X_A_B_2', 'X_A_B_2_2', undefined, 'X_A_B_3'].map((name) =>
    name === undefined ? 'SOFIA_API_KEY' : `SOFIA_HEADER_${name}`,
  );
  for (const format of requestFormats) {
    const made = requestCode(format, { url, headers, body: '{}' });
    assert.ok('code' in made);
    const [purpose = '', ...lines] = made.code.split('\n');
    assert.ok(purpose.includes(`the value of ${variables.join(', ')} to`), purpose);
    const read = names.map((name) => {
      const line = lines.find((one) => one.includes(`'${name}`) || one.includes(`"${name}`));
      return /SOFIA_\w+/.exec(line ?? '')?.[0];
    });
    assert.deepEqual(read, variables, format);
  }
});

test('a URL that is none of the web, or hides its host, is refused', () => {
  for (const bad of [
    'ftp://api.shop.example/',
    'javascript:1',
    'file:///etc/passwd',
    'https://api.shop.example@evil.example/',
    'https://user:password@api.shop.example/',
    'https://api.shop.example/\u001b[201~',
    'https://api.shop.example/\ntouch ran',
    'https://api.shop.example/\u009b',
    'https://api.shop.example;touch$IFS-ran/',
    "https://api.shop.example'/",
    'https://$(touch)/',
    '-o/etc/passwd',
    '',
  ]) {
    for (const format of requestFormats) {
      const made = requestCode(format, { url: bad, headers: {}, body: '' });
      assert.ok('problem' in made && made.problem.includes('Its URL must start'), bad);
    }
  }
});

test('the host that is told is the one that is asked', () => {
  const made = requestCode('curl', {
    url: String.raw`https:\\api.shop.example\@evil.example/a b`,
    headers: {},
    body: '',
  });
  assert.ok('code' in made);
  assert.equal(made.host, 'api.shop.example');
  assert.ok(made.code.includes(`'https://api.shop.example/@evil.example/a%20b'`), made.code);
});

test('a header that cannot be sent, or names another host, is not copied', () => {
  for (const [name, value] of [
    ['a', 'b\r\nc: d'],
    ['a', '\u001b[201~'],
    ['a', 'b\u0000'],
    ['a', 'b\u0085'],
    ['a', '€'],
    ['@/etc/passwd', ''],
    ['a b', 'c'],
  ] as const) {
    const made = requestCode('curl', { url, headers: { [name]: value }, body: '' });
    assert.ok('problem' in made && made.problem.includes(JSON.stringify(name)), name);
  }
  const headers = { host: 'evil.example', ':authority': 'evil.example', 'content-length': '1' };
  const made = requestCode('curl', { url, headers, body: '' });
  assert.ok('code' in made && !made.code.includes('--header'));
});
