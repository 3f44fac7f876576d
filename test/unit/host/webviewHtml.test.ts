import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  contentPolicy,
  webviewHtml,
  type WebviewPage,
} from '../../../src/host/webview/webviewHtml.ts';

const page: WebviewPage = {
  nonce: 'abc123',
  cspSource: 'https://*.vscode-cdn.net',
  scriptUri: 'https://file.vscode-cdn.net/dist/webview.js',
  styleUri: 'https://file.vscode-cdn.net/dist/webview.css',
  mediaOrigins: ['https://cdn.shop.example'],
  lang: 'en',
};

test('the policy allows our script, our style, the allowed images and nothing else', () => {
  assert.equal(
    contentPolicy(page),
    "default-src 'none'; script-src 'nonce-abc123'; " +
      "style-src https://*.vscode-cdn.net 'nonce-abc123'; " +
      'img-src https://*.vscode-cdn.net https://cdn.shop.example; ' +
      'media-src https://cdn.shop.example; ' +
      "font-src 'none'; base-uri 'none'; form-action 'none'",
  );
});

test('an image origin is reduced to an http(s) origin, once, or left out', () => {
  const mediaOrigins = [
    'https://a.example/path?x=1',
    'https://a.example',
    "https://b.example; script-src 'unsafe-inline'",
    'https://cdn.example;script-src-elem',
    'https://cdn.example,other.example',
    'https://*',
    'https://*.example',
    '*',
    'data:',
    'javascript:1',
    '',
  ];
  const [, images] = /img-src ([^;]*);/.exec(contentPolicy({ ...page, mediaOrigins })) ?? [];
  assert.equal(images, 'https://*.vscode-cdn.net https://a.example');
});

test('a source that would end its directive makes no page', () => {
  for (const bad of ["https://a.example; script-src 'unsafe-inline'", 'https://a.example,b']) {
    assert.throws(() => contentPolicy({ ...page, cspSource: bad }), /is no source/);
  }
  const own = "'self' https://*.vscode-cdn.net";
  assert.ok(contentPolicy({ ...page, cspSource: own }).includes(`img-src ${own} https://cdn`));
});

test('the toolkit gets the nonce and the script the same origins as the policy', () => {
  const html = webviewHtml(page);
  assert.ok(html.includes('<meta property="csp-nonce" content="abc123" />'));
  assert.ok(html.includes('<meta name="media-origins" content="https://cdn.shop.example" />'));
  assert.equal(html.match(/<script/g)?.length, 1);
});

test('no value can leave its attribute', () => {
  const html = webviewHtml({ ...page, lang: '"><script>1</script>', scriptUri: 'x" onload="1' });
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.ok(!html.includes('" onload="'));
});
