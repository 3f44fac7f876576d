// Replaces VS Code's native log writer, which npm cannot build here. Without a writer VS Code
// writes no logs, neither its own nor the extension's.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];

export const version = 0;
export function setLevel() {}
export function setFlushOn() {}
export function shutdown() {}

/** Appends each line to its file at once. No rotation: runs are too short to need it. */
export class Logger {
  #path;
  #level = levels.indexOf('info');
  #isPlain = false;

  constructor(_type, _name, path) {
    this.#path = path;
    for (const [level, name] of levels.entries()) {
      this[name] = (message) => this.#write(level, message);
    }
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  clearFormatters() {
    this.#isPlain = true;
  }

  setPattern() {
    this.#isPlain = false;
  }

  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
    const line = this.#isPlain ? message : `${time} [${levels[level]}] ${message}\n`;
    try {
      appendFileSync(this.#path, line);
    } catch {
      // The profile is already deleted because VS Code is exiting.
    }
  }
}

export async function createRotatingLogger(name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger('rotating', name, path);
}

export const createAsyncRotatingLogger = createRotatingLogger;
