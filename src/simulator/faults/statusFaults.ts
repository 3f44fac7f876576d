import type { PlannedAnswer } from '../server/plannedAnswer.ts';
import {
  bodyReply,
  errorReply,
  jsonReply,
  type GrpcCode,
  type ServerReply,
} from '../server/reply.ts';
import type { FaultTable } from './fault.ts';

/** Faults that replace the whole response with another status. */

function refused(code: GrpcCode, message: string): (answer: PlannedAnswer) => ServerReply {
  return ({ isUnary }) => errorReply(code, message, !isUnary);
}

const proxyPage = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>demo-proxy</center>
<!-- padding so that browsers show this page --></body></html>
`;

export const statusFaults: FaultTable = {
  '400': {
    description: '400: the request is refused as invalid',
    reply: refused(3, 'inputEvents[0] is not valid'),
  },
  '401': { description: '401: the key is refused', reply: () => errorReply(16, 'invalid key') },
  '401-html': {
    description: '401 with an HTML page',
    reply: () => bodyReply(401, 'text/html', '<html><body><h1>Unauthorized</h1></body></html>'),
  },
  '401-echo': {
    description: '401 whose message repeats the key',
    reply: ({ apiKey }) => errorReply(16, `key ${apiKey} is not known`),
  },
  '403': {
    description: '403: the key may not do this',
    reply: refused(7, 'this key may not use the agent'),
  },
  '404': {
    description: '404: the session is not known (it stays open)',
    reply: refused(5, 'session not found'),
  },
  'session-expired': {
    description: '404: the session ends now; every later turn gets 404 too',
    reply: refused(5, 'session not found'),
  },
  '409': {
    description: '409: another turn of the session is running',
    reply: refused(10, 'another turn of this session is running'),
  },
  '429': {
    description: '429 with Retry-After: N seconds (2)',
    reply: ({ isUnary }, seconds = 2) => {
      const reply = errorReply(8, 'too many requests', !isUnary);
      return { ...reply, headers: { ...reply.headers, 'retry-after': String(seconds) } };
    },
  },
  '429-bare': {
    description: '429 without Retry-After',
    reply: refused(8, 'too many requests'),
  },
  '500': { description: '500 with a JSON body', reply: refused(13, 'internal error') },
  '500-messaging': {
    description: "500 in the shape of Connectly's messaging API, with a string code",
    reply: () =>
      jsonReply(500, {
        message: 'Something went wrong',
        type: 'ERROR_TYPE_INTERNAL',
        code: 'ERROR_CODE_UNKNOWN',
        userTitle: 'Error',
        userMessage: '',
        cntTraceId: 'demo-trace-1',
        details: {},
      }),
  },
  '502': {
    description: '502 with the HTML page of a proxy',
    reply: () => bodyReply(502, 'text/html', proxyPage),
  },
  '503': {
    description: '503 with plain text and Retry-After: N seconds (none)',
    reply: (_, seconds) =>
      bodyReply(
        503,
        'text/plain',
        'upstream connect error',
        seconds === undefined ? {} : { 'retry-after': String(seconds) },
      ),
  },
  '504': {
    description: '504 with an empty body',
    reply: () => bodyReply(504, 'text/plain', ''),
  },
  redirect: {
    description: '307 to another path of the same origin, which answers',
    reply: ({ path }) => bodyReply(307, 'text/plain', '', { location: `${path}?redirected=1` }),
  },
  'redirect-away': {
    description: '307 to another origin, which must not get the key',
    reply: ({ path }) =>
      bodyReply(307, 'text/plain', '', { location: `https://elsewhere.invalid${path}` }),
  },
};
