import { constants } from 'node:os';

const ends = new Set<() => void>();

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends what this process has started when it ends itself, by a signal too; `end` must be done when it
 * returns. Gives a function that takes it back.
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
  // Who listens as well ends the process in a way of its own.
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
}
