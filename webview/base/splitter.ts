import { html, type TemplateResult } from 'lit-html';

export interface SplitterLook {
  readonly label: string;
  /** Selects the frame around both parts. */
  readonly frame: string;
  /** The two parts are side by side. */
  readonly isVertical: boolean;
  readonly isHidden?: boolean;
  /** The share of the part after the splitter, in percent. */
  readonly share: number;
  readonly onShare: (percent: number) => void;
}

const minPercent = 15;
const maxPercent = 85;
const stepPercent = 5;

/** The divider between two parts of a frame, moved with the pointer or arrow keys. */
export function splitter(look: SplitterLook): TemplateResult {
  const { label, frame, isVertical, isHidden = false, onShare } = look;
  const share = limited(look.share);

  function onPointerDown(event: PointerEvent): void {
    const { currentTarget, pointerId } = event;
    if (!(currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    currentTarget.focus();
    currentTarget.setPointerCapture(pointerId);
  }

  function onPointerMove({ currentTarget, pointerId, clientX, clientY }: PointerEvent): void {
    if (!(currentTarget instanceof HTMLElement)) return;
    const around = currentTarget.closest(frame)?.getBoundingClientRect();
    if (!around || !currentTarget.hasPointerCapture(pointerId)) return;
    const after = isVertical
      ? (around.right - clientX) / around.width
      : (around.bottom - clientY) / around.height;
    onShare(limited(100 * after));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const shares: Readonly<Record<string, number>> = {
      [isVertical ? 'ArrowLeft' : 'ArrowUp']: share + stepPercent,
      [isVertical ? 'ArrowRight' : 'ArrowDown']: share - stepPercent,
      Home: minPercent,
      End: maxPercent,
    };
    const wanted = Object.hasOwn(shares, event.key) ? shares[event.key] : undefined;
    if (wanted === undefined) return;
    onShare(limited(wanted));
    event.preventDefault();
  }

  return html`<div
    class="splitter"
    role="separator"
    tabindex="0"
    aria-label=${label}
    aria-orientation=${isVertical ? 'vertical' : 'horizontal'}
    aria-valuemin=${minPercent}
    aria-valuemax=${maxPercent}
    aria-valuenow=${share}
    aria-valuetext=${`${share} %`}
    ?hidden=${isHidden}
    @pointerdown=${onPointerDown}
    @pointermove=${onPointerMove}
    @keydown=${onKeyDown}
  ></div>`;
}

function limited(percent: number): number {
  return Math.round(Math.min(maxPercent, Math.max(minPercent, percent)));
}
