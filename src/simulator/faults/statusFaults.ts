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
  '400': ['400: the request is rejected as invalid', refused(3, 'inputEvents[0] is not valid')],
  '401': ['401: the API key is rejected', () => errorReply(16, 'invalid key')],
  '401-html': [
    '401 with an HTML page',
    () => bodyReply(401, 'text/html', '<html><body><h1>Unauthorized</h1></body></html>'),
  ],
  '401-echo': [
    '401 whose message repeats the key',
    ({ apiKey }) => errorReply(16, `key ${apiKey} is not known`),
  ],
  '403': [
    "403: the API key isn't allowed to do this",
    refused(7, 'this key may not use the agent'),
  ],
  '404': ['404: the session is unknown (it stays open)', refused(5, 'session not found')],
  'session-expired': [
    '404: the session ends; every later turn also gets 404',
    refused(5, 'session not found'),
  ],
  '409': [
    '409: the session is busy with another turn',
    refused(10, 'another turn of this session is running'),
  ],
  '429': [
    '429 with Retry-After: N seconds (default: 2)',
    ({ isUnary }, seconds = 2) => {
      const reply = errorReply(8, 'too many requests', !isUnary);
      return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } };
    },
  ],
  '429-bare': ['429 without Retry-After', refused(8, 'too many requests')],
  '500': ['500 with a JSON body', refused(13, 'internal error')],
  '500-messaging': [
    "500 in the format of Connectly's messaging API, with a string code",
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
    '503 with plain text; with N, also Retry-After: N seconds',
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
    '307 to another path of the same host, which responds',
    ({ path }) => bodyReply(307, 'text/plain', '', { location: `${path}?redirected=1` }),
  ],
  'redirect-away': [
    '307 to another host, which must not receive the key',
    ({ path }) =>
      bodyReply(307, 'text/plain', '', { location: `https://elsewhere.invalid${path}` }),
  ],
};
