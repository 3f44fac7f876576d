import { t } from '../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { WireExchange } from '../../src/shared/protocol/inspectorProtocol.ts';
import { exactMs } from '../base/pageFormat.ts';
import { strings } from '../strings.ts';

/** More ticks than this would merge into a solid line. */
const maxTicks = 200;

/**
 * The phases of an exchange as one bar; decorative, since the times are also shown as text. With the
 * times of its lines, in milliseconds since it was sent, it is larger and has ticks for them.
 */
export function waterfallBar(
  exchange: WireExchange,
  lineTimesMs?: readonly number[],
): TemplateResult {
  const length = Math.max(1, exchange.lastMs);
  const percent = (ms: number): string => `${(100 * ms) / length}%`;
  const tick = (name: string, atMs: number): TemplateResult =>
    html`<span
      class="waterfall-tick"
      data-moment=${name}
      .style=${`left: ${percent(Math.min(atMs, length))}`}
    ></span>`;
  const step = Math.ceil((lineTimesMs?.length ?? 0) / maxTicks);
  return html`<span class=${lineTimesMs ? 'waterfall large' : 'waterfall'} aria-hidden="true"
    >${phasesOf(exchange).map(
      ({ name, fromMs, toMs }) =>
        html`<span
          class="waterfall-phase"
          data-phase=${name}
          .style=${`left: ${percent(fromMs)}; width: ${percent(toMs - fromMs)}`}
        ></span>`,
    )}${momentsOf(exchange).map(({ name, atMs }) => tick(name, atMs))}${lineTimesMs
      ?.filter((_, index) => index % step === 0)
      .map((atMs) => tick('line', atMs))}</span
  >`;
}

/** The bar with ticks for its lines, and every time as text. */
export function waterfall(exchange: WireExchange, lineTimesMs: readonly number[]): TemplateResult {
  const times = [
    ...phasesOf(exchange).map(({ name, fromMs, toMs }) => ({
      label: strings.phases[name],
      time: exactMs(toMs - fromMs),
      phase: name,
    })),
    ...momentsOf(exchange).map(({ name, atMs }) => ({
      label: strings.moments[name],
      time: `+${exactMs(atMs)}`,
      phase: 'moment',
    })),
  ];
  return html`<div>
    ${waterfallBar(exchange, lineTimesMs)}
    <dl class="times">
      ${times.map(
        ({ label, time, phase }) =>
          html`<div>
            <dt><span class="swatch" data-phase=${phase}></span>${label}</dt>
            <dd>${time}</dd>
          </div>`,
      )}
    </dl>
    ${exchange.connection?.isReused ? html`<p class="muted">${t('The connection was already open.')}</p>` : nothing}
  </div>`;
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
