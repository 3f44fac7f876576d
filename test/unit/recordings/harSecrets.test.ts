import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHar } from '../../../src/recordings/import/fromHar.ts';
import { ordinarySecrets } from '../../support/samples/secretForms.ts';

interface Pair {
  readonly name: string;
  readonly value: string;
}

const answer = [
  {
    messageEvent: {
      role: 'ASSISTANT',
      content: { textContent: { text: 'Two pairs: test, en, 1.' } },
    },
  },
  {
    recommendationEvent: {
      products: [
        {
          productId: '1',
          title: 'Boots',
          currency: 'USD',
          url: 'https://products.shop.example/en',
        },
      ],
    },
  },
  { connectlyInteractiveEvent: { interactive: { type: 'list', settings: 'application/grpc' } } },
];

function archive(
  request: { readonly headers?: readonly Pair[]; readonly cookies?: readonly Pair[] },
  text?: string,
) {
  const { headers = [], cookies = [] } = request;
  const own = [{ name: 'content-type', value: 'application/json' }];
  return {
    log: {
      version: '1.2',
      creator: { name: 'test', version: '1' },
      entries: [
        {
          startedDateTime: '2026-11-29T10:00:00.000Z',
          time: 900,
          request: {
            method: 'POST',
            url: 'https://api.shop.example/external/v1/ai/agent_graph/invoke',
            headers: [...own, ...headers],
            cookies,
            postData: {
              text: '{"businessId":"biz-1","clientKey":"test","sessionId":"s-1","agentId":"products","inputEvents":[]}',
            },
          },
          response: {
            status: 200,
            headers: [...own, { name: 'grpc-metadata-content-type', value: 'application/grpc' }],
            content: {
              text:
                text ??
                answer
                  .map(
                    (event) =>
                      `${JSON.stringify({ result: { response: { responseEvents: [event] } } })}\n`,
                  )
                  .join(''),
            },
          },
          timings: { send: 0, wait: 800, receive: 100 },
        },
      ],
    },
  };
}

/** What was said in it; the headers of the request are masked at their own place. */
function said(har: unknown) {
  const { header, exchanges } = fromHar(har);
  return exchanges.map(({ request, response, lines }) => [
    header,
    request.url,
    request.body,
    response,
    lines,
  ]);
}

test('an archive with a hundred ordinary cookies and headers says what it says without them', () => {
  const plain = said(archive({}));
  const cookies = ordinarySecrets.map((value, index) => ({ name: `cookie${index}`, value }));
  assert.deepEqual(said(archive({ cookies })), plain);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  assert.deepEqual(said(archive({ headers: [{ name: 'Cookie', value: cookie }] })), plain);
  const headers = ordinarySecrets.map((value, index) => ({ name: `x-header-${index}`, value }));
  const forwarded = { name: 'x-forwarded-host', value: 'products.shop.example' };
  assert.deepEqual(said(archive({ headers: [...headers, forwarded] })), plain);
  assert.deepEqual(
    said(archive({ headers: [{ name: 'x-api-key', value: 'test' }] }))
      .flat()
      .at(-1),
    plain.flat().at(-1),
  );
});

test('what an archive has of keys, tokens and logins is in nothing that was said', () => {
  const secret = 'Zk7pQ9wLm3tRx5vB2';
  const places: readonly Parameters<typeof archive>[0][] = [
    { headers: [{ name: 'X-Api-Key', value: secret }] },
    { headers: [{ name: 'Authorization', value: `Bearer ${secret}` }] },
    { headers: [{ name: 'authorization', value: `Basic ${btoa(`me:${secret}`)}` }] },
    { headers: [{ name: 'X-Shop-Token', value: secret }] },
    { headers: [{ name: 'cookie', value: `lang=en; session=${secret}` }] },
    { headers: [{ name: 'set-cookie', value: `token=${secret}; Path=/\nlang=en; Path=/` }] },
    { cookies: [{ name: 'JSESSIONID_sid', value: secret }] },
  ];
  const text = `{"a":"${secret}","b":"\\u005ak7pQ9wLm3tRx5vB2 en","${'products'}":1}\n`;
  for (const place of places) {
    const lines = fromHar(archive(place, text)).exchanges.flatMap((one) => one.lines);
    assert.equal(
      lines[0]?.text,
      '{"a":"[hidden]","b":"[hidden] en","products":1}\n',
      JSON.stringify(place),
    );
  }
});
