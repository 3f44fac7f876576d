import { randomUUID } from 'node:crypto';
import { Memory } from '../turn.ts';

/** One session, from init to close or expiry. */
export interface SimulatedSession {
  readonly id: string;
  readonly clientKey: string;
  readonly memory: Memory;
  /** Milliseconds since the epoch. */
  lastUsedAt: number;
  /** The running turn, if any; resolves when its stream has ended. */
  turn: Promise<void> | undefined;
}

/** Keeps the open sessions, and drops those that were idle too long. */
export class Sessions {
  readonly #open = new Map<unknown, SimulatedSession>();
  readonly #idleMs: number;
  readonly #now: () => number;

  constructor(idleMs: number, now: () => number) {
    this.#idleMs = idleMs;
    this.#now = now;
  }

  get count(): number {
    return this.#open.size;
  }

  open(clientKey: string): SimulatedSession {
    for (const session of this.#open.values()) if (this.#isOver(session)) this.end(session.id);
    const session: SimulatedSession = {
      id: randomUUID(),
      clientKey,
      memory: new Memory(),
      lastUsedAt: this.#now(),
      turn: undefined,
    };
    this.#open.set(session.id, session);
    return session;
  }

  /** The session with the ID that a client sent, if it is open, not expired, and this customer's. */
  use(id: unknown, clientKey: string): SimulatedSession | undefined {
    const session = this.#open.get(id);
    if (!session || session.clientKey !== clientKey) return undefined;
    if (this.#isOver(session)) {
      this.end(session.id);
      return undefined;
    }
    session.lastUsedAt = this.#now();
    return session;
  }

  end(id: string): void {
    this.#open.delete(id);
  }

  #isOver({ lastUsedAt, turn }: SimulatedSession): boolean {
    return !turn && this.#now() - lastUsedAt > this.#idleMs;
  }
}
