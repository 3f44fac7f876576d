const hex = (character: string, length: number) =>
  character.charCodeAt(0).toString(16).padStart(length, '0');
const each = (write: (character: string) => string) => (text: string) =>
  [...text].map(write).join('');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** How programs write a text that a reader of JSON, URLs, a shell or XML reads again. */
export const secretForms: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  'in JSON, with slashes escaped': (text) => inJson(text).replaceAll('/', '\\/'),
  'in JSON, as PHP writes signs': each((one) => (/\w/.test(one) ? one : `\\u${hex(one, 4)}`)),
  'in JSON, all escaped': each((one) => `\\u${hex(one, 4)}`),
  'in JSON in JSON': (text) => inJson(inJson(text).replaceAll('/', '\\/')),
  'in JSON in JSON, all escaped': (text) => inJson(each((one) => `\\u${hex(one, 4)}`)(text)),
  'in a URL': encodeURIComponent,
  'in a URL, all escaped': each((one) => `%${hex(one, 2)}`),
  'in a URL in a URL': (text) => encodeURIComponent(encodeURIComponent(text)),
  'in XML': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;'),
  'in XML, by number': each((one) => `&#${one.charCodeAt(0)};`),
  'in XML, in hexadecimal': each((one) => `&#x${hex(one, 2).toUpperCase()};`),
  'in a shell, quoted': (text) => text.replaceAll("'", String.raw`'\''`),
  'in a shell, with backslashes': each((one) => (/\w/.test(one) ? one : `\\${one}`)),
  "in a shell, in $'…'": each((one) => `\\x${hex(one, 2)}`),
  'in a URL in JSON': (text) => inJson(encodeURIComponent(text)),
  'in XML in JSON': (text) => each((one) => `&#${one.charCodeAt(0)};`)(text),
};

/** What people have as keys, cookies and headers without a thought of masks: words, numbers, types. */
export const ordinarySecrets: readonly string[] = [
  ...['en', '1', 'test', 'products', 'application/grpc', 'USD', 'md', 'ok', 'key', 'settings'],
  ...[
    'connectly_live_FAKE01fake02FAKE',
    'true',
    'false',
    'null',
    '0',
    '42',
    'text',
    'role',
    'USER',
  ],
  ...['ASSISTANT', 'application/json', 'content', 'messageEvent', 'responseEvents', 'complete'],
  ...[
    'answered',
    'request',
    'response',
    'invoke',
    'external',
    'agent_graph',
    'connectly',
    'hidden',
  ],
  ...['[hidden]', 'Content-Type', 'x-api-key', 'apiKey', 'sessionId', 'recommendationEvent'],
  ...['connectlyInteractiveEvent', 'description', 'currency', 'imageUrl', 'localhost', '127.0.0.1'],
  ...Array.from({ length: 60 }, (_, index) => `ordinary-secret-${index}`),
];
