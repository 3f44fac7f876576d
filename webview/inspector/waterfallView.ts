import type { WireExchange } from '../../src/shared/protocol/inspectorProtocol.ts';
import { el } from '../base/dom.ts';
import { exactMs } from '../base/pageFormat.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';

/** More ticks than this would merge into a solid line. */
const maxTicks = 200;

/** The phases of an exchange as one bar; decorative, since the times are also shown as text. */
export function waterfallBar(exchange: WireExchange): HTMLElement {
  const bar = el('span', { class: 'waterfall', 'aria-hidden': 'true' });
  const length = Math.max(1, exchange.lastMs);
  for (const { name, fromMs, toMs } of phasesOf(exchange)) {
    const part = el('span', { class: 'waterfall-phase', 'data-phase': name });
    part.style.left = `${(100 * fromMs) / length}%`;
    part.style.width = `${(100 * (toMs - fromMs)) / length}%`;
    bar.append(part);
  }
  for (const { name, atMs } of momentsOf(exchange)) bar.append(tick(name, atMs / length));
  return bar;
}

function tick(name: string, share: number): HTMLElement {
  const mark = el('span', { class: 'waterfall-tick', 'data-moment': name });
  mark.style.left = `${100 * Math.min(1, share)}%`;
  return mark;
}

/** The bar with ticks for its lines, and every time as text. */
export function waterfall(exchange: WireExchange, lineTimesMs: readonly number[]): HTMLElement {
  const bar = waterfallBar(exchange);
  bar.classList.add('large');
  const length = Math.max(1, exchange.lastMs);
  const step = Math.ceil(lineTimesMs.length / maxTicks);
  for (const [index, atMs] of lineTimesMs.entries()) {
    if (index % step === 0) bar.append(tick('line', atMs / length));
  }
  const times = [
    ...phasesOf(exchange).map(({ name, fromMs, toMs }) => ({
      label: strings.phases[name],
      time: exactMs(toMs - fromMs),
      phase: name,
    })),
    ...momentsOf(exchange).map(({ name, atMs }) => ({
      label: strings.moments[name],
      time: `+${exactMs(atMs)}`,
      phase: undefined,
    })),
  ];
  const isReused = exchange.connection?.isReused === true;
  return el(
    'div',
    {},
    bar,
    el(
      'dl',
      { class: 'times' },
      ...times.map(({ label, time, phase }) =>
        el(
          'div',
          {},
          el('dt', {}, el('span', { class: 'swatch', 'data-phase': phase ?? 'moment' }), label),
          el('dd', {}, time),
        ),
      ),
    ),
    isReused && el('p', { class: 'muted' }, strings.reusedConnection),
  );
}

type PhaseName = 'dns' | 'connect' | 'tls' | 'waiting' | 'receiving';

/** A phase of an exchange, in milliseconds since it was sent. */
interface Phase {
  readonly name: PhaseName;
  readonly fromMs: number;
  readonly toMs: number;
}

type MomentName = 'head' | 'firstByte' | 'firstText' | 'lastByte';

interface Moment {
  readonly name: MomentName;
  readonly atMs: number;
}

/**
 * The phases of an exchange. The connection phases come first, in order. Unknown phases are left
 * out, and no phase extends past the exchange's end.
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

/** The known moments, in chronological order. */
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
