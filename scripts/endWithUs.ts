import { constants } from 'node:os';

const ends = new Set<() => void>();

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Registers `end` to run when this process exits, including by a signal. `end` must be synchronous.
 * Returns a function that unregisters it.
 */
export function endWithUs(end: () => void): () => void {
  if (ends.size === 0) {
    process.on('exit', endAll);
    for (const signal of signals) process.on(signal, onSignal);
  }
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size > 0) return;
    process.off('exit', endAll);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

function endAll(): void {
  for (const end of ends) end();
}

function onSignal(signal: NodeJS.Signals): void {
  // Other listeners for the signal end the process in their own way.
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
}
