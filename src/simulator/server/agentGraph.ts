import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from '../../shared/failure/failure.ts';
import { isFilledString } from '../../shared/guards.ts';
import { askedFault, respond } from '../respond.ts';
import { applyFault, type FaultCall } from '../faults/faults.ts';
import type { Settings } from '../simulatorOptions.ts';
import { withPrices } from '../shop/otherPrices.ts';
import { personaReply, personaSteps } from '../personas.ts';
import { plainReply, type PlannedAnswer } from './plannedAnswer.ts';
import { seededRandom } from '../random.ts';
import { errorReply, jsonReply, type ServerReply } from './reply.ts';
import type { Sessions, SimulatedSession } from './sessions.ts';
import { streamLines, syncLine, type TimedLine, type LineStyle } from './turnLines.ts';

export const basePath = '/external/v1/ai/agent_graph';

export const endpoints: readonly Endpoint[] = ['init', 'invoke', 'invoke_sync', 'close', 'health'];

type Body = Readonly<Record<string, unknown>>;

/** One request that passed the key check. */
export interface Call {
  readonly body: Body;
  /** How the client reached us; used for links and images. */
  readonly origin: string;
  /** True when the client has followed a redirect fault. */
  readonly wasRedirected: boolean;
}

/**
 * How long a second invoke of a session waits for the first to end before it is refused with 409:
 * long enough to notice that a stopped turn's connection has closed.
 */
const busyGraceMs = 250;

/** The five endpoints. A wrong business ID is 403; another customer's session counts as unknown. */
export class AgentGraph {
  readonly #settings: Settings;
  readonly #sessions: Sessions;
  readonly #fault: FaultCall | undefined;
  /** A fault typed in the chat; applies only to the next init. */
  #nextInitFault: FaultCall | undefined;

  constructor(settings: Settings, sessions: Sessions, fault: FaultCall | undefined) {
    this.#settings = settings;
    this.#sessions = sessions;
    this.#fault = fault;
  }

  async answer(endpoint: Endpoint, call: Call): Promise<ServerReply> {
    const isStreaming = endpoint === 'invoke' || endpoint === 'close';
    const { body } = call;
    if (body['businessId'] !== this.#settings.businessId) {
      return errorReply(7, 'the key does not belong to this business', isStreaming);
    }
    if (!isFilledString(body['clientKey'])) {
      return errorReply(3, 'clientKey is required', isStreaming);
    }
    switch (endpoint) {
      case 'health':
        return jsonReply(200, { response: { healthy: true } });
      case 'init':
        return this.#init(body['clientKey']);
      case 'close':
        return this.#close(body['clientKey'], body['sessionId']);
      case 'invoke':
      case 'invoke_sync':
        return this.#invoke(endpoint, call, body['clientKey']);
    }
  }

  #init(clientKey: string): ServerReply {
    const fault = this.#nextInitFault ?? this.#fault;
    this.#nextInitFault = undefined;
    const sessions = this.#sessions;
    /** Lazy: an init that is refused opens no session. */
    function* open(): Generator<TimedLine> {
      const { id } = sessions.open(clientKey);
      yield { text: JSON.stringify({ response: { sessionId: id } }), waitMs: 0 };
    }
    const answer = this.#plan('init', '', open());
    return fault?.at === 'init' ? applyFault(fault, answer) : plainReply(answer);
  }

  #plan(endpoint: Endpoint, sessionId: string, lines: Iterable<TimedLine>): PlannedAnswer {
    const { apiKey } = this.#settings;
    const isUnary = endpoint !== 'invoke';
    return { lines, sessionId, apiKey, isUnary, path: `${basePath}/${endpoint}` };
  }

  #close(clientKey: string, sessionId: unknown): ServerReply {
    const session = this.#sessions.use(sessionId, clientKey);
    if (!session) return errorReply(5, 'session not found', true);
    this.#sessions.end(session.id);
    return jsonReply(200, { result: { response: {} }, error: null });
  }

  async #invoke(
    endpoint: 'invoke' | 'invoke_sync',
    { body, origin, wasRedirected }: Call,
    clientKey: string,
  ): Promise<ServerReply> {
    const isUnary = endpoint === 'invoke_sync';
    const { agentId, inputEvents, sessionId } = body;
    const isOtherAgent = isFilledString(agentId) && agentId !== this.#settings.agentId;
    if (isOtherAgent) return errorReply(5, 'agent not found', !isUnary);
    const session = this.#sessions.use(sessionId, clientKey);
    if (!session) return errorReply(5, 'session not found', !isUnary);
    if (!Array.isArray(inputEvents) || inputEvents.length === 0) {
      return errorReply(3, 'inputEvents is empty', !isUnary);
    }
    if (session.turn) await Promise.race([session.turn, sleep(busyGraceMs)]);
    if (session.turn) return errorReply(10, 'another turn of this session is running', !isUnary);

    const { memory, id } = session;
    const { seed, pace, envelope, now, prices, persona } = this.#settings;
    /** Lazy: nothing is said or remembered before the first line is requested. */
    function* talk(): Generator<TimedLine> {
      memory.turns++;
      const random = seededRandom(`${seed} ${memory.turns} ${JSON.stringify(inputEvents)}`);
      const style: LineStyle = { envelope, sessionId: id, pace, random, now };
      const told = respond(inputEvents as unknown[], { memory, random, origin });
      const steps = personaSteps(persona, withPrices(told, prices), { memory, random });
      if (isUnary) yield syncLine(steps, style);
      else yield* streamLines(steps, style);
    }
    const answer = this.#plan(endpoint, id, talk());
    const fault = wasRedirected ? undefined : this.#faultOf(askedFault(inputEvents));
    if (fault?.name === 'session-expired') this.#sessions.end(id);
    const reply = fault
      ? applyFault(fault, answer)
      : personaReply(persona, answer, { turn: memory.turns + 1, pace });
    return this.#occupy(session, reply);
  }

  /** The fault of this turn. A fault for init is kept for the next init. */
  #faultOf(typed: FaultCall | undefined): FaultCall | undefined {
    if (typed?.at === 'init') this.#nextInitFault = typed;
    const fault = typed ?? this.#fault;
    return fault?.at === 'init' ? undefined : fault;
  }

  /** Marks the session as busy until the reply has ended, for whatever reason. */
  #occupy(session: SimulatedSession, reply: ServerReply): ServerReply {
    let end = (): void => undefined;
    session.turn = new Promise((resolve) => {
      end = resolve;
    });
    const onEnd = (): void => {
      session.turn = undefined;
      session.lastUsedAt = this.#settings.now();
      end();
    };
    return { ...reply, onEnd };
  }
}
