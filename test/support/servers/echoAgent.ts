import type { TestContext } from 'node:test';
import { secretForms } from '../samples/secretForms.ts';
import { startServer, type CertificateName } from './testServer.ts';

/** What is asked of it: each makes another answer. */
export const echoWishes = [
  'say all',
  'say an error',
  'say nonsense',
  'say it in a session',
] as const;

export interface EchoAgentOptions {
  /** What it says again and again. */
  readonly word: string;
  /** The key that is entered for it. */
  readonly key: string;
  /** It speaks TLS with it. */
  readonly certificate?: CertificateName;
}

/**
 * An agent that puts `word` into every kind of place of its answers, written in every way that a reader
 * of JSON, URLs, a shell or XML would undo.
 */
export async function startEchoAgent(t: TestContext, { word, key, certificate }: EchoAgentOptions) {
  const server = await startServer(
    t,
    (response, { path, body }) => {
      response.setHeader('x-echo', word);
      response.setHeader('set-cookie', `echo=${word}`);
      const asked = /say [a-z ]+/.exec(body)?.[0].trim();
      const answer = path.endsWith('/invoke')
        ? (answers[asked ?? ''] ?? answers['say all'])
        : plain;
      const { status = 200, lines } = answer?.(word) ?? plain();
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(Buffer.concat(lines.map((line) => Buffer.from(line, 'latin1'))));
    },
    { keys: [key], ...(certificate && { certificate }) },
  );
  const env = {
    SOFIA_BASE_URL: server.origin,
    SOFIA_BUSINESS_ID: 'b',
    SOFIA_AGENT_ID: 'a',
    SOFIA_API_KEY: key,
  };
  return { ...server, env };
}

interface EchoedAnswer {
  readonly status?: number;
  readonly lines: readonly string[];
}

const plain = (): EchoedAnswer => ({ lines: ['{"sessionId":"s-1","healthy":true}'] });

const answers: Readonly<Record<string, (word: string) => EchoedAnswer>> = {
  'say all': (word) => ({ lines: [...written(word), ...placed(word)] }),
  'say an error': (word) => ({
    lines: [
      eventLine(JSON.stringify({ messageEvent: message('Wait.') })),
      `${JSON.stringify({ error: { code: 13, message: `no ${word}, ${word}`, details: [] } })}\n`,
    ],
  }),
  'say nonsense': (word) => ({
    lines: [
      // What is said of a bad line ends after 80 characters: in the middle of the word.
      `${'nonsense '.repeat(8)}${word} ${word}\n`,
      `\xff ${word}\n`,
      `{"deep":${'['.repeat(600)}"${word}"${']'.repeat(600)}}\n`,
      `{"result":{"cut":"${word}`,
    ],
  }),
  'say it in a session': (word) => ({ status: 401, lines: [`<h1>${word}</h1> is not known`] }),
};

/** A line for each way to write the word. */
function written(word: string): readonly string[] {
  return Object.entries(secretForms).map(([name, write]) => {
    const text = write(word);
    // What is written for JSON stands in the line as it is.
    const inner = name.startsWith('in JSON') ? text : JSON.stringify(text).slice(1, -1);
    return eventLine(
      `{"messageEvent":{"role":"ASSISTANT","content":{"textContent":{"text":"It is ${inner}, no?"}}}}`,
    );
  });
}

/** A line for each place that a text can have. */
function placed(word: string): readonly string[] {
  const product = {
    productId: word,
    title: `Boots ${word}`,
    description: `<b>${word}</b>`,
    url: `https://shop.example/p?key=${encodeURIComponent(word)}`,
    imageUrl: `https://me:${encodeURIComponent(word)}@shop.example/${encodeURIComponent(word)}.png`,
    price: 19.9,
    currency: 'USD',
    facets: { colour: [word, 'black'] },
  };
  const interactive = { body: { text: word }, buttons: [{ id: word, text: word }] };
  return [
    { recommendationEvent: { products: [product] } },
    { connectlyInteractiveEvent: { interactive: { singleProductMessage: interactive } } },
    { chatSuggestionEvent: { suggestedQuestions: [`What is ${word}?`] } },
    { agentHandoverEvent: { triggerHandover: true, reason: `The key ${word}` } },
    {
      novelEvent: { nested: JSON.stringify({ products: [{ note: JSON.stringify({ a: word }) }] }) },
    },
    { messageEvent: message(`::error::${word}\n${word}`) },
  ].map((event) => eventLine(JSON.stringify(event)));
}

function message(text: string) {
  return { role: 'ASSISTANT', content: { textContent: { text } } };
}

function eventLine(event: string): string {
  return `{"result":{"response":{"sessionId":"s-1","responseEvents":[${event}]}}}\n`;
}
