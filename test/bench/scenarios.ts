import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Agent, request } from 'undici';
import { AgentGraphClient } from '../../src/agentGraph/client.ts';
import { apiPath } from '../../src/agentGraph/http/baseUrl.ts';
import { createUndiciTransport } from '../../src/agentGraph/http/undici/undiciTransport.ts';
import { parseScenarios } from '../../src/scenarios/file/parseScenarios.ts';
import { openClientSession } from '../../src/scenarios/run/openClientSession.ts';
import { FileServices } from '../../src/scenarios/run/fileServices.ts';
import { planCases } from '../../src/scenarios/run/plan.ts';
import { runCases } from '../../src/scenarios/run/runCases.ts';
import type { HttpTransport } from '../../src/agentGraph/http/transport.ts';
import { type BenchOptions, interleave, median, pairedRatio, type Result } from './measure.ts';

const concurrency = 32;
/** Each takes as long as fifteen rounds of the other figures. */
const growthRounds = 3;
const texts = [
  'black boots under 150',
  'cheaper',
  'tell me more about the first one',
  'do you have it in store?',
  'thank you',
];

interface Target {
  readonly baseUrl: string;
  readonly businessId: string;
  readonly agentId: string;
  readonly apiKey: string;
}

/** Scenarios of five turns at concurrency 32, against a bare undici loop with the same requests. */
export async function run({ rounds, say }: BenchOptions): Promise<readonly Result[]> {
  const server = fork(new URL('./scenariosServer.ts', import.meta.url));
  const [target] = (await once(server, 'message')) as [Target];
  const transport = createUndiciTransport();
  const dispatcher = new Agent();
  try {
    say('scenarios: 1,000 of five turns, in pairs');
    await runBare(target, dispatcher, 100);
    await runOurs(target, transport, 100);
    const elapsed = { bare: [] as number[], ours: [] as number[] };
    const timed = (name: keyof typeof elapsed, work: () => Promise<unknown>) => async () => {
      const started = performance.now();
      await work();
      elapsed[name].push(performance.now() - started);
    };
    const times = await interleave(rounds, {
      bare: timed('bare', () => runBare(target, dispatcher, 1_000)),
      ours: timed('ours', () => runOurs(target, transport, 1_000)),
    });
    say('scenarios: 100 and 10,000');
    // Processor time, and in turns: what is measured later finds more of its code compiled.
    const growth: number[] = [];
    const cost = await interleave(growthRounds, {
      // Four at a time, so that as many scenarios run at once as in the large one, to the end.
      small: async () => {
        const runs = async () => {
          for (let run = 0; run < 12; run += 1)
            await runOurs(target, transport, 100, undefined, concurrency / 4);
        };
        await Promise.all([runs(), runs(), runs(), runs()]);
      },
      large: async () => {
        const tenths: number[] = [];
        await runOurs(target, transport, 10_000, (done) => {
          if (done % 1_000 === 0) tenths.push(processorMs());
        });
        const [first = NaN, second = NaN] = tenths;
        const [ninth = NaN, last = NaN] = tenths.slice(-2);
        growth.push((last - ninth) / (second - first));
      },
    });
    say('scenarios: memory by tenths of 10,000');
    const memory: number[] = [];
    await runOurs(target, transport, 10_000, (done) => {
      if (done % 1_000 === 0) memory.push(collectedBytes());
    });
    const [, second = NaN] = memory;
    return [
      {
        name: '1,000 scenarios, time of a bare undici loop',
        value: pairedRatio(elapsed.ours, elapsed.bare),
        unit: '×',
        target: { atMost: 1.5 },
      },
      { name: 'bare undici loop', value: median(elapsed.bare), unit: 'ms' },
      { name: 'the runner', value: median(elapsed.ours), unit: 'ms' },
      {
        name: 'processor time of the loop, without the simulator',
        value: pairedRatio(times.ours, times.bare),
        unit: '×',
      },
      {
        name: 'memory in the last tenth, of the second',
        value: (memory.at(-1) ?? NaN) / second,
        unit: '×',
        target: { atMost: 1.1 },
      },
      { name: 'memory in the second tenth', value: second / 2 ** 20, unit: 'MiB' },
      {
        name: 'processor time in the last tenth, of the second',
        value: median(growth.slice(1)),
        unit: '×',
        target: { atMost: 1.1 },
      },
      {
        name: 'cost of a scenario of 10,000, of one of 100',
        value: pairedRatio(cost.large, cost.small) * (4_800 / 10_000),
        unit: '×',
        target: { atMost: 1.1 },
      },
    ];
  } finally {
    await transport.dispose();
    await dispatcher.close();
    server.kill();
  }
}

/** The same requests with nothing around them but reading the answers. */
async function runBare(target: Target, dispatcher: Agent, count: number): Promise<void> {
  let left = count;
  const post = async (endpoint: string, body: object): Promise<string> => {
    const response = await request(`${target.baseUrl}${apiPath}/${endpoint}`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json', 'x-api-key': target.apiKey },
      body: JSON.stringify(body),
    });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`${endpoint}: HTTP ${response.statusCode}`);
    return text;
  };
  const work = async () => {
    while (left-- > 0) {
      const customer = { businessId: target.businessId, clientKey: `bench-${left}` };
      const reply = JSON.parse(await post('init', customer)) as { response: { sessionId: string } };
      const session = { ...customer, sessionId: reply.response.sessionId };
      for (const text of texts) {
        const messageEvent = { role: 'USER', content: { textContent: { text } } };
        const inputEvents = [{ messageEvent }];
        await post('invoke', { ...session, agentId: target.agentId, inputEvents });
      }
      await post('close', session);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

const document = (number: number) =>
  `name: Scenario ${number}
turns:
  - say: ${texts[0]}
    expect:
      - products: { count: { min: 1 }, price: { max: 150 } }
      - text: boots
${texts
  .slice(1)
  .map((text) => `  - say: ${text}\n    expect:\n      - messages: { min: 1 }\n`)
  .join('')}expect:
  - handover: forbidden
  - unknownEvents: none
`;

/** The runner of the product; `caseEnded` hears how many cases are done. */
async function runOurs(
  { apiKey, ...target }: Target,
  transport: HttpTransport,
  count: number,
  caseEnded: (done: number) => void = () => undefined,
  atOnce = concurrency,
): Promise<void> {
  const { scenarios } = parseScenarios('bench.sofia.yaml', document(1));
  const [scenario] = scenarios;
  if (!scenario) throw new Error('The scenario cannot be read');
  const [template] = planCases([{ path: 'bench.sofia.yaml', scenarios: [scenario] }]);
  if (!template) throw new Error('There is no case');
  const cases = Array.from({ length: count }, (_, index) => ({ ...template, index }));
  const services = new FileServices();
  let done = 0;
  const counts = await runCases({
    cases,
    concurrency: atOnce,
    servicesOf: (file) => services.of(file),
    signal: new AbortController().signal,
    open: ({ clientKey = 'bench' }, signal) => {
      const agent = { name: 'Simulator', ...target, clientKey };
      return openClientSession(new AgentGraphClient({ agent, apiKey, transport }), signal);
    },
    caseEnded: () => {
      done += 1;
      caseEnded(done);
    },
  });
  await services.dispose();
  if (counts.passed !== count) throw new Error(`${count - counts.passed} scenarios did not pass`);
}

/** Processor time of this process, in milliseconds. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** After a collection of the garbage. */
function collectedBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
