import type { AgentGraphClient, TurnEnd } from '../agentGraph/client.ts';
import { textInput } from '../agentGraph/wire/requests.ts';
import type { Agent } from '../shared/agent.ts';
import { describeFailure } from '../shared/failure/describeFailure.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { formatDuration } from '../shared/format.ts';
import { t } from '../shared/l10n.ts';
import type { TurnItem } from '../shared/model.ts';
import { oneLine } from './sanitizeReport.ts';
import { type Ended, stepOf, type StepResult, wentWrong, works, worksBut } from './stepResult.ts';

/** Sent in the check's own session; contains no personal data. */
const greetingText = 'Hello';
/** Longest wait for the close, which also happens after a cancel. */
const closeLimitMs = 10_000;
const maxQuoted = 80;

/** The record of open sessions. */
export interface OpenSessions {
  readonly add: (session: { readonly sessionId: string; readonly agent: Agent }) => Promise<void>;
  readonly remove: (sessionId: string) => Promise<void>;
}

/** The four requests of a chat, each as a step: health, init, one turn, close. */
export class ApiProbes {
  readonly #client: AgentGraphClient;
  readonly #signal: AbortSignal;
  readonly #ledger: OpenSessions | undefined;
  #sessionId: string | undefined;
  /** The result of health; undefined if there was none. */
  isReady: boolean | undefined;
  /** The first-byte time of the response to the greeting. */
  firstByteMs: number | undefined;

  constructor(client: AgentGraphClient, signal: AbortSignal, ledger?: OpenSessions) {
    this.#client = client;
    this.#signal = signal;
    this.#ledger = ledger;
  }

  async health(): Promise<Ended> {
    const step = stepOf(await this.#client.health(this.#signal));
    if ('result' in step) return step.result;
    this.isReady = step.value;
    if (step.value) return works([], t("The agent says it's ready."));
    const text = t("The agent says it isn't ready. No message was sent. Try again in a moment.");
    return wentWrong({ kind: 'unavailable', endpoint: 'health', retryable: true }, { text });
  }

  async init(): Promise<Ended> {
    const step = stepOf(await this.#client.init(this.#signal));
    if ('result' in step) return step.result;
    this.#sessionId = step.value;
    await this.#ledger?.add({ sessionId: step.value, agent: this.#client.agent });
    return works([[t('Session'), oneLine(step.value, this.#client.secrets)]]);
  }

  async greeting(): Promise<Ended> {
    const input = textInput(greetingText);
    if (input.type !== 'done') return 'cancelled';
    const stream = this.#client.invoke({
      sessionId: this.#sessionId ?? '',
      inputEvents: [input.value],
      signal: this.#signal,
    });
    const items: TurnItem[] = [];
    for (;;) {
      const step = await stream.next();
      if (step.done) return this.#judgeTurn(items, step.value);
      items.push(...step.value);
    }
  }

  /** Not stopped by a cancel: an opened session is always closed. */
  async close(): Promise<Ended> {
    const signal = AbortSignal.timeout(closeLimitMs);
    const sessionId = this.#sessionId ?? '';
    const closed = await this.#client.close(sessionId, signal);
    const isGone = closed.type === 'failed' && closed.failure.kind === 'sessionLost';
    if (closed.type === 'done' || isGone) await this.#ledger?.remove(sessionId);
    const step = stepOf(closed);
    if ('value' in step) return works();
    if (step.result !== 'cancelled') return step.result;
    const cause = { type: 'limit', limit: 'total', limitMs: closeLimitMs } as const;
    return wentWrong({ kind: 'timeout', endpoint: 'close', cause, retryable: true });
  }

  #judgeTurn(items: readonly TurnItem[], end: TurnEnd): Ended {
    if (end.type === 'aborted') return 'cancelled';
    const { firstByteMs, totalMs, events } = end.stats;
    this.firstByteMs = firstByteMs;
    const text = items.find(isAgentText);
    const facts = [
      ...(firstByteMs === undefined ? [] : [fact(t('First byte'), firstByteMs)]),
      ...(text ? [fact(t('First text'), text.atMs)] : []),
      fact(t('Full response'), totalMs),
      [t('Events'), String(events)] as const,
      ...(text ? [[t('Starts with'), quoted(text)] as const] : []),
    ];
    if (end.type === 'failed') return wentWrong(end.failure, { facts });
    const warning = emptyWarning(events) ?? budgetWarning(this.#client.agent, firstByteMs);
    if (warning !== undefined) return worksBut(warning, { facts });
    const notice = items.find((item) => item.type === 'failure');
    return notice ? noticed(notice.failure, facts) : works(facts);
  }
}

type TextItem = Extract<TurnItem, { type: 'event' }>;

function isAgentText(item: TurnItem): item is TextItem {
  if (item.type !== 'event' || item.event.type !== 'message') return false;
  return item.event.role !== 'user' && Boolean(item.event.text?.trim());
}

function quoted({ event }: TextItem): string {
  const line = oneLine(event.type === 'message' ? (event.text ?? '') : '');
  return line.length <= maxQuoted ? line : `${line.slice(0, maxQuoted - 1)}…`;
}

function fact(label: string, ms: number): readonly [string, string] {
  return [label, formatDuration(ms)];
}

function emptyWarning(events: number): string | undefined {
  return events > 0
    ? undefined
    : t('The agent sent an empty response. Check the agent ID: it may be the wrong one.');
}

function budgetWarning({ latencyBudgetMs }: Agent, firstByteMs = 0): string | undefined {
  if (latencyBudgetMs === undefined || firstByteMs <= latencyBudgetMs) return undefined;
  return t("The first byte took {time}; the agent's first-byte budget is {budget}.", {
    time: formatDuration(firstByteMs),
    budget: formatDuration(latencyBudgetMs),
  });
}

/** A failure that did not end the response. */
function noticed(failure: Failure, facts: StepResult['facts'] = []): StepResult {
  const { title, detail } = describeFailure(failure);
  return { state: 'warning', title, text: detail, failure, facts };
}
