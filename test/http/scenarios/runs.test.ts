import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { faultNames } from '../../../src/simulator/faults/faults.ts';
import { countCases, type CaseResult } from '../../../src/scenarios/run/results.ts';
import type { Simulator } from '../../../src/simulator/server/server.ts';
import { faultTable } from '../../support/servers/faultTable.ts';
import { happening, holdClock, passTurnByTurn } from '../../support/heldClock.ts';
import { opensSessions, runText } from '../../support/samples/scenarioRuns.ts';
import {
  startTestSimulator,
  type TestSimulatorOptions,
} from '../../support/servers/testSimulator.ts';
import { eventually } from '../../support/eventually.ts';

async function open(t: TestContext, options: TestSimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startTestSimulator(options);
  t.after(() => simulator.close());
  return simulator;
}

/** The last words of the paths that were asked for. */
function endpoints({ requests }: Simulator): readonly string[] {
  return requests.map(({ path }) => path.split('/').at(-1) ?? '');
}

function bodies({ requests }: Simulator, endpoint: string): readonly Record<string, unknown>[] {
  return requests
    .filter(({ path }) => path.endsWith(`/${endpoint}`))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

const statuses = (cases: readonly CaseResult[]) => cases.map(({ status }) => status);
const greets = '{ say: hello, expect: [{ messages: { min: 1 } }] }';
const greeting = `turns: [${greets}]`;
const fails = 'turns: [{ say: hello, expect: [{ text: zebra }] }]';

test('a run gives each case its status, and the sessions are closed', async (t) => {
  const simulator = await open(t);
  const text = [
    `name: Passes\n${greeting}`,
    `name: Fails\n${fails}`,
    'name: Warns\nturns: [{ say: hello, expect: [{ text: zebra, warn: true }] }]',
    'name: Errs\nturns: [{ say: hello, expect: [{ script: nothing.here }] }]',
    'name: Meets nobody\nturns: [{ say: /fault 503 }]',
    `name: Passes again\n${greeting}`,
  ].join('\n---\n');
  const { cases, counts } = await runText(t, text, { simulator });
  assert.deepEqual(statuses(cases), ['passed', 'failed', 'passed', 'errored', 'errored', 'passed']);
  assert.deepEqual(counts, { ...countCases([]), passed: 3, failed: 1, errored: 2 });
  assert.equal(simulator.openSessions, 0);
  const [, failed] = cases;
  assert.deepEqual(failed?.attempts[0]?.turns[0]?.checks[0]?.at, { line: 5, column: 32 });
});

const endedByServer = ['cut', 'error-line'];

test('faults on the way are errors and no failures, and spoil no case after them', async (t) => {
  const simulator = await open(t);
  const names = faultTable.map(({ fault }) => fault).filter((fault) => !fault.startsWith('429'));
  const text = names
    .map(
      (fault) => `name: ${fault}!\nturns: [{ say: /fault ${fault}, silence: allowed }, ${greets}]`,
    )
    .join('\n---\n');
  const { cases } = await runText(t, text, { simulator, concurrency: 4 });
  for (const [index, { fault, end }] of faultTable
    .filter(({ fault }) => names.includes(fault))
    .entries()) {
    const own = cases[index];
    // The next turn of a session may find the connection that the server closed behind the first.
    if (fault === 'close-after') assert.notEqual(own?.status, 'failed');
    else if (endedByServer.includes(fault)) assert.equal(own?.status, 'failed', fault);
    else assert.equal(own?.status, end === 'answered' ? 'passed' : 'errored', fault);
    if (own?.status === 'errored')
      assert.equal(own.attempts[0]?.problem?.failure?.kind, end, fault);
  }
  assert.equal(simulator.openSessions, 0);
});

test('silence ends with a limit of the client and is an error', async (t) => {
  const simulator = await open(t);
  const names = ['silent', 'slow-first-byte', 'stall', 'endless', 'keep-alive'];
  const text = names.map((name) => `name: ${name}\nturns: [{ say: /fault ${name} }, { say: hi }]`);
  const timeouts = { firstByteMs: 200, idleMs: 200, totalMs: 400 };
  const clock = holdClock(t);
  const running = runText(t, text.join('\n---\n'), { simulator, timeouts, concurrency: 5 });
  await eventually(() => bodies(simulator, 'invoke').length === names.length, 'all turns');
  clock.pass(400);
  const { cases } = await running;
  assert.deepEqual(
    statuses(cases),
    names.map(() => 'errored'),
  );
  for (const { attempts } of cases) assert.equal(attempts[0]?.problem?.failure?.kind, 'timeout');
  assert.equal(simulator.openSessions, 0);
});

test('an agent that opens no session is an error, at the scenario', async (t) => {
  const known = Object.keys(faultNames).filter((name) => name.startsWith('init-'));
  const waits = ['init-429', 'init-429-bare', 'init-slow-first-byte', 'init-silent'];
  // That connection is reset behind the whole answer.
  const others = [...waits, 'init-reset'];
  for (const fault of known.filter((name) => !others.includes(name))) {
    const simulator = await open(t, { fault });
    const { cases } = await runText(t, `name: T\n${greeting}`, { simulator });
    assert.deepEqual(statuses(cases), ['errored'], fault);
    assert.deepEqual(cases[0]?.attempts[0]?.problem?.at, { line: 1, column: 1 });
    assert.equal(cases[0].attempts[0].turns.length, 0);
  }
  const simulator = await open(t, { fault: 'init-silent' });
  const timeouts = { firstByteMs: 100 };
  const { cases } = await runText(t, `name: T\n${greeting}`, { simulator, timeouts });
  assert.equal(cases[0]?.attempts[0]?.problem?.failure?.kind, 'timeout');
});

test('after a 429 an attempt begins again in a new session, and asks no session twice', async (t) => {
  const simulator = await open(t);
  let waits = 0;
  const text = 'name: T\nturns: [{ say: hello }, { say: /fault 429 0 }]';
  const events = { backedOff: () => (waits += 1) };
  const { cases } = await runText(t, text, { simulator, events });
  assert.deepEqual(statuses(cases), ['errored']);
  assert.equal(waits, 4);
  const once = ['init', 'invoke', 'invoke', 'close'];
  assert.deepEqual(endpoints(simulator), [...once, ...once, ...once, ...once, ...once]);
  const sent = bodies(simulator, 'invoke').map((body) =>
    JSON.stringify([body['sessionId'], body['inputEvents']]),
  );
  assert.equal(new Set(sent).size, sent.length);
  assert.equal(simulator.openSessions, 0);
});

test('a server that wants a wait of more than a minute is not waited for', async (t) => {
  const simulator = await open(t);
  const { cases } = await runText(t, 'name: T\nturns: [{ say: /fault 429 3600 }]', { simulator });
  assert.deepEqual(statuses(cases), ['errored']);
  assert.deepEqual(endpoints(simulator), ['init', 'invoke', 'close']);
});

test('a customer is new in each attempt, the one of the agent, or the one that is named', async (t) => {
  const simulator = await open(t);
  const text = [
    `name: Fresh\nrepeat: 2\n${greeting}`,
    `name: Own\nclientKey: agent\n${greeting}`,
    `name: Named\nclientKey: 'c-{{n}}'\nvariables: { n: 7 }\n${greeting}`,
    `name: Number\nclientKey: '{{n}}'\nvariables: { n: 7 }\n${greeting}`,
  ].join('\n---\n');
  await runText(t, text, { simulator });
  const keys = bodies(simulator, 'init').map((body) => body['clientKey']);
  assert.match(String(keys[0]), /^ask-sofia-test-[0-9a-f-]{36}$/);
  assert.notEqual(keys[0], keys[1]);
  assert.deepEqual(keys.slice(2), ['configured', 'c-7', '7']);
});

test('as many repeats must pass as the rate says', async (t) => {
  const simulator = await open(t);
  let sessions = 0;
  const talk = opensSessions(t, simulator);
  const flaky =
    (bad: number) =>
    async (...args: Parameters<typeof talk>) => {
      const opened = await talk(...args);
      sessions += 1;
      if (opened.type !== 'done' || sessions % 5 >= bad) return opened;
      const { value } = opened;
      const nothing = { phase: 'answered', items: [] } as const;
      return { ...opened, value: { ...value, send: () => Promise.resolve(nothing) } };
    };
  const text =
    'name: T\npassRate: 4 of 5\nturns: [{ say: hello, expect: [{ messages: { min: 1 } }] }]';
  const run = async (bad: number) => {
    sessions = 0;
    const { cases } = await runText(t, text, { open: flaky(bad) });
    const [one] = cases;
    assert.equal(one?.attempts.length, 5);
    assert.equal(one.needed, 4);
    return one.status;
  };
  assert.equal(await run(0), 'passed');
  assert.equal(await run(1), 'flaky');
  assert.equal(await run(2), 'failed');
  assert.equal(simulator.openSessions, 0);
});

test('an answer that takes longer than the scenario allows is a failure', async (t) => {
  const simulator = await open(t);
  const text = 'name: T\ntimeoutMs: 20000\nturns: [{ say: /fault stall }, { say: hello }]';
  const clock = holdClock(t);
  const { cases } = await passTurnByTurn(clock, runText(t, text, { simulator }));
  assert.deepEqual(statuses(cases), ['failed']);
  const turns = cases[0]?.attempts[0]?.turns ?? [];
  assert.equal(turns.length, 1);
  assert.equal(turns[0]?.checks[0]?.title, 'the whole response within 20000 ms');
  assert.equal(
    turns[0].checks[0].message,
    'The response was incomplete. Events received before it ended: 1.',
  );
  assert.equal(simulator.openSessions, 0);
  const patient = `name: T\ntimeoutMs: 9000000000\n${greeting}`;
  assert.deepEqual(statuses((await runText(t, patient, { simulator })).cases), ['passed']);
});

test('a run that is cancelled skips what is not at its end and closes all sessions', async (t) => {
  const simulator = await open(t);
  const stop = new AbortController();
  const names = ['a', 'b', 'c', 'd'];
  const text = [
    `name: First\n${greeting}`,
    ...names.map((name) => `name: ${name}\nturns: [{ say: /fault stall }]`),
  ];
  const { cases, counts } = await runText(t, text.join('\n---\n'), {
    simulator,
    concurrency: 2,
    signal: stop.signal,
    onCase: () => stop.abort(),
  });
  assert.deepEqual(statuses(cases), ['passed', 'skipped', 'skipped', 'skipped', 'skipped']);
  assert.equal(counts.skipped, 4);
  assert.equal(simulator.openSessions, 0);
});

test('after so many bad cases nothing new begins', async (t) => {
  const simulator = await open(t);
  const text = ['a', 'b', 'c', 'd'].map((name) => `name: ${name}\n${fails}`).join('\n---\n');
  const { cases } = await runText(t, text, { simulator, bail: 2 });
  assert.deepEqual(statuses(cases), ['failed', 'failed', 'skipped', 'skipped']);
  assert.equal(bodies(simulator, 'init').length, 2);
});

test('results come in the order of the plan, whichever ends first', async (t) => {
  const simulator = await open(t);
  const text = [0, 1, 2, 3].map((index) => `name: N${index}\n${greeting}`).join('\n---\n');
  const talk = opensSessions(t, simulator);
  const others = happening();
  const ended: string[] = [];
  const { cases } = await runText(t, text, {
    // The first one has its answer when the others are at their end.
    open: async (request, signal) => {
      const opened = await talk(request, signal);
      if (opened.type !== 'done' || request.scenario !== 'N0') return opened;
      const { value } = opened;
      const send: typeof value.send = async (...turn) => {
        await others.happened;
        return value.send(...turn);
      };
      return { ...opened, value: { ...value, send } };
    },
    concurrency: 4,
    events: {
      attemptEnded: ({ scenario: { name } }) => {
        if (ended.push(name) === 3) others.happens();
      },
    },
  });
  assert.equal(ended.at(-1), 'N0');
  assert.deepEqual(
    cases.map(({ index, name }) => [index, name]),
    [
      [0, 'N0'],
      [1, 'N1'],
      [2, 'N2'],
      [3, 'N3'],
    ],
  );
});

test('percentiles are judged over all repeats, with their references replaced', async (t) => {
  const simulator = await open(t);
  const expectation = (limit: string) =>
    `name: T\nrepeat: 2\nvariables: { soon: 0.001, late: 60000 }\n${greeting}\nexpect:\n  - latency: { totalMs: '{{${limit}}}', percentile: 50 }`;
  const late = await runText(t, expectation('late'), { simulator });
  assert.deepEqual(statuses(late.cases), ['passed']);
  assert.equal(late.cases[0]?.checks.length, 1);
  const soon = await runText(t, expectation('soon'), { simulator });
  assert.deepEqual(statuses(soon.cases), ['failed']);
  assert.deepEqual(soon.cases[0]?.checks[0]?.at, { line: 6, column: 16 });
});

test('a session that cannot be closed spoils its own attempt only', async (t) => {
  const simulator = await open(t);
  const talk = opensSessions(t, simulator);
  let sessions = 0;
  const { cases } = await runText(t, `name: A\n${greeting}\n---\nname: B\n${greeting}`, {
    open: async (...args) => {
      const opened = await talk(...args);
      sessions += 1;
      if (opened.type !== 'done' || sessions > 1) return opened;
      const close = async () => {
        await opened.value.close();
        throw new Error('disk full');
      };
      return { ...opened, value: { ...opened.value, close } };
    },
  });
  assert.deepEqual(statuses(cases), ['errored', 'passed']);
  assert.match(
    cases[0]?.attempts[0]?.problem?.message ?? '',
    /Couldn't close the session: Error: disk full/,
  );
});
