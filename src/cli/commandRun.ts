import type { Output } from './output/output.ts';

/** What every command gets. */
export interface CommandRun extends Output {
  readonly signal: AbortSignal;
}
