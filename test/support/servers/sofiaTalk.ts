import type { TestContext } from 'node:test';
import { isRecord, isString } from '../../../src/shared/guards.ts';
import type { SimulatorOptions } from '../../../src/simulator/simulatorOptions.ts';
import type { Simulator } from '../../../src/simulator/server/server.ts';
import { startTestSimulator } from './testSimulator.ts';

/** One event of an answer: its key and what is below it. */
export interface TalkEvent {
  readonly kind: string;
  readonly value: Record<string, unknown>;
}

export interface TalkProduct {
  readonly productId: string;
  readonly title: string;
  readonly description: string;
  readonly price: number;
  readonly currency: string;
  readonly url: string;
  readonly imageUrl: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

/** What a turn was answered with, read by a client that knows nothing of ours. */
export interface TalkAnswer {
  readonly status: number;
  readonly body: string;
  readonly events: readonly TalkEvent[];
  readonly kinds: readonly string[];
  readonly texts: readonly string[];
  readonly products: readonly TalkProduct[];
  readonly suggestions: readonly string[];
}

export interface Talk {
  readonly simulator: Simulator;
  readonly sessionId: string;
  readonly post: (
    endpoint: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  /** Sends texts and events as one turn. */
  readonly say: (...inputs: readonly (string | object)[]) => Promise<TalkAnswer>;
}

/** A session with a fresh simulator, over real HTTP with Node's own fetch. */
export async function startTalk(t: TestContext, options: SimulatorOptions = {}): Promise<Talk> {
  const simulator = await startTestSimulator(options);
  t.after(() => simulator.close());
  const post: Talk['post'] = (endpoint, body, headers = {}) =>
    fetch(`${simulator.baseUrl}/external/v1/ai/agent_graph/${endpoint}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': simulator.apiKey,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ids = { businessId: simulator.businessId, clientKey: 'tester-1' };
  const init = (await (await post('init', ids)).json()) as { response: { sessionId: string } };
  const { sessionId } = init.response;
  return {
    simulator,
    sessionId,
    post,
    async say(...inputs) {
      const inputEvents = inputs.map((input) =>
        typeof input === 'string' ? userText(input) : input,
      );
      const response = await post('invoke', { ...ids, sessionId, inputEvents });
      return readAnswer(response.status, await response.text());
    },
  };
}

export function userText(text: string): object {
  return { messageEvent: { role: 'USER', content: { textContent: { text } } } };
}

function readAnswer(status: number, body: string): TalkAnswer {
  const events = body.split('\n').flatMap((line) => (line.trim() === '' ? [] : readLine(line)));
  const all = <T>(kind: string, read: (value: Record<string, unknown>) => T) =>
    events.filter((event) => event.kind === kind).map(({ value }) => read(value));
  return {
    status,
    body,
    events,
    kinds: events.map(({ kind }) => kind),
    texts: all('messageEvent', textOf).filter((text) => text !== ''),
    products: all('recommendationEvent', ({ products }) => products as TalkProduct[]).flat(),
    suggestions: all(
      'chatSuggestionEvent',
      (value) => value['suggestedQuestions'] as string[],
    ).flat(),
  };
}

function readLine(line: string): readonly TalkEvent[] {
  const { result } = JSON.parse(line) as {
    result?: { response: { responseEvents: Record<string, Record<string, unknown>>[] } };
  };
  return (result?.response.responseEvents ?? []).flatMap((event) =>
    Object.entries(event).map(([kind, value]) => ({ kind, value })),
  );
}

function textOf({ content }: Record<string, unknown>): string {
  const { textContent } = isRecord(content) ? content : {};
  const { text } = isRecord(textContent) ? textContent : {};
  return isString(text) ? text : '';
}
