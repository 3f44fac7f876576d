import { el } from './dom.ts';

export interface Splitter {
  readonly element: HTMLElement;
  /** Matches the layout: `vertical` if the two parts are side by side. */
  setOrientation(orientation: 'vertical' | 'horizontal'): void;
  /** The share of the part after the splitter, in percent. */
  setShare(percent: number): void;
}

const minPercent = 15;
const maxPercent = 85;
const stepPercent = 5;

/** The divider between two parts of a frame, moved with the pointer or arrow keys. */
export function splitter(
  label: string,
  frameSelector: string,
  onShare: (percent: number) => void,
): Splitter {
  const element = el('div', {
    class: 'splitter',
    role: 'separator',
    tabindex: '0',
    'aria-label': label,
    'aria-valuemin': String(minPercent),
    'aria-valuemax': String(maxPercent),
  });
  let share = 50;
  let isVertical = false;

  function setShare(percent: number): void {
    share = Math.round(Math.min(maxPercent, Math.max(minPercent, percent)));
    element.ariaValueNow = String(share);
    element.ariaValueText = `${share} %`;
  }

  function move(percent: number): void {
    setShare(percent);
    onShare(share);
  }

  element.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    const frame = element.closest(frameSelector)?.getBoundingClientRect();
    if (!frame || !element.hasPointerCapture(pointerId)) return;
    const after = isVertical
      ? (frame.right - clientX) / frame.width
      : (frame.bottom - clientY) / frame.height;
    move(100 * after);
  });
  element.addEventListener('keydown', (event) => {
    const { key } = event;
    if (key === (isVertical ? 'ArrowLeft' : 'ArrowUp')) move(share + stepPercent);
    else if (key === (isVertical ? 'ArrowRight' : 'ArrowDown')) move(share - stepPercent);
    else if (key === 'Home') move(minPercent);
    else if (key === 'End') move(maxPercent);
    else return;
    event.preventDefault();
  });

  return {
    element,
    setShare,
    setOrientation(orientation) {
      isVertical = orientation === 'vertical';
      element.ariaOrientation = orientation;
    },
  };
}
