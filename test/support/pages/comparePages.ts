import type { Page } from 'playwright-core';
import type { TurnAnswer } from '../../../src/recordings/replay/turnsOf.ts';
import { spreadOf } from '../../../src/scenarios/compare/spreadOf.ts';
import { shownTurn } from '../../../src/scenarios/compare/comparedTurn.ts';
import { shownAnswers } from '../../../src/scenarios/compare/shownAnswers.ts';
import { parseCompareMessage } from '../../../src/shared/protocol/compareProtocol.ts';
import type {
  AgentsState,
  CompareHostMessage,
  ComparePageMessage,
  CompareState,
  TimesState,
} from '../../../src/shared/protocol/compareProtocol.ts';
import type { AgentEvent, InputEvent, Interactive, Product } from '../../../src/shared/model.ts';
import type { ShownCheck, ShownTurn } from '../../../src/shared/compare/shownAnswer.ts';
import { deliver, drawn } from './deliver.ts';

/** The sources of the page that compares answers. */
export const compareEntry = {
  script: 'webview/compare/main.ts',
  style: 'webview/styles/compare.css',
};

export const bootsProduct: Product = {
  productId: 'black-boots',
  title: 'Black boots with a long name that has to break somewhere',
  price: 89.9,
  currency: 'USD',
  facets: {},
};
const loafers: Product = { title: 'Loafers', price: 60, currency: 'USD', facets: {} };
const socks: Product = { title: 'Socks', price: 9.5, currency: 'USD', facets: {} };

export function says(text: string): AgentEvent {
  return { type: 'message', kind: 'messageEvent', role: 'assistant', text, rawText: '{}', line: 1 };
}

export function shows(...products: readonly Product[]): AgentEvent {
  return { type: 'recommendation', kind: 'recommendationEvent', products, rawText: '{}', line: 2 };
}

function offers(buttons: readonly string[], rows: readonly string[]): AgentEvent {
  const message: Interactive = {
    form: 'listMessage',
    buttons: buttons.map((text) => ({ text })),
    sections: [{ rows: rows.map((text) => ({ text })) }],
  };
  const kind = 'connectlyInteractiveEvent';
  return { type: 'interactive', kind, messages: [message], rawText: '{}', line: 3 };
}

function asks(...questions: readonly string[]): AgentEvent {
  return { type: 'suggestions', kind: 'chatSuggestionEvent', questions, rawText: '{}', line: 4 };
}

function hands(reason: string): AgentEvent {
  const kind = 'agentHandoverEvent';
  return { type: 'handover', kind, triggered: true, reason, payload: {}, rawText: '{}', line: 5 };
}

export function answerOf(totalMs: number, ...events: readonly AgentEvent[]): TurnAnswer {
  return {
    phase: 'answered',
    items: events.map((event) => ({ type: 'event', atMs: totalMs, event })),
    stats: { firstByteMs: totalMs / 2, totalMs, bytes: 9, lines: 9, events: events.length },
  };
}

const rich = answerOf(
  640,
  says('I found two pairs of black boots below $100 for you.'),
  shows(bootsProduct, loafers, socks),
  offers(['Buy', 'Other colour'], ['Size 41', 'Size 42']),
  asks('Is there anything cheaper?'),
);
const other = answerOf(
  1_480,
  says('I found three pairs of black boots below $100, sir.'),
  shows(socks, { ...bootsProduct, price: 99.9 }, { title: 'Sandals', facets: {} }),
  offers(['Buy now', 'Other colour'], ['Size 41', 'Size 42']),
  asks('Is there anything cheaper?', 'Show me sandals'),
  hands('The customer is angry'),
);
const broken: TurnAnswer = {
  phase: 'failed',
  items: [{ type: 'event', atMs: 1, event: says('I found') }],
  failure: { kind: 'server', status: 500, retryable: true },
};

export function turnWith(number: number, said: string, a?: TurnAnswer, b?: TurnAnswer): ShownTurn {
  return { number, said, ...shownAnswers(a, b) };
}

export function agentsWith(
  turns: readonly ShownTurn[],
  rest: Partial<AgentsState> = {},
): AgentsState {
  return {
    mode: 'agents',
    a: { name: 'Shoes', host: 'api.connectly.ai', environment: 'test' },
    b: { name: 'Shoes next', host: 'next.connectly.ai', environment: 'production' },
    turns,
    isBusy: false,
    results: {},
    ...rest,
  };
}

export function timesWith(
  answers: readonly TurnAnswer[],
  rest: Partial<TimesState> = {},
): TimesState {
  const runs = answers.map((answer, index) => ({ number: index + 1, answer }));
  const spread = spreadOf(runs);
  const usual = spread.groups[0]?.[0];
  return {
    mode: 'times',
    agent: { name: 'Shoes', host: 'api.connectly.ai', environment: 'test' },
    said: 'black boots below $100',
    times: answers.length,
    done: answers.length,
    isBusy: false,
    ...(spread.answered > 0 && { spread }),
    ...(usual !== undefined && { usual }),
    runs: answers.map((answer, index) =>
      turnWith(index + 1, '', usual === undefined ? undefined : answers[usual - 1], answer),
    ),
    problems: [],
    ...rest,
  };
}

const passed: ShownCheck = { status: 'passed', isWarning: false, title: 'at least 1 product' };
const tooDear: ShownCheck = {
  status: 'failed',
  isWarning: false,
  title: 'every price at most 95',
  message: 'Black boots cost 99.9.',
};
const slow: ShownCheck = {
  status: 'failed',
  isWarning: true,
  title: 'full response within 1000 ms',
  message: 'It took 1480 ms.',
};
const notShown: ShownCheck = {
  status: 'failed',
  isWarning: false,
  title: 'press "Buy"',
  message: 'There\'s no button or suggested reply "Buy". Available: Buy now, Other colour.',
};
const words = (text: string): readonly InputEvent[] => [
  { messageEvent: { role: 'USER', content: { textContent: { text } } } },
];

/** Both went through a scenario; B did not come to its end. */
const scenario = agentsWith(
  [
    shownTurn(
      {
        said: 'black boots below $100',
        sentAt: 0,
        a: { inputs: words('black boots below $100'), answer: rich, checks: [passed, passed] },
        b: { inputs: words('black boots below $100'), answer: other, checks: [tooDear, slow] },
      },
      1,
    ),
    shownTurn(
      {
        said: 'say "the {{products[0].title}}"',
        sentAt: 0,
        a: { inputs: words('the Black boots'), answer: answerOf(200, says('Good choice!')) },
        b: { inputs: words('the Socks'), answer: answerOf(180, says('Warm ones!')) },
      },
      2,
    ),
    shownTurn(
      {
        said: 'press "Buy"',
        sentAt: 0,
        a: {
          inputs: [{ buttonResponseEvent: { id: 'buy', title: 'Buy' } }],
          answer: answerOf(200, says('Done.')),
        },
        b: { inputs: [], answer: { phase: 'failed', items: [] }, checks: [notShown] },
      },
      3,
    ),
    shownTurn(
      { said: 'thank you', sentAt: 0, a: { inputs: words('thank you'), answer: answerOf(90) } },
      4,
    ),
  ],
  {
    scenario: 'Buys black boots',
    results: {
      a: { status: 'passed', checks: [passed] },
      b: {
        status: 'errored',
        checks: [],
        problem: "Connectly's server returned an error. Try again.",
      },
    },
  },
);

/** The states of the page that look different. */
export const compareStates: Readonly<Record<string, CompareState>> = {
  empty: agentsWith([]),
  differing: agentsWith([
    turnWith(1, 'hello', answerOf(200, says('Hello!')), answerOf(180, says('Hello!'))),
    turnWith(2, 'black boots below $100', rich, other),
    turnWith(3, 'and red ones?', rich, broken),
  ]),
  scenario,
  waiting: agentsWith([turnWith(1, 'black boots below $100', rich)], { isBusy: true }),
  silent: agentsWith([turnWith(1, 'hm', answerOf(10), { phase: 'stopped', items: [] })]),
  spread: timesWith([rich, rich, other, rich, answerOf(900, says('Sorry, nothing.'))]),
  running: timesWith([rich], { times: 5, isBusy: true }),
  refused: timesWith([], {
    times: 2,
    problems: [{ number: 1, text: 'The API key was rejected. Replace it.' }],
  }),
};

/** Sends a message as the host does and waits for the frame that draws it. */
export async function tell(page: Page, state: CompareState): Promise<void> {
  const message: CompareHostMessage = { type: 'state', state };
  await deliver(page, message);
  await drawn(page);
}

/** What the page posted, each message checked as the host checks it. */
export async function postedBy(page: Page): Promise<readonly ComparePageMessage[]> {
  const messages = await page.evaluate(() => window.fakeHost.posted);
  return messages.map((message) => {
    const parsed = parseCompareMessage(message);
    if (!parsed) throw new Error(`The host would refuse ${JSON.stringify(message)}`);
    return parsed;
  });
}
