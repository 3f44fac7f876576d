/**
 * Ends what hangs, and nothing else. Whatever a test waits for comes in a fraction of it, on the
 * slowest machine too, so no test is decided by it. One number for all of them: who needs another
 * one waits for the wrong thing.
 */
export const hangLimitMs = 5 * 60_000;
