/** Ends what hangs; no wait of a test is meant to come near it, in milliseconds. */
export const hangLimitMs = 300_000;
