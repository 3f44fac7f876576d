import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'undici';
import { AgentGraphClient } from '../../src/agentGraph/client.ts';
import { createUndiciTransport } from '../../src/agentGraph/http/undici/undiciTransport.ts';
import { type BenchOptions, interleave, median, pairedRatio, type Result } from './measure.ts';

const burstEvents = 100_000;
const pacedEvents = 100;

/** Runs one turn and calls back with the text of each of its events. Resolves at its end. */
type Ask = (text: string, onText: (text: string) => void) => Promise<void>;

/** Our client, from socket to AgentEvent, against bare undici and JSON.parse, in pairs. */
export async function run({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  const server = fork(new URL('./httpServer.ts', import.meta.url));
  const [port] = (await once(server, 'message')) as [number];
  const baseUrl = `http://127.0.0.1:${String(port)}`;
  const transport = createUndiciTransport();
  const asks = { bare: askBare(baseUrl), ours: askOurs(baseUrl, transport) };
  try {
    return [
      ...(await measureBursts(asks, rounds, say)),
      ...(await measurePaced(asks, rounds, say)),
    ];
  } finally {
    await transport.dispose();
    await stop(server);
  }
}

type Asks = Readonly<Record<'bare' | 'ours', Ask>>;

async function measureBursts(
  asks: Asks,
  rounds: number,
  say: BenchOptions['say'],
): Promise<readonly Result[]> {
  say(`http: ${String(burstEvents)} events in one answer`);
  const receive = (ask: Ask) => async () => {
    let count = 0;
    await ask(`burst ${String(burstEvents)}`, () => (count += 1));
    if (count !== burstEvents) throw new Error(`${String(count)} events arrived`);
  };
  const times = await interleave(rounds, { bare: receive(asks.bare), ours: receive(asks.ours) });
  const perSecond = (tookMs: readonly number[]) => burstEvents / (median(tookMs) / 1000);
  return [
    {
      name: 'events per second, of bare undici',
      value: pairedRatio(times.bare, times.ours),
      unit: '×',
      target: { atLeast: 0.8 },
    },
    { name: 'bare undici.request + JSON.parse', value: perSecond(times.bare), unit: 'events/s' },
    { name: 'ask-sofia client', value: perSecond(times.ours), unit: 'events/s' },
  ];
}

async function measurePaced(
  asks: Asks,
  rounds: number,
  say: BenchOptions['say'],
): Promise<readonly Result[]> {
  say('http: one event every few milliseconds');
  const latencies = { bare: [] as number[], ours: [] as number[] };
  const firsts = { bare: [] as number[], ours: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of ['bare', 'ours'] as const) {
      await asks[name](`paced ${String(pacedEvents)}`, (text) => {
        latencies[name].push(Number(process.hrtime.bigint() - BigInt(text)) / 1e6);
      });
      const askedAt = performance.now();
      await asks[name]('burst 1', () => firsts[name].push(performance.now() - askedAt));
    }
  }
  const shown = (['bare', 'ours'] as const).flatMap((name) => [
    { name: `${name}: latency of an event, median`, value: median(latencies[name]), unit: 'ms' },
    { name: `${name}: warm first event, median`, value: median(firsts[name]), unit: 'ms' },
  ]);
  return [
    {
      name: 'latency that our client adds to an event',
      value: median(latencies.ours) - median(latencies.bare),
      unit: 'ms',
      target: { atMost: 0.2 },
    },
    ...shown,
  ];
}

function askBare(baseUrl: string): Ask {
  return async (text, onText) => {
    const { body } = await request(`${baseUrl}/`, { method: 'POST', body: text });
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onText(bareText(JSON.parse(line) as BareLine));
    }
  };
}

interface BareLine {
  readonly result: {
    readonly response: {
      readonly responseEvents: readonly {
        readonly messageEvent: {
          readonly content: { readonly textContent: { readonly text: string } };
        };
      }[];
    };
  };
}

function bareText({ result }: BareLine): string {
  return result.response.responseEvents[0]?.messageEvent.content.textContent.text ?? '';
}

function askOurs(baseUrl: string, transport: ReturnType<typeof createUndiciTransport>): Ask {
  const agent = { name: 'Bench', businessId: 'b', agentId: 'a', clientKey: 'c', baseUrl };
  const client = new AgentGraphClient({ agent, apiKey: 'bench-key', transport });
  return async (text, onText) => {
    const { signal } = new AbortController();
    const content = { textContent: { text } };
    const inputEvents = [{ messageEvent: { role: 'USER', content } }] as const;
    const turn = client.invoke({ sessionId: 'bench', inputEvents, signal });
    for await (const items of turn) {
      for (const item of items) {
        if (item.type === 'event' && item.event.type === 'message') onText(item.event.text ?? '');
      }
    }
  };
}

async function stop(server: ChildProcess): Promise<void> {
  server.disconnect();
  await once(server, 'exit');
}
