import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasShape, isFilledString, isRecord, parseJson, shaped } from '../../shared/guards.ts';
import { type Agent, agentShape } from '../../shared/agent.ts';

/** A session that is open, with what is needed to close it except the key. */
export interface LedgerEntry {
  readonly sessionId: string;
  readonly agent: Agent;
}

/**
 * Remembers open sessions on disk, one file per process, so that the next start can close those
 * that a crash left behind. A session that is never closed holds resources at Connectly (API notes,
 * section 1.5).
 */
export class SessionLedger {
  readonly #folder: string;
  readonly #pid: number;
  readonly #isAlive: (pid: number) => boolean;
  #entries: readonly LedgerEntry[] = [];
  #writing: Promise<void> = Promise.resolve();

  /** `folder` is created when needed and belongs to the ledger alone. */
  constructor(folder: string, pid = process.pid, isAlive = isProcessAlive) {
    this.#folder = folder;
    this.#pid = pid;
    this.#isAlive = isAlive;
  }

  add(entry: LedgerEntry): Promise<void> {
    return this.#change([...this.#entries, entry]);
  }

  remove(sessionId: string): Promise<void> {
    return this.#change(this.#entries.filter((entry) => entry.sessionId !== sessionId));
  }

  /**
   * Takes over the sessions of dead processes. They become this process's own; the caller closes
   * and removes them.
   */
  async adopt(): Promise<readonly LedgerEntry[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const orphans: LedgerEntry[] = [];
    for (const name of names) {
      const pid = Number(/^(\d+)\.json$/.exec(name)?.[1]);
      if (!pid || (pid !== this.#pid && this.#isAlive(pid))) continue;
      // A file with our own process ID comes from an earlier process that had the same ID.
      if (pid === this.#pid && this.#entries.length > 0) continue;
      const path = join(this.#folder, name);
      orphans.push(...parseEntries(await readFile(path, 'utf8').catch(() => '')));
      await rm(path, { force: true });
    }
    if (orphans.length > 0) await this.#change([...this.#entries, ...orphans]);
    return orphans;
  }

  /** Writes one after the other. A failed write only costs the clean-up after a crash. */
  #change(entries: readonly LedgerEntry[]): Promise<void> {
    this.#entries = entries;
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
    return this.#writing;
  }

  async #write(): Promise<void> {
    const path = join(this.#folder, `${this.#pid}.json`);
    if (this.#entries.length === 0) {
      await rm(path, { force: true });
      return;
    }
    await mkdir(this.#folder, { recursive: true });
    await writeFile(`${path}.new`, JSON.stringify(this.#entries), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process is alive but belongs to another user.
    return isRecord(error) && error['code'] === 'EPERM';
  }
}

function parseEntries(text: string): readonly LedgerEntry[] {
  const value = parseJson(text);
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is LedgerEntry {
  return hasShape(value, { sessionId: isFilledString, agent: shaped(agentShape) });
}
