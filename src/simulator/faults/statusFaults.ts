import { bodyReply, errorReply, jsonReply, type GrpcCode } from '../server/reply.ts';
import type { FaultReply, FaultTable } from './fault.ts';

/** Faults that replace the whole response with another status. */

function refused(code: GrpcCode, message: string): FaultReply {
  return ({ isUnary }) => errorReply(code, message, !isUnary);
}

const proxyPage = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>demo-proxy</center>
<!-- padding so that browsers show this page --></body></html>
`;

export const statusFaults: FaultTable = {
  '400': ['400: the request is refused as invalid', refused(3, 'inputEvents[0] is not valid')],
  '401': ['401: the key is refused', () => errorReply(16, 'invalid key')],
  '401-html': [
    '401 with an HTML page',
    () => bodyReply(401, 'text/html', '<html><body><h1>Unauthorized</h1></body></html>'),
  ],
  '401-echo': [
    '401 whose message repeats the key',
    ({ apiKey }) => errorReply(16, `key ${apiKey} is not known`),
  ],
  '403': ['403: the key may not do this', refused(7, 'this key may not use the agent')],
  '404': ['404: the session is not known (it stays open)', refused(5, 'session not found')],
  'session-expired': [
    '404: the session ends now; every later turn gets 404 too',
    refused(5, 'session not found'),
  ],
  '409': [
    '409: another turn of the session is running',
    refused(10, 'another turn of this session is running'),
  ],
  '429': [
    '429 with Retry-After: N seconds (2)',
    ({ isUnary }, seconds = 2) => {
      const reply = errorReply(8, 'too many requests', !isUnary);
      return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } };
    },
  ],
  '429-bare': ['429 without Retry-After', refused(8, 'too many requests')],
  '500': ['500 with a JSON body', refused(13, 'internal error')],
  '500-messaging': [
    "500 in the shape of Connectly's messaging API, with a string code",
    () =>
      jsonReply(500, {
        message: 'Something went wrong',
        type: 'ERROR_TYPE_INTERNAL',
        code: 'ERROR_CODE_UNKNOWN',
        userTitle: 'Error',
        userMessage: '',
        cntTraceId: 'demo-trace-1',
        details: {},
      }),
  ],
  '502': ['502 with the HTML page of a proxy', () => bodyReply(502, 'text/html', proxyPage)],
  '503': [
    '503 with plain text and Retry-After: N seconds (none)',
    (_, seconds) =>
      bodyReply(
        503,
        'text/plain',
        'upstream connect error',
        seconds === undefined ? {} : { 'retry-after': String(seconds) },
      ),
  ],
  '504': ['504 with an empty body', () => bodyReply(504, 'text/plain', '')],
  redirect: [
    '307 to another path of the same origin, which answers',
    ({ path }) => bodyReply(307, 'text/plain', '', { location: `${path}?redirected=1` }),
  ],
  'redirect-away': [
    '307 to another origin, which must not get the key',
    ({ path }) =>
      bodyReply(307, 'text/plain', '', { location: `https://elsewhere.invalid${path}` }),
  ],
};
