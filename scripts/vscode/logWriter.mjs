// Stands in for VS Code's native writer of log files, which npm cannot build here: without one, VS
// Code writes no logs, neither its own nor the extension's.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];

export const version = 0;
export function setLevel() {}
export function setFlushOn() {}
export function shutdown() {}

/** Appends each line to its file at once; there are no rotations, for no run is that long. */
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
      // The profile is already gone: VS Code is ending.
    }
  }
}

export async function createRotatingLogger(name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger('rotating', name, path);
}

export const createAsyncRotatingLogger = createRotatingLogger;
