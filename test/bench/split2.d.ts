declare module 'split2' {
  import type { Transform } from 'node:stream';

  /** The package brings no types; this is the one form the bench uses. */
  export default function split2(mapper: (line: string) => unknown): Transform;
}
