import type { WireExchange } from '../../src/shared/protocol/inspectorProtocol.ts';
import { el } from '../base/dom.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { exactMs } from './units.ts';
import { momentsOf, phasesOf } from './waterfall.ts';

/** More ticks than this are one solid line. */
const maxTicks = 200;

/** The stretches of an exchange as one bar; what it says is in `waterfallTable` and the row. */
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

/** The bar with its lines, and every time in words. */
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
