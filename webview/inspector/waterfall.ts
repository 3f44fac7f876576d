import type { WireExchange } from '../../src/shared/protocol/inspectorProtocol.ts';

export type PhaseName = 'dns' | 'connect' | 'tls' | 'waiting' | 'receiving';

/** A stretch of an exchange, in milliseconds since it was sent. */
export interface Phase {
  readonly name: PhaseName;
  readonly fromMs: number;
  readonly toMs: number;
}

export type MomentName = 'head' | 'firstByte' | 'firstText' | 'lastByte';

export interface Moment {
  readonly name: MomentName;
  readonly atMs: number;
}

/**
 * How an exchange spent its time. The connection comes first, one step after the other; what is not
 * known is left out, and no stretch is longer than the exchange.
 */
export function phasesOf(exchange: WireExchange): readonly Phase[] {
  const { connection, headMs, lastMs } = exchange;
  const phases: Phase[] = [];
  let at = 0;
  const add = (name: PhaseName, toMs: number): void => {
    const end = Math.min(toMs, lastMs);
    if (end > at) phases.push({ name, fromMs: at, toMs: end });
    at = Math.max(at, end);
  };
  if (connection && !connection.isReused) {
    add('dns', at + (connection.dnsMs ?? 0));
    add('connect', at + (connection.connectMs ?? 0));
    add('tls', at + (connection.tlsMs ?? 0));
  }
  add('waiting', headMs ?? lastMs);
  if (headMs !== undefined) add('receiving', lastMs);
  return phases;
}

/** The moments that are known, in the order of their coming. */
export function momentsOf(exchange: WireExchange): readonly Moment[] {
  const { headMs, firstByteMs, firstTextMs, lastMs } = exchange;
  const known: readonly (readonly [MomentName, number | undefined])[] = [
    ['head', headMs],
    ['firstByte', firstByteMs],
    ['firstText', firstTextMs],
    ['lastByte', firstByteMs === undefined ? undefined : lastMs],
  ];
  return known.flatMap(([name, atMs]) => (atMs === undefined ? [] : { name, atMs }));
}
