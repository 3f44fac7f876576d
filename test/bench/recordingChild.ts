import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AgentGraphClient } from '../../src/agentGraph/client.ts';
import type { HttpTransport } from '../../src/agentGraph/http/transport.ts';
import { ExchangeLog } from '../../src/recordings/exchangeLog.ts';
import { recordExchanges } from '../../src/recordings/recordExchanges.ts';
import { answerOf } from '../../src/recordings/replay/turnsOf.ts';
import { header } from '../support/samples/recordedExchanges.ts';
import { answerLines, linesOfTurn } from './inspectorTalk.ts';
import { interleave } from './measure.ts';

/** Milliseconds of each round: the same turn unrecorded, recorded, and recorded and read. */
export interface RecordingTimes {
  readonly plain: readonly number[];
  readonly recorded: readonly number[];
  readonly read: readonly number[];
}

const chunks = [...answerLines(1)].map((line) => Buffer.from(line));

/** Without a network: what is left is processing. */
const transport: HttpTransport = {
  post: () =>
    Promise.resolve({
      type: 'done',
      value: { status: 200, headers: {}, body: Readable.from(chunks) },
    }),
  dispose: () => Promise.resolve(),
};

async function runTurn(over: HttpTransport): Promise<void> {
  const agent = { ...header.agent };
  const client = new AgentGraphClient({
    agent,
    apiKey: 'bench-key-of-the-recorder',
    transport: over,
  });
  const content = { textContent: { text: 'Hi' } };
  const inputEvents = [{ messageEvent: { role: 'USER', content } }] as const;
  const { signal } = new AbortController();
  const { items } = await answerOf(client.invoke({ sessionId: 's', inputEvents, signal }));
  if (items.length < linesOfTurn) throw new Error('Lines were lost.');
}

async function runRecorded(): Promise<ExchangeLog> {
  const wire = new ExchangeLog({ createdAt: Date.now(), now: Date.now });
  await runTurn(recordExchanges({ transport, ...wire.recorder }));
  return wire;
}

/** What one work leaves to be done and to be collected is not the next one's. */
async function settle(): Promise<void> {
  await nextTurn();
  globalThis.gc?.();
}

async function measure(rounds: number): Promise<RecordingTimes> {
  const works = {
    plain: () => runTurn(transport),
    recorded: async () => void (await runRecorded()),
    read: async () => {
      const { length } = (await runRecorded()).entries;
      if (length < linesOfTurn) throw new Error('Lines were not recorded.');
    },
  };
  return interleave(rounds, works, settle);
}

if (process.send !== undefined) process.send(await measure(Number(process.argv[2])));
