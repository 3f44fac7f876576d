import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizeBaseUrl } from '../../../../src/agentGraph/http/baseUrl.ts';

const accepted: readonly (readonly [string, string])[] = [
  ['https://api.connectly.ai', 'https://api.connectly.ai'],
  ['https://api.connectly.ai/', 'https://api.connectly.ai'],
  ['  https://API.Connectly.AI:443/ ', 'https://api.connectly.ai'],
  ['https://api.example:8443', 'https://api.example:8443'],
  ['https://api.example/external/v1/ai/agent_graph', 'https://api.example'],
  ['https://api.example/external/v1/ai/agent_graph/', 'https://api.example'],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
  ['http://127.1.2.3', 'http://127.1.2.3'],
  ['http://localhost:8787/external/v1/ai/agent_graph', 'http://localhost:8787'],
  ['http://[::1]:8787', 'http://[::1]:8787'],
];

for (const [text, origin] of accepted) {
  test(`a base URL is accepted: ${text}`, () => {
    assert.deepEqual(normalizeBaseUrl(text), { type: 'done', value: origin });
  });
}

const refused: readonly (readonly [string, RegExp])[] = [
  ['', /empty/],
  ['   ', /empty/],
  ['api.connectly.ai', /isn't a valid URL/],
  ['https://', /isn't a valid URL/],
  ['ftp://api.example', /https:\/\//],
  ['javascript:alert(1)', /https:\/\//],
  ['file:///etc/passwd', /https:\/\//],
  ['https://user:secret@api.example', /username or password/],
  ['https://api.example?key=1', /query/],
  ['https://api.example/?', /query/],
  ['https://api.example/#top', /query or fragment/],
  ['https://api.example/v1', /path/],
  ['https://api.example/external/v1/ai/agent_graph/other', /path/],
  ['https://api.exa\u00a0mple', /U\+00A0 \(character 16\)/],
  ['https://api.exa mple', /U\+0020 \(character 16\)/],
  ['http://api.example', /others could read the API key/],
  ['http://localhost.evil.example', /others could read the API key/],
  ['http://127.0.0.1.evil.example', /others could read the API key/],
];

for (const [text, problem] of refused) {
  test(`a base URL is refused, with the reason: "${text}"`, () => {
    const outcome = normalizeBaseUrl(text);
    assert.ok(outcome.type === 'failed');
    const { kind, cause } = outcome.failure;
    assert.ok(kind === 'invalidRequest' && cause?.type === 'input');
    assert.equal(cause.field, 'baseUrl');
    assert.match(cause.problem, problem);
    assert.doesNotMatch(cause.problem, /secret/);
  });
}

test('plain http to another host needs to be allowed', () => {
  const outcome = normalizeBaseUrl('http://staging.example', { allowHttp: true });
  assert.deepEqual(outcome, { type: 'done', value: 'http://staging.example' });
});
